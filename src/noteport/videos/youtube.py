"""YouTube, in all forms of its addresses."""

from __future__ import annotations

import re

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider

ID = pattern(r"[\w-]{11}", re.ASCII)
"""The pattern of a video id."""

_IN_PATH = pattern(r"/(?:shorts|live|embed|watch|v|vi|e)/([\w-]+)", re.ASCII)
_SHORT = pattern(r"/([\w-]+)", re.ASCII)
_NO_VIDEOS = frozenset({"videoseries", "live_stream"})
"""Names of eleven characters that embedded players use for something other than a video."""


def youtube(id: str, title: str | None = None) -> Video:
    """Return a YouTube video by its eleven-character id."""
    page = f"https://www.youtube.com/watch?v={id}"
    return Video(provider="youtube", id=id, page=page, time_suffix="&t={}s", title=title)


class YouTube(Provider):
    name, summary = "youtube", "YouTube, in all forms of its addresses."
    examples = (
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=65s", "dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=65", "dQw4w9WgXcQ"),
        ("https://www.youtube.com/watch?v=XXX", None),
    )

    def knows(self, address: Address) -> bool:
        host = address.host
        return host == "youtu.be" or f".{host}".endswith((".youtube.com", ".youtube-nocookie.com"))

    def video(self, address: Address) -> Video | None:
        if address.host == "youtu.be":
            found = _SHORT.match(address.path)
            id = found[1] if found else ""
        else:
            found = _IN_PATH.match(address.path)
            id = found[1] if found else address.query.get("v", "")
        return youtube(id) if ID.fullmatch(id) and id not in _NO_VIDEOS else None
