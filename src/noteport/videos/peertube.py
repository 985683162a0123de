"""PeerTube, on any host: ``https://peer.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m5s``."""

from __future__ import annotations

import re

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PATH = pattern(rf"/(?:w|videos/(?:watch|embed))/({_UUID}|[1-9A-HJ-NP-Za-km-z]{{22}})/?", re.ASCII)
"""An id is a UUID, or a UUID in 22 characters of base 58 (PeerTube documentation, "Share a video")."""


class PeerTube(Provider):
    name, summary = "peertube", "PeerTube, on any host."
    examples = (
        (
            "https://peer.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m5s",
            "peer.example/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ),
    )

    def knows(self, address: Address) -> bool:
        return bool(address.host) and _PATH.fullmatch(address.path) is not None

    def video(self, address: Address) -> Video | None:
        found = _PATH.fullmatch(address.path)
        if found is None:
            return None
        page = f"https://{address.host}/w/{found[1]}"
        return Video(provider="peertube", id=f"{address.host}/{found[1]}", page=page, time_suffix="?start={}s")
