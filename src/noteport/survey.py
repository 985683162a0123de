"""One cheap pass over all notes, for what a note must know of the others: ids, titles, channels, video titles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from noteport.files import TEXT_SUFFIX, NoteFile, read_text
from noteport.hubs import ChannelFolders, read_hub
from noteport.ids import clean_name, note_id, slug
from noteport.lengths import InfoFiles, Witnesses, last_clean_second, parse_duration
from noteport.limits import Limits
from noteport.model import NoteRef, Problem, Video, WikiLink
from noteport.parse.front_matter import Head, split_head, text_value
from noteport.parse.note import channel_of, normalise, title_of
from noteport.parse.video import note_video
from noteport.repair import Length, Written

DURATION_KEYS = ("duration", "length")
"""Spellings in front matter."""

_ANCHORED = re.compile(r'data-t="(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?"')
_BARE = re.compile(r"\[(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One note, before it is parsed."""

    file: NoteFile
    ref: NoteRef


class LinkIndex:
    """Finds the note that a wikilink leads to: exact name, any case, title, then folded; in the channel first."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str | None, str], NoteRef] = {}

    def add(self, ref: NoteRef) -> None:
        """Adds a note; of two with one name, the first stays."""
        for rank, name in enumerate(
            (ref.stem, ref.stem.casefold(), ref.title.casefold(), _fold(ref.stem), _fold(ref.title))
        ):
            if name:
                for channel in (ref.channel, None):
                    self._by_key.setdefault((channel, f"{rank}{name}"), ref)

    def find(self, link: WikiLink, channel: str) -> NoteRef | None:
        """The note that a link in a note of ``channel`` leads to, or None."""
        name = link.target.rpartition("/")[2].removesuffix(".md").strip()
        if not name:
            return None
        keys = (f"0{name}", f"1{name.casefold()}", f"2{name.casefold()}", f"3{_fold(name)}", f"4{_fold(name)}")
        for place in (channel, None):
            for key in keys:
                found = self._by_key.get((place, key))
                if found is not None:
                    return found
        return None


@dataclass(slots=True)
class Survey:
    entries: list[Entry] = field(default_factory=list)
    """In path order."""
    video_titles: dict[str, str] = field(default_factory=dict)
    """Title by video id: from hubs, else the first that a note or a file of a download tool gives."""
    exact_lengths: dict[str, Length] = field(default_factory=dict)
    """Length by video id, where someone knows it."""
    witnesses: dict[str, Witnesses] = field(default_factory=dict)
    """What clean notes imply of the length, by video id."""
    hub_targets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Targets of the links in a channel's hub, in its order, by channel."""
    problems: list[Problem] = field(default_factory=list)
    index: LinkIndex = field(default_factory=LinkIndex)

    def places_in_hubs(self) -> dict[str, int]:
        """Where a note stands in its channel's hub, counted from 0, by note id; only notes that a hub lists."""
        places: dict[str, int] = {}
        for channel, targets in self.hub_targets.items():
            for place, target in enumerate(targets):
                found = self.index.find(WikiLink(target), channel)
                if found is not None and found.channel == channel:
                    places.setdefault(found.id, place)
        return places

    def length_of(self, note: str, video: Video | None) -> Length | None:
        """The length of a note's video, or None: known, else implied by the *other* notes of the video."""
        if video is None:
            return None
        if video.id in self.exact_lengths:
            return self.exact_lengths[video.id]
        witnesses = self.witnesses.get(video.id)
        return witnesses.length_without(note) if witnesses else None


class Surveyor:
    """Reads the head of every note. Linear in the files' size; keeps a line of facts a note.

    Args:
        durations: lengths in seconds by video id that the user gave; they win over all others.
        limits: how much of a note is read.
    """

    def __init__(self, durations: Mapping[str, int], limits: Limits = Limits()) -> None:
        self._limits = limits
        self._survey = Survey()
        self._channels = ChannelFolders()
        self._infos = InfoFiles()
        self._heard: set[Path] = set()
        self._taken: dict[str, int] = {}
        self._durations = durations

    def survey(self, files: Sequence[NoteFile]) -> Survey:
        """What the notes among the files have to tell each other."""
        for file in files:
            text, problems = read_text(file)
            self._survey.problems += problems
            if text is not None:
                self._read(file, normalise(text))
        return self._survey

    def _read(self, file: NoteFile, text: str) -> None:
        head = split_head(text, self._limits.front_matter)
        if not head.lines and file.path.suffix.lower() == TEXT_SUFFIX:
            return
        if str(head.values.get("noteport", "")).strip().lower() == "skip":
            return
        hub = read_hub(head.body)
        if hub is not None:
            self._survey.video_titles |= hub.video_titles
            return
        folder = self._channels.folder_of(file.path)
        self._learn_titles(folder)
        channel = clean_name(folder.name) if folder else channel_of(head, file.shown)
        id = self._unique(note_id(channel, file.shown.stem), file)
        ref = NoteRef(id=id, title=title_of(head, file.shown), channel=channel, stem=file.shown.stem)
        self._survey.entries.append(Entry(file, ref))
        self._survey.index.add(ref)
        video = note_video(head)
        if video is not None:
            self._learn_length(video, head, file)
            if video.title is not None:
                self._survey.video_titles.setdefault(video.id, video.title)
            self._hear_witness(video, id, head.body)

    def _learn_titles(self, folder: Path | None) -> None:
        """Takes the titles of a channel's hub, which may lie outside the given paths."""
        if folder is None or folder in self._heard:
            return
        self._heard.add(folder)
        hub = self._channels.hub_of(folder)
        if hub is not None:
            self._survey.video_titles |= hub.video_titles
            self._survey.hub_targets[clean_name(folder.name)] = hub.targets

    def _learn_length(self, video: Video, head: Head, file: NoteFile) -> None:
        info = self._infos.find(file.path, video.id)
        if info is not None and info.title is not None:
            self._survey.video_titles.setdefault(video.id, info.title)
        stated = parse_duration(text_value(head.values, *DURATION_KEYS) or "")
        for seconds, source in (
            (self._durations.get(video.id), "the given lengths"),
            (stated, "the front matter"),
            (info.duration if info else None, "the .info.json beside the note"),
        ):
            if seconds:
                self._survey.exact_lengths.setdefault(video.id, Length(seconds, source))
                return

    def _hear_witness(self, video: Video, id: str, body: str) -> None:
        times = [
            Written(int(first), int(second), int(third) if third else None)
            for first, second, third in (_ANCHORED if "data-t=" in body else _BARE).findall(body)
        ]
        last = last_clean_second(times)
        if last is not None:
            self._survey.witnesses.setdefault(video.id, Witnesses()).last_seconds[id] = last

    def _unique(self, id: str, file: NoteFile) -> str:
        """The id, with ``~2`` and so on for a second note that has the same."""
        count = self._taken.get(id, 0) + 1
        while count > 1 and f"{id}~{count}" in self._taken:
            count += 1
        self._taken[id] = count
        if count == 1:
            return id
        unique = f"{id}~{count}"
        self._taken[unique] = 1
        message = f'Another note has the id "{id}"; this one is "{unique}". Rename one of the two files.'
        self._survey.problems.append(Problem(code="note-same-id", path=file.shown, line=0, message=message))
        return unique


def _fold(name: str) -> str:
    return slug(name).replace("_", "")
