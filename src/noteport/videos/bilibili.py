"""Bilibili: ``https://www.bilibili.com/video/BV1xx411c7mD?p=2&t=65``, and ``https://b23.tv/BV1xx411c7mD``.

What a short address without such an id leads to is known only to the site; it is kept as it is.
"""

from __future__ import annotations

import re

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider

_SHORT_HOST = "b23.tv"
_PATH = pattern(r"/(?:video/)?(BV\w{10}|av\d+)/?", re.ASCII | re.IGNORECASE)
_SHORT = pattern(r"/(\w{5,12})/?", re.ASCII)
_ID = pattern(r"BV\w{10}", re.ASCII)


class Bilibili(Provider):
    name, summary = "bilibili", "Bilibili, with the parts of videos."
    examples = (("https://www.bilibili.com/video/BV1xx411c7mD?p=2&t=65", "BV1xx411c7mD-2"),)

    def knows(self, address: Address) -> bool:
        return address.host in ("bilibili.com", _SHORT_HOST) or address.host.endswith(".bilibili.com")

    def video(self, address: Address) -> Video | None:
        """A video may have parts, which are videos of their own: ``p=2``."""
        found = _PATH.fullmatch(address.path)
        if not found and address.host == _SHORT_HOST:
            short = _SHORT.fullmatch(address.path)
            page = f"https://{_SHORT_HOST}/{short[1]}" if short else ""
            return Video(provider="bilibili", id=short[1], page=page, time_suffix="?t={}") if short else None
        id = found[1] if found else address.query.get("bvid", "")
        if not found and not _ID.fullmatch(id):
            return None
        page = f"https://www.bilibili.com/video/{id}"
        part = address.query.get("p", "1")
        if part in ("", "1") or not part.isdecimal():
            return Video(provider="bilibili", id=id, page=page, time_suffix="?t={}")
        return Video(provider="bilibili", id=f"{id}-{part}", page=f"{page}?p={part}", time_suffix="&t={}")
