"""Hubs: the notes with which a channel lists its videos. They supply the channel, the videos and their order.

bankless/bankless.md        ### [title of the video](https://www.youtube.com/watch?v=…)
                            - [[note_of_the_video | its topic]]
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from noteport.model.patterns import pattern
from noteport.model.problems import Problem
from noteport.vault.files import NOTE_SUFFIXES, NoteFile, outside, read_text, shown_path
from noteport.vault.safe_read import NOTHING_GIVEN, GivenPaths, Refused
from noteport.videos import video_of_address

_HEADING = pattern(r"^#{1,6}[ \t]+\[(.+)\)[ \t]*$", re.MULTILINE)
"""A heading that may be a link. The pattern does not look for the end of its title, which would take quadratic time."""
_BLANK = pattern(r"\s")
_WIKILINK = pattern(r"(?<!!)\[\[([^\[\]|#]+)")
# In brackets, bare at the start of a line, or in the forms of other tools.
_TIMESTAMP = pattern(
    r"data-t=|\[\(?\d{1,2}:\d{2}|^[ \t>*+-]*\(?\d{1,2}:\d{2}|[?&#]t=\d|\{\{youtube-timestamp|``[ \t]*timestamp\b|🎧",
    re.MULTILINE,
)


class Hub(Struct, frozen=True):
    video_titles: dict[str, str]
    """Titles by video id, in the order of the hub."""
    targets: tuple[str, ...] = ()
    """Targets of its links to notes, in the order of the hub."""


def read_hub(body: str) -> Hub | None:
    """Return the hub in the text of a note, or None: a hub has headings that are links to videos, and no timestamps."""
    if "data-t=" in body or _TIMESTAMP.search(body):
        return None
    titles: dict[str, str] = {}
    for found in _HEADING.finditer(body):
        title, _, address = found[1].rpartition("](")
        video = video_of_address(address) if title and address and not _BLANK.search(address) else None
        if video is not None:
            titles.setdefault(video.id, " ".join(title.split()))
    if not titles:
        return None
    return Hub(titles, tuple(dict.fromkeys(target.strip() for target in _WIKILINK.findall(body))))


def hub_in(file: NoteFile) -> Hub | None:
    """Return the hub in a file, or None."""
    text, _ = read_text(file)
    return None if text is None else read_hub(text)


class ChannelFolders:
    """Finds the folder that is a note's channel: the nearest one above it that contains a hub of the same name.

    Hubs are looked for on disk, so that a note has the same channel, and its claims the same ids, whether it is
    exported alone or with its vault.

    Args:
        hub_in: returns the hub in a file, if it is one.
        given: the paths that the user names. A hub may lie outside, but a link must not lead to one there.
    """

    def __init__(self, hub_in: Callable[[NoteFile], Hub | None] = hub_in, given: GivenPaths = NOTHING_GIVEN) -> None:
        self._hub_in = hub_in
        self._given = given
        self.problems: list[Problem] = []
        """Problems of links to hubs above the given paths; those below are among the notes."""
        self._real: dict[Path, Path] = {}
        self._hubs: dict[Path, Hub | None] = {}
        self._channels: dict[Path, Path | None] = {}

    def folder_of(self, note: Path) -> Path | None:
        """Return the channel folder of a note's file, or None."""
        folder = note.parent
        if folder not in self._real:
            self._real[folder] = folder.resolve()
        return self._nearest(self._real[folder])

    def hub_of(self, folder: Path) -> Hub | None:
        """The hub in a folder, as ``folder/folder.md``."""
        if folder not in self._hubs:
            self._hubs[folder] = self._read(folder)
        return self._hubs[folder]

    def _nearest(self, folder: Path) -> Path | None:
        if folder in self._channels:  # as for every note but the first in it
            return self._channels[folder]
        asked: list[Path] = []
        found = None
        for place in (folder, *folder.parents):  # no recursion: there may be a thousand
            if place in self._channels:
                found = self._channels[place]
                break
            asked.append(place)
            if self.hub_of(place) is not None:
                found = place
                break
        self._channels.update(dict.fromkeys(asked, found))
        return found

    def _read(self, folder: Path) -> Hub | None:
        for suffix in NOTE_SUFFIXES:
            path = folder / f"{folder.name}{suffix}"
            if not os.path.lexists(path):  # to follow links costs a look at each folder above
                continue
            try:
                hub = self._hub_in(NoteFile(self._given.real(path, beside=folder), shown_path(path)))
            except Refused:
                if not self._given.hold(folder):
                    self.problems.append(outside(path))
                continue
            if hub is not None:
                return hub
        return None
