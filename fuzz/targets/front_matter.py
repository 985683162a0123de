"""The front matter of a note: no line of it is lost or counted twice, and every problem is reported."""

from __future__ import annotations

from fuzz.inputs import text_of
from noteport.parse.head.front_matter import split_head, text_value
from noteport.parse.note import CHANNEL_KEYS, LANGUAGE_KEYS, TITLE_KEYS, normalise


def check(data: bytes) -> None:
    text = normalise(text_of(data))
    head = split_head(text)
    assert text.endswith(head.body)
    assert head.lines == text[: len(text) - len(head.body)].count("\n")
    assert bool(head.problem) == bool(head.message)
    assert "\n" not in head.message
    for keys in (TITLE_KEYS, CHANNEL_KEYS, LANGUAGE_KEYS):
        value = text_value(head.values, *keys)
        assert value is None or value == " ".join(value.split()) != ""
