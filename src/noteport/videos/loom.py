"""Loom: ``https://www.loom.com/share/0123456789abcdef0123456789abcdef?t=65``."""

from __future__ import annotations

from noteport.videos.provider import SiteProvider


class Loom(SiteProvider):
    name, summary = "loom", "Loom."
    hosts = ("loom.com",)
    path = r"/(?:share|embed)/(?:[\w-]*-)?([0-9a-f]{32})/?"
    page = "https://www.loom.com/share/{}"
    time_suffix = "?t={}"
    examples = (
        ("https://www.loom.com/share/0123456789abcdef0123456789abcdef?t=65", "0123456789abcdef0123456789abcdef"),
    )
