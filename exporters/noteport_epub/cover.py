"""The cover: title, channels, and a drawing of the videos: a line for each, with a stroke for each claim.

It is drawn only from the contents, so that each book looks different, but the same every time.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from noteport_epub.book import Book, videos_of
from noteport_epub.chapters import Chapter
from noteport_epub.xhtml import Markup, el

WIDTH, HEIGHT = 1200, 1800
_MARGIN = 110
_TOP, _BOTTOM = 860, 1560
"""Where the drawing is placed."""
_MOST_LINES = 26
_BINS = 110
_PAPER, _INK, _QUIET = "#f7f4ec", "#1d2733", "#6a7480"
_SERIF = "Georgia, 'Noto Serif', 'Times New Roman', serif"
_SANS = "'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
_WIDE = {"W": 1.0, "F": 1.0}


def alternative(book: Book) -> str:
    """Return the cover in words."""
    return f"{book.full_title}. {_channels(book)}. {_counts(book)}."


def cover_svg(book: Book) -> bytes:
    """Return the cover as an SVG image."""
    accent = _accent(book)
    lines, size = _wrapped(book.title)
    at = 330
    title = []
    for number, line in enumerate(lines):
        title.append(_text(line, at + number * size * 1.18, size, fill=_INK, family=_SERIF, weight="600"))
    below = at + (len(lines) - 1) * size * 1.18
    has_channels = _channels(book) not in book.title
    volume = book.volume_name if len(book.volumes) > 1 else ""
    parts = [
        el("title", {}, alternative(book)),
        el("rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": _PAPER}),
        el("rect", {"width": "26", "height": str(HEIGHT), "fill": accent}),
        _text(book.labels.study_guide, 190, 34, fill=accent, family=_SANS, spacing="6"),
        *title,
        _text(_shortened(_channels(book), 52), below + 110, 40, fill=_QUIET, family=_SANS) if has_channels else "",
        _text(volume, below + 170, 34, fill=_QUIET, family=_SANS) if volume else "",
        *_material(book.volume.chapters, accent),
        _text(_counts(book), 1680, 34, fill=_QUIET, family=_SANS),
    ]
    root = el(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "role": "img",
        },
        *(part for part in parts if part),
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _counts(book: Book) -> str:
    chapters = list(book.volume.chapters)
    claims = sum(chapter.facts.claims for chapter in chapters)
    labels = book.labels
    counts = [
        (labels.note_count, len(chapters)),
        (labels.video_count, videos_of(chapters)),
        (labels.claim_count, claims),
    ]
    return " · ".join(labels.counted(forms, number) for forms, number in counts if number)


def _channels(book: Book) -> str:
    names = [book.part_title(part) for part in book.volume.parts]
    return ", ".join(names if len(names) <= 4 else [*names[:3], book.labels.more.format(len(names) - 3)])


def _accent(book: Book) -> str:
    """The book's own colour, dark enough to be legible on paper."""
    digest = hashlib.sha256("\n".join([book.title, *(part.channel for part in book.volume.parts)]).encode()).digest()
    return f"hsl({int.from_bytes(digest[:2], 'big') % 360}, 48%, 38%)"


# --- the drawing of the videos --------------------------------------------------------------------------------------


def _material(chapters: Iterable[Chapter], accent: str) -> Iterator[Markup]:
    """Draw a line for each video, as long as the video, with a stroke where claims are made: the more claims, the
    higher.
    """
    videos = _seconds_by_video(chapters)
    if not videos:
        return
    longest = _usual(length for _, length in videos)
    step = min((_BOTTOM - _TOP) / len(videos), 110)
    room = WIDTH - 2 * _MARGIN
    for number, (seconds, length) in enumerate(videos):
        base = round(_BOTTOM - (len(videos) - 1 - number) * step)
        width = room * min(1.0, length / longest) ** 0.6  # less than its share, so that short videos are visible
        yield el(
            "path",
            {"d": f"M{_MARGIN} {base}h{width:.0f}", "stroke": _INK, "stroke-opacity": "0.18", "stroke-width": "2"},
        )
        strokes = "".join(_strokes(seconds, length, width, base, step))
        yield el(
            "path",
            {"d": strokes, "stroke": accent, "stroke-width": "4.5", "stroke-linecap": "round", "fill": "none"},
        )


def _usual(lengths: Iterable[int]) -> int:
    """The length that fills the line: a tenth of the videos may be longer and fill it as well."""
    ordered = sorted(lengths)
    return ordered[(len(ordered) - 1) * 9 // 10]


def _strokes(seconds: list[int], length: int, width: float, base: int, step: float) -> Iterator[str]:
    bins = max(6, round(_BINS * width / (WIDTH - 2 * _MARGIN)))
    counts = Counter(min(bins - 1, second * bins // (length + 1)) for second in seconds)
    most = max(counts.values())
    for at in sorted(counts):
        x = _MARGIN + (at + 0.5) * width / bins
        yield f"M{x:.1f} {base}v-{min(step, 72) * 0.72 * (0.2 + 0.8 * counts[at] / most):.1f}"


def _seconds_by_video(chapters: Iterable[Chapter]) -> list[tuple[list[int], int]]:
    """Return where claims are made and how long the video is, for the videos with most claims, in the order of the
    book.
    """
    found: dict[str, tuple[list[int], int]] = {}
    for chapter in chapters:
        if chapter.video is None or not chapter.facts.seconds:
            continue
        seconds, length = found.get(chapter.video.id, ([], 0))
        seconds.extend(chapter.facts.seconds)
        found[chapter.video.id] = seconds, max(length, chapter.video.duration or 0, *seconds, 1)
    most = sorted(found, key=lambda video: -len(found[video][0]))[:_MOST_LINES]
    return [found[video] for video in found if video in set(most)]


# --- text -----------------------------------------------------------------------------------------------------------


def _text(
    text: str, y: float, size: float, *, fill: str, family: str, weight: str = "400", spacing: str | None = None
) -> Markup:
    backwards = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return el(
        "text",
        {
            "x": str(WIDTH - _MARGIN if backwards else _MARGIN),
            "y": f"{y:.0f}",
            "font-size": f"{size:.0f}",
            "font-family": family,
            "font-weight": weight,
            "fill": fill,
            "letter-spacing": spacing,
            "direction": "rtl" if backwards else None,
        },
        text,
    )


def _wrapped(title: str) -> tuple[list[str], float]:
    """Return the title in lines, and the font size at which they fit."""
    for size in (104, 92, 80, 70, 60):
        lines = _lines(title, (WIDTH - 2 * _MARGIN) / size)
        if len(lines) <= 4:
            return lines, size
    return [*lines[:4], _shortened(lines[4], 24)], 60


def _lines(title: str, room: float) -> list[str]:
    lines: list[str] = []
    for word in title.split() or ["–"]:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _width(joined) <= room:
            lines[-1] = joined
            continue
        while _width(word) > room:
            cut = next(at for at in range(len(word), 0, -1) if at == 1 or _width(word[:at]) <= room)
            lines.append(word[:cut])
            word = word[cut:]  # noqa: PLW2901  # the rest of a word that is longer than a line
            if not word:
                break
        if word:
            lines.append(word)
    return lines


def _width(text: str) -> float:
    """Return the approximate width of a text in ems."""
    return sum(_WIDE.get(unicodedata.east_asian_width(char), 0.62 if char.isupper() else 0.52) for char in text)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
