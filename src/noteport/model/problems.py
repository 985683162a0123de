"""Problems in the user's files: what one is, and what each code means. Codes are public and never change meaning."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType

from msgspec import Struct

CODES = MappingProxyType(
    {
        "file-unreadable": "the file could not be read",
        "file-outside": "a link leads out of the given paths and was not followed",
        "file-binary": "the file is not text",
        "file-encoding": "some bytes are not UTF-8 and were replaced",
        "note-too-deep": "blocks are nested too deep; the note is kept as plain text",
        "note-too-long": "the note has more claims than are read; the rest is text",
        "note-no-video": "the note names no video, so its timestamps open nothing",
        "note-is-transcript": "the note holds a transcript, which makes no claims unless asked for",
        "note-same-id": "another note has the same id; this one's got a suffix",
        "front-matter-broken": "the front matter is not YAML; its plain lines were read",
        "front-matter-not-mapping": "the front matter is not made of keys and values; it was ignored",
        "front-matter-twice": "the note has a second front matter in its text",
        "timestamp-garbled": "the timestamp's markup is damaged; its time could be read",
        "timestamp-unreadable": "no time could be read from the timestamp",
        "timestamp-label-differs": "the timestamp's label and its time differ",
        "timestamps-repaired": "the note's timestamps had minutes written as hours; they were repaired",
        "timestamps-ambiguous": "some timestamps of a repaired note could be read two ways",
        "timestamps-doubtful": "the note's timestamps may be shifted; nothing was changed",
        "timestamp-beyond-end": "a timestamp lies beyond the video's end; its links carry no time",
        "timestamp-in-code": "the timestamp stands in code and is text there",
        "comment-not-understood": "a comment tells noteport something that it does not know",
        "card-without-claim": "the author's card stands behind no claim, and is left out",
        "callout-without-quote": "a callout marker stands outside a quotation and is text",
        "heading-fused": "a heading stands inside a line and is text",
        "block-kept-verbatim": "a construct that the model does not have was kept as it stands",
        "image-missing": "an image is not in the vault, or is no file that a card can show",
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
