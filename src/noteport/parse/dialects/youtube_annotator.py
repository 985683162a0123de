"""YouTube Annotator, a plugin of Obsidian: ``[12:34](ytseek://754)``, of whatever video the note is about."""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.videos import MediaFragment
from noteport.videos.address import read_time

_SEEK = pattern(r"ytseek:(?://)?([^/?#]+)/?", re.IGNORECASE)


def moment(target: str) -> MediaFragment | None:
    """The moment that a link's target names, or None for any other target."""
    found = _SEEK.fullmatch(target)
    time = read_time(found[1]) if found else None
    return MediaFragment(None, time) if time is not None else None
