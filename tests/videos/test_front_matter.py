from __future__ import annotations

from typing import Any

import pytest

from noteport.parse.head.front_matter import split_head
from noteport.videos import find_video

YOUTUBE = "https://www.youtube.com/watch?v=sleep_talk1"


def found(yaml: str) -> str | None:
    """The address of the video that a note's front matter names."""
    video = find_video(split_head(f"---\n{yaml}\n---\n").values)
    return video.page if video is not None else None


@pytest.mark.parametrize("key", ["videoId", "video_id", "video-id", "id", "VideoID"])
def test_by_id(key: str) -> None:
    assert found(f"{key}: sleep_talk1") == YOUTUBE
    assert found(f"{key}: '12345_67890'") == "https://www.youtube.com/watch?v=12345_67890"
    assert found(f"{key}: 12345_67890") == "https://www.youtube.com/watch?v=12345_67890"
    assert found(f"{key}: {YOUTUBE}") == YOUTUBE


@pytest.mark.parametrize("key", ["url", "source", "media_link", "link", "video", "originalUrl", "media", "URL"])
def test_by_address(key: str) -> None:
    assert found(f"{key}: https://youtu.be/sleep_talk1?si=x&t=5") == YOUTUBE
    assert found(f'{key}: "[a talk](https://youtu.be/sleep_talk1)"') == YOUTUBE
    assert found(f"{key}:\n  - https://example.org\n  - https://youtu.be/sleep_talk1") == YOUTUBE
    assert found(f'{key}: "[[media/lecture.mp4]]"') == "media/lecture.mp4"
    assert found(f"{key}: [[media/lecture.mp4]]") == "media/lecture.mp4"


@pytest.mark.parametrize("key", ["media_link", "media", "video", "audio", "episode_url"])
def test_what_is_named_as_media_plays_whatever_its_address_looks_like(key: str) -> None:
    assert found(f"{key}: https://podcast.example.org/12") == "https://podcast.example.org/12"
    assert found(f"{key}: https://www.youtube.com/playlist?list=PLsleep") is None


@pytest.mark.parametrize("key", ["url", "source", "link", "originalUrl"])
def test_any_other_page_is_no_video(key: str) -> None:
    assert found(f"{key}: https://example.org/an-article") is None


@pytest.mark.parametrize(
    ("yaml", "page"),
    [
        ("id: note_number\nurl: https://youtu.be/sleep_talk1", YOUTUBE),  # eleven characters are not always an id
        ("videoId: sleep_talk1\nurl: https://youtu.be/stars_talk1", YOUTUBE),
        ("videoId: not an id\nurl: https://youtu.be/sleep_talk1", YOUTUBE),
        ("url: https://example.org\nsource: https://youtu.be/sleep_talk1", YOUTUBE),
        ("id: 20240519081234", None),
        ("videoId:", None),
        ("video: true", None),
        ("video: {a: b}", None),
    ],
)
def test_which_key_wins(yaml: str, page: str | None) -> None:
    assert found(yaml) == page


def test_the_videos_title_is_never_the_notes() -> None:
    values: dict[str, Any] = {"videoId": "sleep_talk1", "title": "A topic"}
    named, unnamed = find_video(values | {"videoTitle": "A talk"}), find_video(values)
    assert named is not None
    assert unnamed is not None
    assert (named.title, unnamed.title) == ("A talk", None)
