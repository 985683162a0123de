"""Episodes on Spotify: ``https://open.spotify.com/episode/0VXyvf9hv4YqHtBXZOFMPW?t=65``."""

from __future__ import annotations

from noteport.videos.provider import SiteProvider


class Spotify(SiteProvider):
    name, summary = "spotify", "Episodes on Spotify."
    hosts = ("open.spotify.com",)
    path = r"/(?:intl-\w+/)?(?:embed(?:-podcast)?/)?episode/(\w+)(?:/video)?/?"
    page = "https://open.spotify.com/episode/{}"
    time_suffix = "?t={}"
    examples = (("https://open.spotify.com/episode/0VXyvf9hv4YqHtBXZOFMPW?t=65", "0VXyvf9hv4YqHtBXZOFMPW"),)
