"""Promise: what is asked as a question is a question that a careful writer could have asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import plain_front
from noteport.cards import WordStatistics
from noteport.cards.asking import question_about
from noteport.cards.explained import explained
from noteport.cards.make import candidates_in
from noteport.cards.note_context import NoteContext
from noteport.cards.sentence import ClaimSentence, read_sentence

from .conftest import Ask, CandidatesOf, NoteOf


@pytest.fixture
def read(note_of: NoteOf) -> Callable[[str], ClaimSentence]:
    def read(text: str) -> ClaimSentence:
        note = note_of(text)
        return read_sentence(list(note.claims())[-1], NoteContext(note, WordStatistics()))

    return read


@pytest.fixture
def questions(read: Callable[[str], ClaimSentence]) -> Callable[[str], dict[str, str]]:
    """All questions that a text makes, with their answers."""

    def questions(text: str) -> dict[str, str]:
        sentence = read(text)
        found = {}
        for each in candidates_in(sentence):
            question = each.question or question_about(sentence, each, (each.start, each.end))
            if question:
                found[question] = sentence.text[each.start : each.end]
        return found

    return questions


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("The spleen keeps a third of all platelets @.", "What keeps a third of all platelets?", "spleen"),
        (
            "The loom was patented in Glasgow in 1769 @.",
            "When was the loom patented in Glasgow?",
            "1769",
        ),
        ("The company launched the first kit in 1975 @.", "When did the company launch the first kit?", "1975"),
        ("A honeycomb cell has six walls @.", "How many walls does a honeycomb cell have?", "six"),
        ("The eclipse lasted 7 minutes @.", "How long did the eclipse last?", "7 minutes"),
        ("The kit costs $35 @.", "How much does the kit cost?", "$35"),
        (
            "A sluice is a gate of oak that holds (at flood) or frees (at ebb) the water @.",
            "What is a sluice?",
            "a gate of oak that holds (at flood) or frees (at ebb) the water",
        ),
        ("A lemma is a helper on the way to a theorem @.", "What is a lemma?", "a helper on the way to a theorem"),
        (
            "A keel is a long beam under the hull because waves roll ships over @.",
            "What is a keel?",
            "a long beam under the hull",
        ),
        (
            "Clay tiles break in winter because water in their pores expands @.",
            "Why do clay tiles break in winter?",
            "water in their pores expands",
        ),
    ],
)
def test_a_clause_becomes_a_question(
    questions: Callable[[str], dict[str, str]], text: str, question: str, answer: str
) -> None:
    assert questions(text).get(question) == answer


@pytest.mark.parametrize(
    "text",
    [
        "Treated with vinegar, the stain was gone in 1990 @.",  # an opening clause
        "Molecules released by bacteria drift away @.",  # a participle
        "The spleen does not store a third of all platelets @.",  # a negation
        "The hard part is how to feed the loom @.",  # a question inside
        "The aim is to feed the loom faster @.",  # an infinitive
        "It stores a third of all platelets @.",  # no subject
        "Kim expressed doubts about the whole plan @.",  # who, or what?
        "The loom, like the plow, was patented in 1769 @.",  # a remark inside
        "A flat line means each gear turns at the same speed @.",  # what it means, not what means it
        "Two glass panes can keep a whole room warm @.",  # more than one thing
        "Isolation is for geese that are sick and for their keepers @.",  # nothing that a question can begin with
    ],
)
def test_a_clause_that_makes_no_natural_question_makes_none(
    questions: Callable[[str], dict[str, str]], text: str
) -> None:
    assert questions(text) == {}


def test_one_among_many_is_not_asked_for_by_what_it_is(questions: Callable[[str], dict[str, str]]) -> None:
    assert "Kelp" not in questions("Kelp is a cause of foul smells on the shore @.").values()
    assert "Kelp" in questions("Kelp is the cause of foul smells on the shore @.").values()


def test_what_a_thing_is_to_another_is_not_what_it_is(read: Callable[[str], ClaimSentence]) -> None:
    assert list(explained(read("A wet cellar is a slow cause of rot @."))) == []


def test_an_explanation_that_repeats_what_it_explains_is_not_asked_for(read: Callable[[str], ClaimSentence]) -> None:
    assert list(explained(read("A hash function is a function that scatters its keys evenly @."))) == []


def test_what_an_acronym_stands_for_is_asked_where_the_field_is_told(ask: Ask) -> None:
    text = "Linen yarn units (LYU) are what each loom is paid by @."
    assert plain_front(ask(text, title="Looms")) == "What does LYU stand for?"
    assert plain_front(ask(text, title="Linen yarn units")) == "[…] (LYU) are what each loom is paid by."


def test_no_acronym_stands_for_words_across_brackets(candidates: CandidatesOf) -> None:
    found = candidates("The mill grinds wheat (WH) and rye (WAR) flour for the whole valley @.")
    assert [each.kind for each in found.values() if each.kind == "acronym spelt out"] == []
