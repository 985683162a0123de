"""Loom: ``https://www.loom.com/share/0123456789abcdef0123456789abcdef?t=65``."""

from __future__ import annotations

from noteport.videos.by_path import provider_by_path

PROVIDER = provider_by_path(
    "loom",
    hosts=("loom.com",),
    path=r"/(?:share|embed)/(?:[\w-]*-)?([0-9a-f]{32})/?",
    page="https://www.loom.com/share/{}",
    time_suffix="?t={}",
)
