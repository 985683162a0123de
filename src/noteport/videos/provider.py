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
    """Return whether an address belongs to this provider. Must be cheap, because it is asked about all addresses of all
    notes.
    """
    video: Callable[[Address], Video | None]
    """Return the video at an address of this provider; None if the address names no video (``watch?v=XXX``)."""
