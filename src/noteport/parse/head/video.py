"""The video of a note: the one that its front matter names, or else the one that its text is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.parse.head.front_matter import Head
from noteport.parse.markdown.timestamps import CLOCK
from noteport.videos import find_video, media_fragment, video_of_address

_MOMENT = pattern(rf"\[[^\[\]\n\w]{{0,8}}{CLOCK}[^\[\]\n]{{0,30}}\]+\(<?([^()<>\n]+)>?\)")
_SHOWN = (
    ("![", pattern(r"!\[[^\[\]\n]*\]\(<?([^()<>\n]+)>?\)")),  # the place of an image contains whatever is embedded
    ("src=", pattern(r"\bsrc=\"([^\"\n]+)\"")),
    ("{{", pattern(r"\{\{(?:\[\[)?(?:video|youtube|vimeo)(?:\]\])?:?[ \t]+([^{}\s]+)")),
    ("http", pattern(r"^[ \t]*(?:[-*][ \t]+)?<?(https?://[^\s<>]+)>?[ \t]*$", re.MULTILINE)),
    ("snipd.com", pattern(r"\]\((https://share\.snipd\.com/episode/[^()\s]+)\)")),
)
"""Patterns for a video in a text, each with words that must occur in it."""
_SHORTCODE = pattern(r"\{\{[<%]\s*(?:youtube|video)\s+(?:id=)?\"?(?:(https?://[^\s\"<>%]+)|([\w-]{11}))\"?\s")
"""A player of Hugo or Quarto: ``{{< youtube id >}}``, ``{{< video address >}}``."""
_FIRST_TIMESTAMP = pattern(rf"[\[(【（［]\s*{CLOCK}|data-t=|(?m:^[-*>\s]*{CLOCK})")
_ADDRESS = pattern(
    r"https?://[^\s<>\"'\[\]()]+|(?<![\w./@-])(?:www\.|m\.)?(?:youtu\.be|youtube\.com|vimeo\.com)/[^\s<>\"'\[\]()]+"
)
_WITH_TIME = pattern(r"https?://[^\s<>\"'\[\]()]{1,300}?[?&#](?:t|start)=\d[^\s<>\"'\[\]()]{0,80}")
_SEVERAL = ("{{video", "``timestamp-url")
"""Marks of tools that put each video above its own timestamps."""
_OPENING = 4_000
"""Characters in which the head of a text is sought."""


def note_video(head: Head) -> Video | None:
    """Return the video of a note; None if it names none, or several that cannot be told apart."""
    return find_video(head.values) or _in_text(head.body)


def _in_text(text: str) -> Video | None:
    """Return the only video of all links to a second, or else the one that is embedded in the text or stands on
    a line, or else the first one above all timestamps.
    """
    targets = _MOMENT.findall(text) if "](" in text else []
    named = [fragment.video for target in targets if (fragment := media_fragment(target)) is not None]
    if any(named):
        return _only(named)
    shown = [address for word, pattern in _SHOWN if word in text for address in pattern.findall(text)]
    if "{{" in text:
        shown += (address or f"https://youtu.be/{id}" for address, id in _SHORTCODE.findall(text))
    return _only(map(video_of_address, shown)) or _first_in_opening(text) or _of_all_times(text)


def _first_in_opening(text: str) -> Video | None:
    """Return the video of the first address on a known site above the first timestamp."""
    if ("youtu" not in text and "://" not in text) or any(mark in text for mark in _SEVERAL):
        return None
    opening = text[:_OPENING]
    timestamp = _FIRST_TIMESTAMP.search(opening)
    for address in _ADDRESS.findall(opening[: timestamp.start()] if timestamp else opening):
        video = video_of_address(address)
        if video is not None and video.provider != "podcast":
            return video
    return None


def _of_all_times(text: str) -> Video | None:
    """Return the only video of all addresses with a time, whatever is shown for them."""
    addresses = _WITH_TIME.findall(text) if "=" in text else []
    return _only(fragment.video for target in addresses if (fragment := media_fragment(target, any_page=False)))


def _only(videos: Iterable[Video | None]) -> Video | None:
    by_id = {(video.provider, video.id): video for video in videos if video is not None}
    return next(iter(by_id.values())) if len(by_id) == 1 else None
