"""Twitch: ``https://www.twitch.tv/videos/123456789?t=1h2m3s``, and clips, which have no address for a second."""

from __future__ import annotations

import re

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider

_PATH = pattern(r"/(?:\w+/)?v(?:ideos?)?/(\d+)/?")
_CLIP = pattern(r"/(?:\w+/clip/)?([A-Za-z][\w-]{5,99})/?", re.ASCII)


class Twitch(Provider):
    name, summary = "twitch", "Recorded streams and clips on Twitch."
    examples = (
        ("https://www.twitch.tv/videos/123456789?t=1m5s", "123456789"),
        ("https://www.twitch.tv/somebody", None),
    )

    def knows(self, address: Address) -> bool:
        return address.host in ("twitch.tv", "m.twitch.tv", "player.twitch.tv", "clips.twitch.tv")

    def video(self, address: Address) -> Video | None:
        if address.host == "clips.twitch.tv" or "/clip/" in address.path:
            return _clip(address)
        found = _PATH.fullmatch(address.path)
        id = found[1] if found else address.query.get("video", "").removeprefix("v")
        if not (id.isascii() and id.isdecimal()):
            return None  # a channel, which is live
        return Video(provider="twitch", id=id, page=f"https://www.twitch.tv/videos/{id}", time_suffix="?t={}s")


def _clip(address: Address) -> Video | None:
    found = _CLIP.fullmatch(address.path)
    id = address.query.get("clip", "") if found is not None and found[1] == "embed" else found[1] if found else ""
    page = f"https://clips.twitch.tv/{id}"
    return Video(provider="twitch", id=id, page=page, time_suffix="") if id else None
