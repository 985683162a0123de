"""Problems in the user's files: what one is, and what each code means."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Self

from msgspec import Struct


class ProblemCode(StrEnum):
    """The code of a problem. Codes are public and never change their meaning."""

    meaning: str
    """In plain words."""

    def __new__(cls, code: str, meaning: str) -> Self:
        """Make a member of a code and its meaning."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    FILE_UNREADABLE = "file-unreadable", "the file could not be read"
    FILE_OUTSIDE = "file-outside", "a symbolic link leads out of the given paths and was not followed"
    FILE_BINARY = "file-binary", "the file is not text"
    FILE_ENCODING = "file-encoding", "the file is not UTF-8; it was read as Windows-1252, or some bytes were replaced"
    NOTE_TOO_DEEP = "note-too-deep", "blocks are nested too deeply; the note is kept as plain text"
    NOTE_TOO_LONG = "note-too-long", "the note has too many claims; the rest is text"
    NOTE_TOO_MANY_IMAGES = "note-too-many-images", "a block has too many images; the rest are kept as their words"
    NOTE_NO_VIDEO = "note-no-video", "the note names no video, so its timestamps are not links"
    NOTE_IS_TRANSCRIPT = "note-is-transcript", "the note is a transcript and makes no claims without --transcripts"
    NOTE_WITHOUT_CLAIMS = "note-without-claims", "the note has text, but no timestamp that could be read"
    NOTE_SAME_ID = "note-same-id", "another note has the same id; this one got a suffix"
    FRONT_MATTER_BROKEN = "front-matter-broken", "the front matter is not valid YAML; its plain lines were read"
    FRONT_MATTER_NOT_MAPPING = "front-matter-not-mapping", "the front matter has no keys and was kept as text"
    FRONT_MATTER_TWICE = "front-matter-twice", "the text contains a second front matter"
    TIMESTAMP_GARBLED = "timestamp-garbled", "the markup of a timestamp is damaged, but its time could be read"
    TIMESTAMP_UNREADABLE = "timestamp-unreadable", "no time could be read from a timestamp"
    TIMESTAMP_NOT_READ = "timestamp-not-read", "what may be a time was kept as text, and its sentence makes no claim"
    TIMESTAMP_LABEL_DIFFERS = "timestamp-label-differs", "a timestamp's label differs from its time"
    TIMESTAMPS_REPAIRED = "timestamps-repaired", "the note had minutes written as hours; its timestamps were repaired"
    TIMESTAMPS_WRONG_HOUR = "timestamps-wrong-hour", "timestamps had an hour too many or too few and were repaired"
    TIMESTAMPS_AMBIGUOUS = (
        "timestamps-ambiguous",
        "some timestamps of a repaired note are ambiguous; their links have no time",
    )
    TIMESTAMPS_DOUBTFUL = (
        "timestamps-doubtful",
        "timestamps may be wrong; nothing was changed, and their links have no time",
    )
    TIMESTAMP_BEYOND_END = (
        "timestamp-beyond-end",
        "a timestamp lies beyond the end of the video; its links have no time",
    )
    CLAIM_MOVED = "claim-moved", "a claim is said elsewhere in the video; its link opens there"
    CLAIM_UNSUPPORTED = "claim-unsupported", "a claim was not found in the captions; its link is as written"
    VIDEO_MISMATCH = "video-mismatch", "the claims of the note are not said in its video; no link was moved"
    CAPTIONS_UNREADABLE = "captions-unreadable", "a captions file could not be read and was ignored"
    TIMESTAMP_IN_CODE = "timestamp-in-code", "a timestamp is in code or a formula and was kept as text"
    COMMENT_NOT_CLOSED = "comment-not-closed", "a %%comment%% is never closed and hides the rest of the note"
    TIMESTAMP_IN_HEADING_BY_RULE = (
        "timestamp-in-underlined-heading",
        "a line right above --- is a heading, so that its timestamp makes no claim",
    )
    TABLE_ROW_CUT = "table-row-cut", "a row has more cells than its table, and a timestamp in them was left out"
    COMMENT_NOT_UNDERSTOOD = "comment-not-understood", "a comment for noteport was not understood"
    CARD_WITHOUT_CLAIM = "card-without-claim", "the comment for a card does not follow a claim and was ignored"
    DECISION_WITHOUT_CLAIM = "decision-without-claim", "a decision about a card fits no claim any more; it is kept"
    DECISION_WITHOUT_NOTE = "decision-without-note", "decisions about cards belong to notes that were not found"
    DECISION_OUTDATED = "decision-outdated", "a claim does not have the words that a decision hides"
    CALLOUT_WITHOUT_QUOTE = "callout-without-quote", "a callout marker is outside a quotation and was kept as text"
    HEADING_FUSED = "heading-fused", "a heading is inside a line and was kept as text"
    BLOCK_KEPT_VERBATIM = "block-kept-verbatim", "an unsupported construct was kept as it is"
    IMAGE_MISSING = "image-missing", "an image is not in the vault or cannot be shown on a card"


READ_FORMS = (
    "A claim is a sentence with a timestamp such as [00:12:30], (00:12:30), [12:30](https://…&t=750) or a link"
    " with t=750; --untimed makes claims of sentences without one."
)
"""What to say of notes without claims."""

CODES = MappingProxyType({code.value: code.meaning for code in ProblemCode})
"""Every code with its meaning."""

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
"""Codes from earlier versions, with their present names."""


class Problem(Struct, frozen=True, kw_only=True, gc=False):
    """Something in the user's files that needs attention (see ``ProblemCode``)."""

    code: str
    """A ``ProblemCode``; a plugin may have codes of its own."""
    path: PurePosixPath
    line: int
    """Counted from 1; 0 for the whole file."""
    message: str
    """What is wrong and what was done about it, in one line."""

    @property
    def where(self) -> str:
        """``path:line``, or only the path for the whole file."""
        return f"{self.path}:{self.line}" if self.line else str(self.path)

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: {self.message}"
