"""The language of a note, as cards and books decide it."""

from __future__ import annotations

import pytest

from noteport.api import parse_note
from noteport.model.language import is_right_to_left, language_of, language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("pt_BR", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("not a language", "not"),
        ("!!", None),
        (None, None),
    ],
)
def test_language_tags(written: str | None, tag: str | None) -> None:
    assert language_tag(written) == tag


def test_right_to_left_languages() -> None:
    assert [tag for tag in ("ar", "he-IL", "fa", "en", "ja", "az-Latn") if is_right_to_left(tag)] == [
        "ar",
        "he-IL",
        "fa",
    ]


NOT_ENGLISH = (
    "El crecimiento de las células se produce cuando la célula absorbe agua y los nutrientes que necesita hoy."
)
AN_ENGLISH_ONE = (
    "The growth of the cell begins when it takes up the water and the nutrients that it needs to divide in two."
)


@pytest.mark.parametrize(
    ("head", "text", "tag"),
    [
        ("", AN_ENGLISH_ONE, "en"),
        ("", "Dos palabras.", "en"),
        ("", NOT_ENGLISH + ";" + NOT_ENGLISH, "und"),
        ("lang: es\n", NOT_ENGLISH, "es"),
        ("", "細胞は水を取り込み、タンパク質を作って成長する", "ja"),
    ],
)
def test_a_language_is_said_or_seen_and_never_made_up(head: str, text: str, tag: str) -> None:
    assert language_of(parse_note(f"---\n{head}videoId: dQw4w9WgXcQ\n---\n{text} [00:01:05].", "c/n.md")) == tag
