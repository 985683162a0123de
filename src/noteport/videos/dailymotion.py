"""Dailymotion: ``https://www.dailymotion.com/video/x8abcde?start=65``."""

from __future__ import annotations

from noteport.videos.by_path import provider_by_path

PROVIDER = provider_by_path(
    "dailymotion",
    hosts=("dailymotion.com", "geo.dailymotion.com", "dai.ly"),
    path=r"/(?:embed/)?video/([a-z0-9]+)(?:_.*)?/?|/([a-z0-9]{5,})",
    page="https://www.dailymotion.com/video/{}",
    time_suffix="?start={}",
)
