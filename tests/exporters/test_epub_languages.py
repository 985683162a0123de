"""The words of a book in other languages."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from msgspec.structs import asdict

from noteport_epub.labels import Labels, labels_of

LANGUAGES = sorted(file.name.removesuffix(".toml") for file in files("noteport_epub").joinpath("languages").iterdir())
MOST_SPOKEN = {"en", "zh", "hi", "es", "fr", "ar", "bn", "pt", "ru", "ur"}
SAME_WORD = 0.15
"""The share of words that a language may have in common with English: *index*, *notes*, *question*."""


def forms(labels: Labels) -> dict[str, tuple[str, ...]]:
    words = {name: words for name, words in asdict(labels).items() if name not in ("language", "callouts")}
    return {name: words if isinstance(words, tuple) else (words,) for name, words in words.items()}


def test_the_languages_that_most_people_speak_are_there() -> None:
    assert set(LANGUAGES) >= MOST_SPOKEN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_and_keeps_its_places(language: str) -> None:
    labels, english = labels_of(language), labels_of("en")
    assert set(labels.callouts) == set(english.callouts)
    for name, words in forms(labels).items():
        for word in words:
            assert word.strip() == word != ""
            assert word.count("{}") == forms(english)[name][0].count("{}"), name
    if language != "en":
        same = [name for name, words in forms(labels).items() if words == forms(english)[name]]
        assert len(same) <= SAME_WORD * len(forms(labels)), same


def test_other_languages_have_english_words() -> None:
    for tag in ("und", "tlh", "", "x-", "../en", "..", "日本"):
        assert labels_of(tag) == labels_of("en")
    assert labels_of("pt-BR") == labels_of("pt")


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [("en", "1 minute 2 seconds"), ("es", "1 minuto 2 segundos"), ("ru", "1 мин 2 с"), ("ar", "1 د 2 ث")],
)
def test_times_are_said_in_the_language(tag: str, spoken: str) -> None:
    assert labels_of(tag).spoken(62) == spoken


def test_a_book_speaks_the_language_of_its_notes(guide: Callable[..., Any]) -> None:
    head = "---\ntitle: {}\nvideoId: dQw4w9WgXcQ\nlang: es\n---\n"
    notes = {
        "pan/masa.md": head.format("Masa")
        + "La masa sube [00:01:02].\n\n> [!warning]\n> No abrir el horno [00:02:00].",
        "pan/horno.md": head.format("Horno") + "El horno está caliente [00:03:00].",
    }
    book = guide(notes)
    assert book.metadata("title") == ["Apuntes sobre pan"]
    assert book.metadata("language") == ["es"]
    page = [text.strip() for text in book.page("pan-masa").itertext()]
    assert {"De un vistazo", "Advertencia", "Anterior"} <= set(page)
    labels = [link.get("aria-label") for link in book.page("pan-masa").iter() if link.get("class") == "stamp"]
    assert "Reproducir desde 1 minuto 2 segundos" in labels
    assert {element.get("lang") for element in book.page("pan-masa").iter() if element.get("lang")} == {"es"}
    toc = [text for text in book.page("contents").itertext() if text.strip()]
    assert {"Cubierta", "Acerca de esta guía"} <= set(toc)
