"""Fields of Anki: nothing in them runs, and only what the card hides is a cloze, a sound or LaTeX."""

from __future__ import annotations

import re

from fuzz.inputs import note_of
from fuzz.markup import assert_harmless_html
from noteport.api import Card, CardOptions, make_cards
from noteport_anki.fields import anki_note

_CLOZE = re.compile(r"\{\{c1::(.*?)(?:::.*?)?\}\}", re.DOTALL)
"""What is hidden, and its hint; Anki puts an element of its own around the former."""
_ACTED_ON = ("{{", "}}", "[sound:", "[anki:", "[latex]", "[$", "[[type:")


def check(data: bytes) -> None:
    note = note_of(data)
    for card in make_cards(note, CardOptions(all=True)):
        if not isinstance(card, Card):
            continue
        made = anki_note(card, note, guid=card.claim.id)
        assert len(made.fields) == len(made.type.fields)
        for name, field in zip(made.type.fields, made.fields, strict=True):
            text = field
            if name == "Text":
                assert text.count("{{c1::") >= 1
                assert text.count("{{c1::") == text.count("{{") == text.count("}}")
                text = _CLOZE.sub(r"<span>\1</span>", text)
            assert not any(mark in text for mark in _ACTED_ON), (name, field)
            assert_harmless_html(text)
