"""Links to a second of a video are timestamps: their label is a time, and their target a video, a second of it, or
both.

    [00:02:05](https://www.youtube.com/watch?v=…&t=119#t=02:05.88)    Media Extended: the target overrides the label
    **[12:27](https://youtu.be/…?si=…&t=747)** text                   #t overrides &t (videos/address.py)
    > — [12:34](…) · [(12:34)](…) · [12:34](ytseek://754) · [[lecture.mp4#t=65|01:05]]
    [12:34](https://www.youtube.com/watch?v=XXX)                      no time, or no video: the label's, the note's

A link whose label contains more than a time remains a link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from noteport.model.limits import Limits
from noteport.model.nodes import Timestamp, Video, WikiLink
from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode
from noteport.parse.blocks.timestamp_position import FROM_LINK
from noteport.parse.dialects import youtube_annotator
from noteport.parse.markdown.parser import tokens_of
from noteport.parse.markdown.timestamps import CLOCK, Reading, read_clocks
from noteport.videos import MediaFragment, media_fragment

if TYPE_CHECKING:
    from markdown_it.token import Token

READERS: tuple[Callable[[str], MediaFragment | None], ...] = (youtube_annotator.fragment, media_fragment)
"""Functions that read the target of a link; the first one that recognises it decides."""

TOLERANCE = 2
"""Seconds by which label and target may differ without a problem, because tools round."""

_LABEL = pattern(rf"[^\w\n]{{0,8}}{CLOCK}(?:\.\d{{1,3}})?(?:[^\w\n]{{1,5}}{CLOCK})*[^\w\n]{{0,4}}")
_PLAIN = frozenset({"text", "timestamp", "strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"})


def tokens_with_moments(text: str, own: Video | None, deepest: int = Limits().nesting) -> list[Token]:
    """Return Markdown tokens in which links to a second of a video are timestamps. ``own`` is the note's own video.

    Raises:
        RecursionError: see ``tokens_of``.
    """
    tokens = tokens_of(text, deepest)
    if "](" in text or "]:" in text or "#t=" in text:
        for token in tokens:
            if token.type == "inline" and token.children:
                token.children = _read(token.children, own)
    return tokens


def _read(children: list[Token], own: Video | None) -> list[Token]:
    if not any(child.type in ("link_open", "wikilink") for child in children):
        return children
    out: list[Token] = []
    index = 0
    while index < len(children):
        token = children[index]
        end, reading = index, None
        if token.type == "link_open":
            end = next(place for place in range(index, len(children)) if children[place].type == "link_close")
            reading = _of_link(children[index + 1 : end], str(token.attrs.get("href", "")), own)
        elif token.type == "wikilink":
            reading = _of_wikilink(token.meta, own)  # type: ignore[arg-type]  # see timestamp_rule
        if reading is None:
            out.append(token)
            index += 1
            continue
        timestamp = token.copy(type="timestamp", tag="", nesting=0, markup=FROM_LINK, attrs={}, meta=reading)
        out.append(timestamp)
        index = end + 1
    return out


def _of_link(label: Sequence[Token], target: str, own: Video | None) -> Reading | None:
    shown = "".join(_shown(token) for token in label)
    if not all(token.type in _PLAIN for token in label) or not _LABEL.fullmatch(shown):
        return None
    fragment = next((fragment for reader in READERS if (fragment := reader(target)) is not None), None)
    if fragment is None:
        return None if target and not target.startswith("#") else Reading(read_clocks(shown))
    return _reading(shown, fragment, own)


def _shown(token: Token) -> str:
    if token.type == "timestamp":
        reading: Reading = token.meta  # type: ignore[assignment]  # see timestamp_rule
        return ", ".join(timestamp.as_written for timestamp in reading.timestamps)
    return token.content if token.type == "text" else ""


def _of_wikilink(link: WikiLink, own: Video | None) -> Reading | None:
    """Return the timestamp of a link to a media file in the vault."""
    if link.fragment is None or not link.fragment.startswith("t=") or not _LABEL.fullmatch(link.shown or ""):
        return None
    fragment = media_fragment(f"{link.target}#{link.fragment}")
    return _reading(link.shown or "", fragment, own) if fragment is not None else None


def _reading(label: str, fragment: MediaFragment, own: Video | None) -> Reading:
    video = fragment.video
    if video is not None and own is not None and (video.provider, video.id) == (own.provider, own.id):
        video = None
    first, *others = read_clocks(label)
    problem, detail = None, ""
    start, end, written = first.start, first.end, first.as_written
    if fragment.time is not None:
        start, end, written = fragment.time.start, fragment.time.end or end, fragment.time.as_written
        if abs(start - first.start) > TOLERANCE:
            problem, detail = ProblemCode.TIMESTAMP_LABEL_DIFFERS, f"It opens {written} but shows {first.as_written}"
            end = fragment.time.end
        if written.count(":") > 1:
            written = f"{start}s"  # exact, so its fields cannot be shifted (repair.py)
    if end is not None and end <= start:
        end = None
    timestamps = [Timestamp(start=start, end=end, as_written=written, video=video)]
    timestamps += [
        Timestamp(start=other.start, end=other.end, as_written=other.as_written, video=video) for other in others
    ]
    return Reading(tuple(timestamps), "", problem, detail)
