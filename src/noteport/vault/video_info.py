"""What a download tool says about a video: yt-dlp's ``.info.json``, next to a note or anywhere in the vault.

Keys: https://github.com/yt-dlp/yt-dlp#output-template
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from noteport.model.nodes import Chapter
from noteport.model.problems import Problem
from noteport.model.text import data_text
from noteport.vault.durations import whole_length
from noteport.vault.files import INFO_SUFFIX, NoteFile, outside, read_text, shown_path
from noteport.vault.safe_read import NOTHING_GIVEN, GivenPaths, Refused

MOST_CHAPTERS = 1000
"""Chapters of a video that are read."""

_ID_AT_END = re.compile(r"\[([\w-]{6,20})\]$|-([\w-]{11})$")


class VideoInfo(Struct, frozen=True):
    """What is known about a video."""

    id: str
    title: str | None
    duration: int | None
    chapters: tuple[Chapter, ...] = ()


class InfoFiles:
    """Finds the ``.info.json`` files of videos; each folder is listed once.

    Args:
        given: the paths that the user names; a link to such a file must not lead out of them.
        found: the files of the whole vault.
    """

    def __init__(self, given: GivenPaths = NOTHING_GIVEN, found: Iterable[Path] = ()) -> None:
        self._given = given
        self.problems: list[Problem] = []
        """Problems of links that lead out."""
        self._anywhere = _by_name(found)
        self._folders: dict[Path, dict[str, Path]] = {}
        self._read: dict[Path, VideoInfo | None] = {}

    def find(self, note: Path, video_id: str) -> VideoInfo | None:
        """Return the data about a note's video.

        It is in a file next to the note with the note's own name, or in one named after the video's id, there or
        anywhere in the vault.
        """
        names = self._names(note.parent)
        if not names and not self._anywhere:
            return None
        stem, id = _key(note.stem), _key(video_id)
        for path in (names.get(stem), names.get(id), self._anywhere.get(id)):
            if path is not None and (info := self._info(path)) is not None and info.id == video_id:
                return info
        return None

    def _info(self, path: Path) -> VideoInfo | None:
        if path not in self._read:
            try:
                self._read[path] = _read_info(self._given.real(path, beside=path.parent))
            except Refused:
                self.problems.append(outside(path))
                self._read[path] = None
        return self._read[path]

    def _names(self, folder: Path) -> dict[str, Path]:
        if folder not in self._folders:
            self._folders[folder] = _by_name(folder.glob(f"*{INFO_SUFFIX}"))
        return self._folders[folder]


def _by_name(paths: Iterable[Path]) -> dict[str, Path]:
    """Files by their names, and by the ids at the ends of those: ``Bread [dQw4w9WgXcQ]``, ``Bread-dQw4w9WgXcQ``."""
    found: dict[str, Path] = {}
    for path in sorted(paths):
        name = _key(path.name.removesuffix(INFO_SUFFIX))
        found.setdefault(name, path)
        id = _ID_AT_END.search(name)
        if id is not None:
            found.setdefault(id[1] or id[2], path)
    return found


def _key(name: str) -> str:
    """Return a name however its accents are encoded: macOS decomposes them."""
    return unicodedata.normalize("NFC", name)


def _read_info(path: Path) -> VideoInfo | None:
    text, _ = read_text(NoteFile(path, shown_path(path)))
    try:
        data: Any = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    id, title, duration = (data.get(key) for key in ("id", "title", "duration"))
    return VideoInfo(
        id if isinstance(id, str) else "",
        _line(title),
        _seconds(duration) or None,
        tuple(_chapters(data.get("chapters"))),
    )


def _chapters(listed: Any) -> Iterator[Chapter]:
    """The chapters that have a title, in the order of the video; the first of those that begin at the same second."""
    if not isinstance(listed, list):
        return
    found = []
    for one in listed[:MOST_CHAPTERS]:
        if isinstance(one, dict):
            start, title = _seconds(one.get("start_time")), _line(one.get("title"))
            if start is not None and title is not None:
                found.append(Chapter(start, title))
    found.sort(key=lambda chapter: chapter.start)  # a stable order
    for _, group in groupby(found, key=lambda chapter: chapter.start):
        yield next(group)


def _line(text: Any) -> str | None:
    return " ".join(data_text(text).split()) or None if isinstance(text, str) else None


def _seconds(value: Any) -> int | None:
    return whole_length(value) if isinstance(value, int | float) else None
