"""What a claim is about: names and marked terms, as they read in its text."""

from __future__ import annotations

import pytest

from noteport.api import Note, WordStatistics, count_words, parse_note, spelling_key, subjects_of


def subjects(text: str, *, english: bool = True, words: WordStatistics | None = None) -> list[str]:
    note = parse_note(f"---\nvideoId: dQw4w9WgXcQ\n---\n{text} [00:01:05].", "wood/adze.md")
    return [
        subject.text
        for claim in note.claims()
        for subject in subjects_of(claim, words or WordStatistics(), english=english)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mill was built by Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace built the mill", ["Ada Lovelace"]),
        ("It belongs to the Bank of England and to Ann & Bell", ["Bank of England", "Ann & Bell"]),
        ("This is the Coriolis effect of the air", ["Coriolis effect"]),
        ("One of them is the Heisenberg uncertainty principle", ["Heisenberg uncertainty principle"]),
        ("One of them is Pascal's triangle", ["Pascal's triangle"]),
        ("They met Dr. Ann Bell at the mill", ["Ann Bell"]),
        ("They met in Monday's rain with two French millers", []),
        ("The Old Mill By The River Is For Sale", []),
        ("See [[how_to_mill|invest in mills]] and [[x|hand mills]]", ["hand mills"]),
        ("There are **hand mills** and **not** others", ["hand mills"]),
        ("The **key benefit** is a **good thing**", []),
        ("See [[water_mills]]", []),
        ("They said that I'm a CUDA-based miller", []),
    ],
)
def test_names_and_marked_terms_are_found_and_nothing_else(text: str, found: list[str]) -> None:
    assert subjects(text) == found


def test_a_single_word_is_a_name_if_it_has_a_capital_in_other_notes_too() -> None:
    def note(text: str) -> Note:
        return parse_note(f"---\nvideoId: dQw4w9WgXcQ\n---\n{text} [00:01:05].", "wood/adze.md")

    words = count_words([note("The town of Brugge has mills"), note("Near Brugge there is Rain")])
    assert subjects("They went to Brugge in the Rain", words=words) == ["Brugge"]
    assert subjects("They went to Brugge in the Rain") == []


def test_other_languages_have_what_the_author_marked() -> None:
    text = "Los **molinos de agua** son de [[x|Juan Molinero]] y **todo esto, claro, es cierto**"
    assert subjects(text, english=False) == ["molinos de agua", "Juan Molinero"]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Fourier Transforms", "fourier transform", "the Fourier-transform", "Fourier transform (FT)"),
        ("Schrödinger's equation", "Schrodinger equation"),
        ("p-values", "P value"),
        ("API", "APIs", "an API"),
        ("data base", "Databases"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({spelling_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("C", "C#"), ("bus", "bu"), ("analysis", "analysi"), ("As", "A")])
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)
