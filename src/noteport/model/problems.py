"""Problems in the user's files: what one is, and what each code means. Codes are public and never change meaning."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType

from msgspec import Struct

CODES = MappingProxyType(
    {
        "file-unreadable": "the file could not be read",
        "file-outside": "a symbolic link leads out of the given paths and was not followed",
        "file-binary": "the file is not text",
        "file-encoding": "some bytes are not UTF-8 and were replaced",
        "note-too-deep": "blocks are nested too deeply; the note is kept as plain text",
        "note-too-long": "the note has too many claims; the rest is text",
        "note-no-video": "the note names no video, so its timestamps are not links",
        "note-is-transcript": "the note is a transcript and makes no claims without --transcripts",
        "note-same-id": "another note has the same id; this one got a suffix",
        "front-matter-broken": "the front matter is not valid YAML; its plain lines were read",
        "front-matter-not-mapping": "the front matter has no keys and was ignored",
        "front-matter-twice": "the text contains a second front matter",
        "timestamp-garbled": "the markup of a timestamp is damaged, but its time could be read",
        "timestamp-unreadable": "no time could be read from a timestamp",
        "timestamp-label-differs": "a timestamp's label differs from its time",
        "timestamps-repaired": "the note had minutes written as hours; its timestamps were repaired",
        "timestamps-wrong-hour": "timestamps had an hour too many or too few and were repaired",
        "timestamps-ambiguous": "some timestamps of a repaired note are ambiguous; their links have no time",
        "timestamps-doubtful": "timestamps may be wrong; nothing was changed, and their links have no time",
        "timestamp-beyond-end": "a timestamp lies beyond the end of the video; its links have no time",
        "timestamp-in-code": "a timestamp is in code and was kept as text",
        "comment-not-understood": "a comment for noteport was not understood",
        "card-without-claim": "the comment for a card does not follow a claim and was ignored",
        "callout-without-quote": "a callout marker is outside a quotation and was kept as text",
        "heading-fused": "a heading is inside a line and was kept as text",
        "block-kept-verbatim": "an unsupported construct was kept as it is",
        "image-missing": "an image is not in the vault or cannot be shown on a card",
    }
)
"""Every code with its meaning, in plain words."""

RENAMED_CODES = MappingProxyType(
    {
        f"{old}-{rest}": f"time{old}-{rest}"
        for old, rest in (
            ("stamp", "garbled"),
            ("stamp", "unreadable"),
            ("stamp", "label-differs"),
            ("stamp", "beyond-end"),
            ("stamp", "in-code"),
            ("stamps", "repaired"),
            ("stamps", "ambiguous"),
            ("stamps", "doubtful"),
        )
    }
)
"""Codes of earlier versions, with what they are called now."""


class Problem(Struct, frozen=True, kw_only=True, gc=False):
    """Something in the user's files that a person should know of (see ``CODES``)."""

    code: str
    path: PurePosixPath
    line: int
    """Counted from 1; 0 if the whole file is meant."""
    message: str
    """One sentence: what is wrong and what was done about it."""

    @property
    def where(self) -> str:
        """``path:line``, or the path alone if the whole file is meant."""
        return f"{self.path}:{self.line}" if self.line else str(self.path)

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: {self.message}"
