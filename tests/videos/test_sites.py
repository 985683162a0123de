"""The sites whose videos are known: their addresses, and the link that opens a second."""

from __future__ import annotations

import pytest

from noteport.videos import media_fragment

LOOM = "0123456789abcdef0123456789abcdef"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://www.bilibili.com/video/BV1xx411c7mD/?t=65", "https://www.bilibili.com/video/BV1xx411c7mD?t=65"),
        ("https://m.bilibili.com/video/av170001?t=65", "https://www.bilibili.com/video/av170001?t=65"),
        (
            "https://www.bilibili.com/video/BV1xx411c7mD?p=2&t=65",
            "https://www.bilibili.com/video/BV1xx411c7mD?p=2&t=65",
        ),
        (
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&t=65",
            "https://www.bilibili.com/video/BV1xx411c7mD?t=65",
        ),
        ("https://www.twitch.tv/videos/123456?t=1m5s", "https://www.twitch.tv/videos/123456?t=65s"),
        ("https://player.twitch.tv/?video=v123456&time=1m5s", "https://www.twitch.tv/videos/123456?t=65s"),
        ("https://open.spotify.com/episode/0VXyvf9hv4?si=a&t=65", "https://open.spotify.com/episode/0VXyvf9hv4?t=65"),
        ("https://open.spotify.com/embed/episode/0VXyvf9hv4?t=65", "https://open.spotify.com/episode/0VXyvf9hv4?t=65"),
        ("https://www.dailymotion.com/video/x8abcde?start=65", "https://www.dailymotion.com/video/x8abcde?start=65"),
        ("https://dai.ly/x8abcde?start=65", "https://www.dailymotion.com/video/x8abcde?start=65"),
        (f"https://www.loom.com/share/{LOOM}?t=65", f"https://www.loom.com/share/{LOOM}?t=65"),
        (f"https://peer.example/w/{UUID}?start=1m5s", f"https://peer.example/w/{UUID}?start=65s"),
        (f"https://peer.example/videos/watch/{UUID}?start=65", f"https://peer.example/w/{UUID}?start=65s"),
        ("https://example.org/talks/soil#t=65", "https://example.org/talks/soil#t=65"),
    ],
)
def test_an_address_opens_its_second(address: str, opened: str) -> None:
    fragment = media_fragment(address, any_page=False)
    assert fragment is not None
    assert fragment.video is not None
    assert fragment.time is not None
    assert (fragment.time.start, fragment.video.url(65)) == (65, opened)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.twitch.tv/ada",
        "https://open.spotify.com/track/0VXyvf9hv4?t=65",
        "https://space.bilibili.com/12",
        "https://www.loom.com/pricing",
        "https://www.dailymotion.com/",
    ],
)
def test_a_page_that_is_no_video_names_none(address: str) -> None:
    fragment = media_fragment(address)
    assert fragment is None or fragment.video is None
