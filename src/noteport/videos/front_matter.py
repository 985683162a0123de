"""The video that front matter names (the spellings: dialects.md, "Notes of other tools")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from noteport.model.nodes import Video
from noteport.videos.address import addresses_in
from noteport.videos.podcast import is_page, page_video
from noteport.videos.registry import provider_of, video_of_address
from noteport.videos.youtube import ID, youtube

ID_KEYS = ("videoid", "video_id", "video-id")
MEDIA_KEYS = ("media_link", "media", "video", "audio", "episode_url")
"""Keys whose page can be played, whatever its address looks like."""
ADDRESS_KEYS = ("url", "source", "media_link", "link", "video", "originalurl", "media", "audio", "episode_url")
TITLE_KEYS = ("videotitle", "video_title")
"""All in lower case. ``title`` is the topic of the note, not the title of the video."""


def find_video(front_matter: Mapping[str, Any]) -> Video | None:
    """Return the video that front matter names by id or by address; None if it names none."""
    values = {key.lower(): value for key, value in front_matter.items()}
    video = _by_id(values, ID_KEYS) or _by_address(values) or _by_id(values, ("id",)) or _anywhere(values)
    title = next(_texts(values, TITLE_KEYS), None)
    return replace(video, title=title) if video is not None and title else video


def _by_id(values: Mapping[str, Any], keys: tuple[str, ...]) -> Video | None:
    for text in _texts(values, keys):
        video = youtube(text) if ID.fullmatch(text) else video_of_address(text)
        if video is not None:
            return video
    return None


def _by_address(values: Mapping[str, Any]) -> Video | None:
    for text in _texts(values, ADDRESS_KEYS):
        video = video_of_address(text)
        if video is not None:
            return video
    for text in _texts(values, MEDIA_KEYS):
        for address in addresses_in(text):
            if is_page(address) and provider_of(address) is None:
                return page_video(address)
    return None


def _anywhere(values: Mapping[str, Any]) -> Video | None:
    """The first video at a web address on a known site, under any other key."""
    for text in _texts(values, tuple(values)):
        video = video_of_address(text) if "://" in text else None
        if video is not None and video.provider not in ("local", "podcast"):
            return video
    return None


def _texts(values: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    """The strings under some keys, including those in lists: YAML reads an unquoted ``[[lecture.mp4]]`` as a list in a
    list.
    """
    for key in keys:
        if key in values:
            yield from _flat(values[key])


def _flat(value: object) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield " ".join(value.split())
    elif isinstance(value, list):
        for entry in value:
            yield from _flat(entry)
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _flat(entry)
