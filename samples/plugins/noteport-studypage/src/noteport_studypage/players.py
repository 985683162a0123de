"""What plays a video: a frame with the site's own player, or the browser itself.

YouTube   https://developers.google.com/youtube/player_parameters
Vimeo     https://developer.vimeo.com/player/sdk/embed
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from noteport.api import Video

_PLAYABLE = re.compile(r"\.(mp4|m4v|webm|ogv|mp3|m4a|aac|ogg|oga|opus|wav|flac)$", re.IGNORECASE)


@dataclass(frozen=True)
class Player:
    """How to play one video."""

    kind: str
    """``youtube`` and ``vimeo`` are loaded in a frame; ``media`` is played by the browser."""
    address: str
    """What to load; ``{}`` stands for the second at which a frame begins."""
    source: str
    """Its origin, as a content security policy names it."""


def player_of(video: Video | None) -> Player | None:
    """Return the player of a video; None if no player can be embedded, so that only a link can open it."""
    if video is None:
        return None
    if video.provider == "youtube" and re.fullmatch(r"[\w-]{11}", video.id, re.ASCII):
        home = "https://www.youtube-nocookie.com"
        address = f"{home}/embed/{video.id}?enablejsapi=1&autoplay=1&playsinline=1&rel=0&start={{}}"
        return Player("youtube", address, home)
    if video.provider == "vimeo" and re.fullmatch(r"\d+", video.id, re.ASCII):
        home, key = "https://player.vimeo.com", video.page.removeprefix(f"https://vimeo.com/{video.id}").strip("/")
        secret = f"h={key}&" if key.isalnum() else ""
        return Player("vimeo", f"{home}/video/{video.id}?{secret}dnt=1&autoplay=1#t={{}}s", home)
    return _media(video.page)


def _media(page: str) -> Player | None:
    parts = urlsplit(page)
    if not _PLAYABLE.search(parts.path):
        return None
    if parts.scheme in {"http", "https"} and re.fullmatch(r"[\w.:-]+", parts.netloc, re.ASCII):
        return Player("media", page, f"{parts.scheme}://{parts.netloc}")
    if parts.scheme == "file":
        return Player("media", page, "file:")
    # A path next to the page: the same origin, which browsers name differently for files.
    return None if parts.scheme or parts.netloc else Player("media", page, "'self' file:")
