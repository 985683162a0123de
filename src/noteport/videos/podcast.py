"""Anything playable on the web that takes a media fragment: the page or file of an episode, ``https://…/12#t=65``.

The fragment: W3C, Media Fragments URI 1.0, "Temporal Dimension".
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from noteport.model.nodes import Video
from noteport.videos.address import MEDIA_SUFFIXES, Address, read_time
from noteport.videos.provider import Provider


def is_page(address: Address) -> bool:
    """Return whether it is a web address, playable or not."""
    return address.scheme in ("http", "https") and bool(address.host)


def page_video(address: Address) -> Video:
    """Return the video at a web address: its page is the address without the time, which is put back in its place."""
    parts = urlsplit(address.text)
    query = "&".join(pair for pair in parts.query.split("&") if not pair.startswith("t="))
    page = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    in_query = "t" in address.query and "t" not in address.fragment
    suffix = ("&t={}" if query else "?t={}") if in_query else "#t={}"
    return Video(provider="podcast", id=page, page=page, time_suffix=suffix)


class Podcast(Provider):
    name, summary = "podcast", "Any page or file on the web that takes a media fragment."
    examples = (("https://example.org/12.mp3#t=65", "https://example.org/12.mp3"),)

    def knows(self, address: Address) -> bool:
        """A page is recognised by the time in its address, a file by its extension."""
        if not is_page(address):
            return False
        if address.host == "share.snipd.com":
            return address.path.startswith("/episode/")
        return address.suffix in MEDIA_SUFFIXES or read_time(address.fragment.get("t", "")) is not None

    def video(self, address: Address) -> Video:
        return page_video(address)
