"""Vimeo: ``https://vimeo.com/76979871#t=65s``."""

from __future__ import annotations

import re

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider

# An unlisted video has a key after its number, without which it does not open.
_PATH = pattern(
    r"/(?:video/|(?:channels|groups|album|showcase)/[\w-]+/(?:videos?/)?|ondemand/[\w-]+/)?(\d+)(?:/([0-9a-f]+))?/?",
    re.ASCII,
)


class Vimeo(Provider):
    name, summary = "vimeo", "Vimeo, with unlisted videos."
    examples = (("https://vimeo.com/76979871#t=65s", "76979871"),)

    def knows(self, address: Address) -> bool:
        return address.host in ("vimeo.com", "player.vimeo.com")

    def video(self, address: Address) -> Video | None:
        found = _PATH.fullmatch(address.path)
        if found is None:
            return None
        key = found[2] or address.query.get("h", "")
        page = f"https://vimeo.com/{found[1]}" + (f"/{key}" if key.isalnum() else "")
        return Video(provider="vimeo", id=found[1], page=page, time_suffix="#t={}s")
