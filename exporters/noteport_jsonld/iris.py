"""The IRI of each thing: a base, its kind, its id.

note      {base}note/{channel}/{stem}          section   {note}#s{number}
claim     {base}claim/{claim id}               clip      {base}clip/{video}/{start}, {start}-{end} for a range
term      {base}term/{channel}/{slug}          term set  {base}terms/{channel}
channel   {base}channel/{channel}              video     its own page on the web

Ids are percent-encoded: the decoded text after ``claim/`` is the ``claim_id`` of the tables.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from noteport.api import Timestamp, UsageError, Video

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*[/:=]")
_KEPT = "/:@"
"""The characters that need no escape in an id within a path, besides letters, digits and ``-._~``."""
_ADDRESS = "/:?#@!$&'()*+,;=%"
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


class Iris:
    """Makes IRIs. Raises UsageError for a base that makes no IRIs."""

    def __init__(self, base: str) -> None:
        if _BASE.fullmatch(base) is None:
            raise UsageError(
                f"{base!r} cannot be the base of ids.",
                "Use an address that ends in a slash, or a URN that ends in a colon: https://example.org/notes/",
            )
        self._base = base

    def note(self, id: str) -> str:
        return f"{self._base}note/{quote(id, safe=_KEPT)}"

    def section(self, note: str, number: int) -> str:
        """``note`` is the IRI of the note; ``number`` counts its headings from 1."""
        return f"{note}#s{number}"

    def claim(self, id: str) -> str:
        return f"{self._base}claim/{quote(id, safe=_KEPT)}"

    def term(self, id: str) -> str:
        return f"{self._base}term/{quote(id, safe=_KEPT)}"

    def term_set(self, term: str) -> str:
        """Return the set of a term, given the id of the term."""
        return f"{self._base}terms/{quote(term.rpartition('/')[0], safe=_KEPT)}"

    def channel(self, note: str) -> str:
        """Return the channel of a note, given the id of the note."""
        return f"{self._base}channel/{quote(note.partition('/')[0], safe=_KEPT)}"

    def video(self, video: Video) -> str:
        """Return the page if the video has one on the web: the path of a local file is not a global name."""
        return web_address(video.page) or f"{self._base}video/{_key(video)}"

    def chapter(self, video: Video, start: int) -> str:
        return f"{self._base}chapter/{_key(video)}/{start}"

    def clip(self, video: Video, timestamp: Timestamp) -> str:
        return f"{self._base}clip/{_key(video)}/{timestamp.start}" + (
            f"-{timestamp.end}" if is_range(timestamp) else ""
        )


def web_address(address: str) -> str | None:
    """Return a web address as an IRI, or None for any other address."""
    if not address.startswith(("https://", "http://")):
        return None
    return quote(_BARE_PERCENT.sub("%25", address), safe=_ADDRESS)


def is_range(timestamp: Timestamp) -> bool:
    """Return whether a timestamp has an end after its start."""
    return timestamp.end is not None and timestamp.end > timestamp.start


def _key(video: Video) -> str:
    """Return what distinguishes a video from all others; for YouTube, its id is enough."""
    return quote(video.id if video.provider == "youtube" else f"{video.provider}:{video.id}", safe=":")
