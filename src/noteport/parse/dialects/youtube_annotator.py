"""YouTube Annotator, an Obsidian plugin: ``[12:34](ytseek://754)``, in the video that the note is about."""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.videos import MediaFragment
from noteport.videos.address import read_time

_SEEK = pattern(r"ytseek:(?://)?([^/?#]+)/?", re.IGNORECASE)


def fragment(target: str) -> MediaFragment | None:
    """Return the second that the target of a link names, or None for any other target."""
    found = _SEEK.fullmatch(target)
    time = read_time(found[1]) if found else None
    return MediaFragment(None, time) if time is not None else None
