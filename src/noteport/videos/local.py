"""A media file of the user: ``media/lecture.mp4#t=65``, ``file:///home/ada/lecture.mp4``."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import MEDIA_SUFFIXES, Address
from noteport.videos.provider import Provider

_UNSAFE = pattern(r"[\x00-\x1f\x7f]")
_KEPT = "/%:@!$&'()*+,;=~"
"""Characters that need no escape in a path; an address that is percent-encoded stays so."""


class Local(Provider):
    name, summary = "local", "Media files of the user."
    examples = (("media/lecture.mp4#t=65", "media/lecture.mp4"),)

    def knows(self, address: Address) -> bool:
        if address.suffix not in MEDIA_SUFFIXES or _UNSAFE.search(unquote(address.path)):
            return False
        if address.scheme:
            return address.scheme == "file" and address.path.startswith("/")
        # An absolute path opens nowhere but on the user's machine, and may reveal private information.
        return not address.text.startswith(("/", "~", "\\"))

    def video(self, address: Address) -> Video:
        """The page is the path as written in the note; the id of a ``file:`` address is only its folder and name."""
        if address.scheme:
            id = "/".join(unquote(address.path).split("/")[-2:])
            page = "file://" + quote(address.path, safe=_KEPT)
        else:
            written = re.split(r"[?#]", address.text, maxsplit=1)[0].removeprefix("./")
            id, page = unquote(written), quote(written, safe=_KEPT)
        return Video(provider="local", id=id.strip("/"), page=page, time_suffix="#t={}")
