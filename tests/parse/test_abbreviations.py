"""Sentences in languages other than English are cut where their readers would cut them."""

from __future__ import annotations

import pytest

from noteport.parse import parse_note


def sentences(text: str) -> list[str]:
    return [claim.text for claim in parse_note(f"---\nvideoId: golden_test\n---\n{text} [01:00]", "c/note.md").claims()]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das gilt z. B. Roggen, d. h. Korn, i. d. R. Brot",
        "Vgl. Nr. 5 und Abb. 3 bzw. Tab. 2",
        "Der 3. Teil spielt im 19. Jahrhundert und endet am 5. Mai",
        "Env. 5 kg suffisent, dit-on que M. Dupont le sait",
        "La Sra. Ruiz vive en los EE. UU., p. ej. Ohio",
        "È il caso dell'art. 5",
        "Así lo dice el cap. 3",
        "Das sagt Hr. Bauer",
        "Dit geldt voor bijv. Rogge",
        "Na str. 5 je tj. Praha",
        "См. рис. 5, т. е. Хлеб, т.е. Соль",
    ],
)
def test_an_abbreviation_or_ordinal_ends_no_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Das war 1990.", "Danach kam das Brot"),
        ("Es sind 5.", "Mehr sind es nicht"),
        ("Proof the dough for 1 hr.", "Then bake it"),
        ("The bell rings for 10 s.", "5 bells are enough"),
        ("It opens in a new tab.", "3 of them are slow"),
        ("Das ist Brot usw.", "Danach kommt Salz"),
        ("Хлеб, соль и т. д.", "Потом приходит вода"),
        ("She is 25.", "May I ask"),
        ("Press tab.", "Then press s"),
        ("We take plan a.", "Bread rises"),
    ],
)
def test_a_sentence_ends_where_nothing_is_abbreviated(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]
