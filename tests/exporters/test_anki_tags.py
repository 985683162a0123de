from __future__ import annotations

from pathlib import PurePosixPath

from noteport.api import parse_note
from noteport_anki.decks import tags

NOTE = """---
videoId: dQw4w9WgXcQ
tags: [dough/sour, "two words"]
---
Rye needs acid [00:01:00] #flour/rye
"""


def test_tags_of_note_and_claim_are_tags_of_the_card() -> None:
    note = parse_note(NOTE, PurePosixPath("rye.md"))
    (claim,) = note.claims()
    assert tags((), claim, note) == ("dough::sour", "two_words", "flour::rye")
