"""The whole parser, and notes as bytes: no claim is empty or lost, and each agrees with its parts."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from fuzz.inputs import PATH, text_of
from noteport.api import ReadOptions, parse_note, plain
from noteport.vault.codec import NoteLocation, decode_note, encode_note


def check(data: bytes) -> None:
    text = text_of(data)
    lines = len(re.split(r"\r\n|\n|\r", text))
    note = parse_note(text, PATH, options=ReadOptions(untimed=True))
    claims = list(note.claims())
    for claim in claims:
        assert claim.text.strip()
        assert "\n" not in claim.text
        assert claim.text == plain(claim.inlines)
        assert 1 <= claim.place.line <= lines
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(0 <= problem.line <= lines for problem in note.problems)

    # Asking for claims without a timestamp as well loses no claim with one.
    timed = Counter(claim.text for claim in parse_note(text, PATH).claims())
    assert not timed - Counter(claim.text for claim in claims)

    packed = encode_note(note, ())
    if packed is None:  # numbers and depths that no other program can represent
        return
    unpacked = decode_note(packed, NoteLocation(note.id, note.channel, note.path))
    assert unpacked is not None
    # Compared as text, because NaN in front matter (.nan) does not equal itself.
    assert repr(replace(unpacked[0], problems=())) == repr(replace(note, problems=()))
    assert unpacked[0].problems == note.problems
