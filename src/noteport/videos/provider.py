"""What a provider of videos is."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from noteport.model.nodes import Video
from noteport.videos.address import Address


class Provider(Struct, frozen=True):
    """One site, or one kind of file."""

    name: str
    """``Video.provider`` of its videos."""
    knows: Callable[[Address], bool]
    """Whether an address is one of its own. Cheap: all addresses of all notes are shown to it."""
    video: Callable[[Address], Video | None]
    """The video at an address that it knows; None if the address names no video (``watch?v=XXX``)."""
