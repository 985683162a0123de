"""Episodes on Spotify: ``https://open.spotify.com/episode/0VXyvf9hv4YqHtBXZOFMPW?t=65``."""

from __future__ import annotations

from noteport.videos.by_path import provider_by_path

PROVIDER = provider_by_path(
    "spotify",
    hosts=("open.spotify.com",),
    path=r"/(?:intl-\w+/)?(?:embed(?:-podcast)?/)?episode/(\w+)(?:/video)?/?",
    page="https://open.spotify.com/episode/{}",
    time_suffix="?t={}",
)
