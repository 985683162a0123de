"""Addresses as notes write them, and the second that an address names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import SplitResult, parse_qsl, urlsplit

from msgspec import Struct, field

from noteport.model.patterns import pattern

MEDIA_SUFFIXES = frozenset("aac avi flac m4a m4v mkv mov mp3 mp4 mpeg mpg oga ogg ogv opus wav webm wma wmv".split())
"""Extensions of media files, without the dot."""

_IN_TEXT = pattern(r"https?://[^\s<>\"'\[\]]+", re.IGNORECASE)
_WIKILINK = pattern(r"!?\[\[([^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_LINK = pattern(r"!?\[[^\[\]\n]*\]\(<?([^()<>\n]+)>?\)")
_HOST_FIRST = pattern(r"(?:[a-z\d-]+\.)+[a-z]{2,}(?=[/?])", re.IGNORECASE)
_OPENERS = ("obsidian://mx-open/",)
"""Prefixes that some tools write before an address, so that it opens in them."""

_PODNOTES = "obsidian://podnotes?"
"""PodNotes, which plays the episode at ``url`` from the second ``time``."""

_UNITS = pattern(r"(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})(?:\.\d*)?s?)?", re.IGNORECASE)
_CLOCK = pattern(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.\d*)?")
_QUERY_KEYS = ("t", "start", "time_continue", "time")


class Address(Struct, frozen=True):
    """The parts of an address. Nothing is checked, and only the query is decoded."""

    text: str
    """As written."""
    scheme: str
    """In lower case; empty for the path of a file, and for an address that begins with its host."""
    host: str
    """In lower case, without ``www.``; empty if there is none."""
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    """The first value of each key."""
    fragment: Mapping[str, str] = field(default_factory=dict)
    """The same for the part after ``#``, which may contain a time: ``#t=65``."""

    @property
    def suffix(self) -> str:
        """The extension of the file that it names, in lower case, without the dot; empty if there is none."""
        name = self.path.rpartition("/")[2]
        return name.rpartition(".")[2].lower() if "." in name else ""


class Time(Struct, frozen=True):
    """The time in an address."""

    start: int
    """Whole seconds, rounded down."""
    end: int | None
    """Whole seconds for a range: ``#t=65,80``; otherwise None."""
    as_written: str
    """``754s``, ``2m41s``, ``02:05.88``."""


def addresses_in(text: str) -> Iterator[Address]:
    """Yield the addresses in a value from a note: the address itself, or a link, wikilink or tag that contains it."""
    wrapped = _WIKILINK.fullmatch(text.strip()) or _LINK.fullmatch(text.strip())
    if wrapped is None and (found := list(_IN_TEXT.finditer(text))):
        candidates = [_trimmed(match[0]) for match in found]
    else:
        candidates = [wrapped[1] if wrapped else text]
    for candidate in candidates:
        address = parse_address(candidate)
        if address is not None:
            yield address


def parse_address(text: str) -> Address | None:
    """Parse an address; None for text that is not one."""
    text = text.strip().strip("<>").replace("&amp;", "&")
    for opener in _OPENERS:
        text = text.removeprefix(opener)
    if text.startswith(_PODNOTES):
        named = _pairs(text[len(_PODNOTES) :])
        text = f"{named.get('url', '')}#t={named.get('time', '')}"
    if not text or "\n" in text:
        return None
    try:
        parts = urlsplit("//" + text if _HOST_FIRST.match(text) else text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # an unclosed bracket
        return None
    return Address(text, parts.scheme.lower(), host, parts.path, _pairs(parts.query), _fragment(parts))


def _trimmed(found: str) -> str:
    """Return an address from prose without the punctuation after it. An underscore may end the id of a video."""
    found = found.rstrip(".,;:!?*")
    return found.rstrip(")") if "(" not in found else found


def _fragment(parts: SplitResult) -> Mapping[str, str]:
    return _pairs(parts.fragment) if "=" in parts.fragment else {}


def _pairs(query: str) -> Mapping[str, str]:
    pairs: dict[str, str] = {}
    for key, value in parse_qsl(query):
        pairs.setdefault(key.lower(), value)
    return pairs


# --- time -----------------------------------------------------------------------------------------------------------


def time_of(address: Address) -> Time | None:
    """Return the time that an address names; ``#t`` takes precedence over ``&t`` (dialects.md, "Notes of other
    tools").
    """
    written = address.fragment.get("t")
    if written is not None and (time := read_time(written)) is not None:
        return time
    for key in _QUERY_KEYS:
        written = address.query.get(key)
        if written is not None and (time := read_time(written)) is not None:
            return time
    return None


def read_time(text: str) -> Time | None:
    """Parse the value of ``t``: ``754``, ``754s``, ``2m41s``, ``1:02:03``, ``02:05.88``, a range ``65,80``; otherwise
    None.
    """
    first, _, last = text.removeprefix("npt:").partition(",")
    start = _seconds(first) if first or not last else 0
    if start is None:
        return None
    end = _seconds(last)
    return Time(start, end if end is not None and end > start else None, text)


def _seconds(text: str) -> int | None:
    found = _CLOCK.fullmatch(text) or _UNITS.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
