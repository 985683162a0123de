"""Reads captions of any format, recognised by the contents of the file, because browsers lose and swap extensions.

bytes ── WebVTT │ SubRip │ json3 │ TTML, srv1–3 ── cues ── transcript
"""

from __future__ import annotations

import codecs

from msgspec import Struct

from noteport.captions.cues import Cue
from noteport.captions.json3 import read_json3
from noteport.captions.subrip import read_subrip
from noteport.captions.timed_xml import read_timed_xml
from noteport.captions.transcript import Transcript, make_transcript
from noteport.captions.webvtt import read_webvtt

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4_096
"""Bytes that tell UTF-16 without a byte order mark."""


class Captions(Struct, frozen=True, kw_only=True):
    """What a file says is spoken in a video."""

    transcript: Transcript
    language: str | None
    """BCP 47 tag, if the file itself names its language."""
    automatic: bool
    """Whether speech recognition wrote them: each word has its own time."""


def read_captions(data: bytes) -> Captions:
    """Read the captions in a file.

    Raises:
        ValueError: the file has none of the formats, or no words.
    """
    cues, language = _read(data)
    transcript = make_transcript(cues)
    if not transcript.words:
        raise ValueError("no cue with words is in it")
    automatic = sum(len(cue.pieces) > 1 for cue in cues) > len(cues) // 4
    return Captions(transcript=transcript, language=language, automatic=automatic)


def _read(data: bytes) -> tuple[list[Cue], str | None]:
    text = _decode(data)
    head = text[:_HEAD].lstrip()
    if head.startswith("{"):
        return read_json3(text.encode("utf-8", "replace")), None
    if head.startswith("<"):
        # As bytes only if their encoding is one that the XML declaration may name.
        return read_timed_xml(data)
    if head.startswith("WEBVTT"):
        return read_webvtt(text)
    return read_subrip(text), None


def _decode(data: bytes) -> str:
    """Return the text, whatever its encoding; bytes that cannot be decoded become U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:_HEAD]
    if head.count(0) * 4 > len(head):
        return data.decode("utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
