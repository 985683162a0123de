"""Twitch: ``https://www.twitch.tv/videos/123456789?t=1h2m3s``."""

from __future__ import annotations

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider

_PATH = pattern(r"/(?:\w+/)?v(?:ideos?)?/(\d+)/?")


def _knows(address: Address) -> bool:
    return address.host in ("twitch.tv", "m.twitch.tv", "player.twitch.tv")


def _video(address: Address) -> Video | None:
    found = _PATH.fullmatch(address.path)
    id = found[1] if found else address.query.get("video", "").removeprefix("v")
    if not (id.isascii() and id.isdecimal()):
        return None  # a channel, which is live
    return Video(provider="twitch", id=id, page=f"https://www.twitch.tv/videos/{id}", time_suffix="?t={}s")


PROVIDER = Provider("twitch", _knows, _video)
