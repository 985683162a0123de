"""Links to a second of a video are timestamps: their target is a video, a second of it, or both.

[00:02:05](https://www.youtube.com/watch?v=…&t=119#t=02:05.88)    Media Extended: the target overrides the label
**[12:27](https://youtu.be/…?si=…&t=747)** text                   #t overrides &t (videos/address.py)
> — [12:34](…) · [(12:34)](…) · [12:34](ytseek://754) · [[lecture.mp4#t=65|01:05]]
[12:34](https://www.youtube.com/watch?v=XXX)                      no time, or no video: the label's, the note's
[source](https://youtu.be/…?t=747) · <https://youtu.be/…?t=747>   any label: the target has the time
![](https://youtu.be/…?t=747) · ![[lecture.mp4#t=65,80]]          an embedded player
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from noteport.model.nodes import Timestamp, Video, WikiLink
from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode
from noteport.parse.dialects import youtube_annotator
from noteport.parse.markdown.parser import ESCAPED
from noteport.parse.markdown.timestamps import CLOCK, Reading, read_clocks
from noteport.videos import MediaFragment, media_fragment

if TYPE_CHECKING:
    from markdown_it.token import Token

READERS: tuple[Callable[[str], MediaFragment | None], ...] = (youtube_annotator.fragment, media_fragment)
"""Functions that read the target of a link; the first one that recognises it decides."""

TOLERANCE = 2
"""Seconds by which label and target may differ without a problem, because tools round."""

_LABEL = pattern(rf"[^\w\n]{{0,8}}{CLOCK}(?:\.\d{{1,3}})?(?:[^\w\n]{{1,5}}{CLOCK})*[^\w\n]{{0,4}}")
_PLAIN = frozenset(
    {"text", ESCAPED, "timestamp", "strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"}
)


def of_link(label: Sequence[Token], target: str, own: Video | None) -> Reading | None:
    """Return the timestamp of a link, or None if it opens no second of a video. ``own`` is the note's video."""
    if not shows_time(label):
        return of_address(target, own)
    shown = _text(label)
    fragment = next((fragment for reader in READERS if (fragment := reader(target)) is not None), None)
    if fragment is None:
        return None if target and not target.startswith("#") else Reading(read_clocks(shown))
    return _reading(shown, fragment, own)


def shows_time(label: Sequence[Token]) -> bool:
    """Return whether a label is a time and nothing else."""
    return all(token.type in _PLAIN for token in label) and _LABEL.fullmatch(_text(label)) is not None


def of_address(target: str, own: Video | None) -> Reading | None:
    """Return the second that an address opens, whatever is shown for it; None if no provider recognises it."""
    fragment = youtube_annotator.fragment(target) or media_fragment(target, any_page=False)
    if fragment is None or fragment.time is None:
        return None
    time = fragment.time
    video = _other(fragment.video, own)
    return Reading(
        (Timestamp(start=time.start, end=time.end, as_written=_exact(time.start, time.as_written), video=video),)
    )


def of_wikilink(link: WikiLink, own: Video | None) -> Reading | None:
    """Return the timestamp of a link to a media file in the vault."""
    if link.fragment is None or not link.fragment.startswith("t="):
        return None
    target = f"{link.target}#{link.fragment}"
    if not _LABEL.fullmatch(link.shown or ""):
        return of_address(target, own)
    fragment = media_fragment(target)
    return _reading(link.shown or "", fragment, own) if fragment is not None else None


def _text(label: Sequence[Token]) -> str:
    return "".join(_shown(token) for token in label)


def _shown(token: Token) -> str:
    if token.type == "timestamp":
        reading: Reading = token.meta  # type: ignore[assignment]  # see timestamp_rule
        return ", ".join(timestamp.as_written for timestamp in reading.timestamps)
    return token.content if token.type in ("text", ESCAPED) else ""


def _reading(label: str, fragment: MediaFragment, own: Video | None) -> Reading:
    video = _other(fragment.video, own)
    first, *others = read_clocks(label)
    problem, detail = None, ""
    start, end, written = first.start, first.end, first.as_written
    if fragment.time is not None:
        start, end, written = fragment.time.start, fragment.time.end or end, fragment.time.as_written
        if abs(start - first.start) > TOLERANCE:
            problem, detail = ProblemCode.TIMESTAMP_LABEL_DIFFERS, f"It opens {written} but shows {first.as_written}"
            end = fragment.time.end
        written = _exact(start, written)
    if end is not None and end <= start:
        end = None
    timestamps = [Timestamp(start=start, end=end, as_written=written, video=video)]
    timestamps += [
        Timestamp(start=other.start, end=other.end, as_written=other.as_written, video=video) for other in others
    ]
    return Reading(tuple(timestamps), "", problem, detail)


def _other(video: Video | None, own: Video | None) -> Video | None:
    """The video of a link, if it is not the note's own."""
    is_own = video is not None and own is not None and (video.provider, video.id) == (own.provider, own.id)
    return None if is_own else video


def _exact(start: int, written: str) -> str:
    """A time in an address is exact, so its fields must not be shifted by a repair."""
    return f"{start}s" if written.count(":") > 1 else written
