"""Whatever plays on the web and takes a media fragment: an episode's page or file, ``https://…/12#t=65``.

The fragment: W3C, Media Fragments URI 1.0, "Temporal Dimension".
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from noteport.model.nodes import Video
from noteport.videos.address import MEDIA_SUFFIXES, Address, read_time
from noteport.videos.provider import Provider


def _knows(address: Address) -> bool:
    """A page is told from any other by the time in its address, a file by its ending."""
    if not is_page(address):
        return False
    if address.host == "share.snipd.com":
        return address.path.startswith("/episode/")
    return address.suffix in MEDIA_SUFFIXES or read_time(address.fragment.get("t", "")) is not None


def is_page(address: Address) -> bool:
    """Whether it is an address of the web, which may play or not."""
    return address.scheme in ("http", "https") and bool(address.host)


def page_video(address: Address) -> Video:
    """What plays at an address of the web: its page is the address without a time, which is put where it stood."""
    parts = urlsplit(address.text)
    query = "&".join(pair for pair in parts.query.split("&") if not pair.startswith("t="))
    page = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    in_query = "t" in address.query and "t" not in address.fragment
    suffix = ("&t={}" if query else "?t={}") if in_query else "#t={}"
    return Video(provider="podcast", id=page, page=page, time_suffix=suffix)


PROVIDER = Provider("podcast", _knows, page_video)
