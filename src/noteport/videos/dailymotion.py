"""Dailymotion: ``https://www.dailymotion.com/video/x8abcde?start=65``."""

from __future__ import annotations

from noteport.videos.provider import SiteProvider


class Dailymotion(SiteProvider):
    name, summary = "dailymotion", "Dailymotion."
    hosts = ("dailymotion.com", "geo.dailymotion.com", "dai.ly")
    path = r"/(?:embed/)?video/([a-z0-9]+)(?:_.*)?/?|/([a-z0-9]{5,})"
    page = "https://www.dailymotion.com/video/{}"
    time_suffix = "?start={}"
    examples = (
        ("https://www.dailymotion.com/video/x8abcde?start=65", "x8abcde"),
        ("https://dai.ly/x8abcde", "x8abcde"),
    )
