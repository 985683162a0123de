"""Promise: an answer is a whole term: nothing is torn off, and nothing hangs on it that is no part of it."""

from __future__ import annotations

import pytest

from noteport.api import plain_front

from .conftest import Ask, CandidatesOf


@pytest.mark.parametrize(
    ("text", "torn", "whole"),
    [
        ("The vats are cleaned of tarry/waxy deposits @.", "waxy deposits", "tarry/waxy deposits"),
        ("The enamel is sold as CK/XL paste @.", "XL paste", "CK/XL paste"),
        ("The tower rests on outer and inner timber piles @.", "inner timber piles", "outer and inner timber piles"),
        ("Bark beetles spread through Quercus petraea in spring @.", "Quercus", "Quercus petraea"),
        ("The tiles were glazed with the Iron Gorge's blue slip @.", "Gorge's blue slip", "Iron Gorge's blue slip"),
        ("The page is drawn by nested `Panel`s on a grid @.", "Panel", "Panels"),
        ("Milk sours by lactate dehydrogenase (LDH) at night @.", "dehydrogenase (LDH)", "lactate dehydrogenase (LDH)"),
        ("The clerks of the mill use the .LEDGER Basic Kit @.", "LEDGER Basic Kit", ".LEDGER Basic Kit"),
    ],
)
def test_what_belongs_to_an_answer_is_hidden_with_it(
    candidates: CandidatesOf, text: str, torn: str, whole: str
) -> None:
    found = candidates(text)
    assert whole in found
    assert torn not in found


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("The kiln was fired with the Brothers' own charcoal @.", "Brothers"),
        ("They died of a loss of scales or a swelling of the gills @.", "scales or a swelling"),
        ("The glaze is either matte or glossy, smooth and thin @.", "glossy, smooth and thin"),
        ("The red lily has a rare exchange e(8;14) in its seeds @.", "rare exchange e"),
        ("The crew was paid in silver by Seven Oaks Mill @.", "Seven"),
        ("The yeast is sold as strain Brewer O31:K9 in jars @.", "K9"),
        ("The old yard is run by the firm of Hale T&B Works @.", "B Works"),
        ("The yard is run by the widow of Hale&Brook in town @.", "widow of Hale"),
        ("The kiln is still cold at noon t=0 of the first day @.", "noon t"),
    ],
)
def test_what_leaves_a_stump_is_not_hidden(candidates: CandidatesOf, text: str, torn: str) -> None:
    assert torn not in candidates(text)


@pytest.mark.parametrize(
    ("text", "front", "answer"),
    [
        ("Tall ships were steered by **the whipstaff** @.", "Tall ships were steered by the […].", "whipstaff"),
        ("Salt is drawn off by **a brine pump** at night @.", "Salt is drawn off by a(n) […] at night.", "brine pump"),
        ('The "ghost keel" is a tank that floods itself @.', 'The "[…]" is a tank that floods itself.', "ghost keel"),
        ('* **A "ghost keel"**: floods by itself in a storm @', "[…]: floods by itself in a storm", "ghost keel"),
    ],
)
def test_neither_article_nor_quotation_marks_belong_to_an_answer(ask: Ask, text: str, front: str, answer: str) -> None:
    card = ask(text)
    assert (plain_front(card), card.answer) == (front, answer)


@pytest.mark.parametrize(
    ("text", "acronym", "answer"),
    [
        ("Each loom runs on linen yarn units (LYU) of forty strands @.", "LYU", "linen yarn units"),
        ("The dye is fixed by an ortho-cresol oxidase (OCO) in the vat @.", "OCO", "ortho-cresol oxidase"),
        ("Milk sours by lactate dehydrogenase (LDH) at night @.", "LDH", "lactate dehydrogenase"),
        ("The slope is under the curve (AUC) as drawn @.", "AUC", ""),
        ("Apply the second matrix (M2) to the result of the first @.", "M2", ""),
        ("Half of them have silicosis (SI) of the lung @.", "SI", ""),
    ],
)
def test_an_acronym_stands_for_words_with_its_letters(
    candidates: CandidatesOf, text: str, acronym: str, answer: str
) -> None:
    found = [words for words, each in candidates(text).items() if each.short == acronym]
    assert found == ([answer] if answer else [])
