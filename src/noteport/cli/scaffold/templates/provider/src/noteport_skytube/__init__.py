"""Videos of skytube.example: ``https://skytube.example/watch/ab12?t=65``."""

from __future__ import annotations

from noteport.api import SiteProvider


class SkytubeProvider(SiteProvider):
    """A site whose videos are named by the path of their address."""

    name, summary = "skytube", "Videos of skytube.example."
    hosts = ("skytube.example", "m.skytube.example")
    path = r"/(?:watch|embed)/(\w+)"
    page = "https://skytube.example/watch/{}"
    time_suffix = "?t={}"
    examples = (
        ("https://skytube.example/watch/ab12", "ab12"),
        ("https://m.skytube.example/embed/ab12?t=1m5s", "ab12"),
        ("https://skytube.example/channel/ada", None),
    )
