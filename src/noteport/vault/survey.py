"""One quick pass over all notes for what a note must know about the others: ids, titles, channels, video titles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from noteport.model.decision import Decision
from noteport.model.ids import clean_name, note_id
from noteport.model.nodes import Chapter, NoteRef, Video, WikiLink
from noteport.model.problems import Problem, ProblemCode
from noteport.parse.note import folder_channel
from noteport.parse.options import ReadOptions
from noteport.vault.captions_index import CaptionsIndex
from noteport.vault.durations import Witnesses
from noteport.vault.files import TEXT_SUFFIX, NoteFile
from noteport.vault.hubs import ChannelFolders, Hub, hub_in
from noteport.vault.link_index import LinkIndex
from noteport.vault.openings import Openings
from noteport.vault.repair.clocks import ClockFields, Length
from noteport.vault.repair.costs import Echo
from noteport.vault.repair.echoes import Echoes
from noteport.vault.safe_read import NOTHING_GIVEN, GivenPaths
from noteport.vault.skim import SkimmedNote
from noteport.vault.video_info import InfoFiles


class Entry(Struct, frozen=True):
    """One note before parsing."""

    file: NoteFile
    ref: NoteRef


class Survey(Struct):
    entries: list[Entry] = field(default_factory=list)
    """In path order."""
    video_titles: dict[str, str] = field(default_factory=dict)
    """Titles by video id: from hubs, or else the first from a note or a file of a download tool."""
    chapters: dict[str, tuple[Chapter, ...]] = field(default_factory=dict)
    """Chapters by video id, where a download tool wrote them down."""
    exact_lengths: dict[str, Length] = field(default_factory=dict)
    """Known lengths by video id."""
    witnesses: dict[str, Witnesses] = field(default_factory=dict)
    """What clean notes imply about the length, by video id."""
    echoes: Echoes = field(default_factory=Echoes)
    """What notes of one video say in similar words."""
    hub_targets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The link targets of a channel's hub in order, by channel."""
    problems: list[Problem] = field(default_factory=list)
    passages: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What blocks with an id say: by note id, then by block id."""
    openings: Openings = field(default_factory=Openings)
    """How the sections of notes begin."""
    index: LinkIndex = field(default_factory=LinkIndex)
    captions: CaptionsIndex = field(default_factory=CaptionsIndex)
    """By which claims are checked; empty if they are not to be."""
    decisions: dict[str, dict[str, Decision]] = field(default_factory=dict)
    """What was decided about cards, by note id and claim id."""

    def places_in_hubs(self) -> dict[str, int]:
        """The position of a note in the hub of its channel, counted from 0, by note id; only for notes in a hub."""
        places: dict[str, int] = {}
        for channel, targets in self.hub_targets.items():
            for place, target in enumerate(targets):
                found = self.index.find(WikiLink(target), channel)
                if found is not None and found.channel == channel:
                    places.setdefault(found.id, place)
        return places

    def passage(self, link: WikiLink, note: str) -> str | None:
        """Return the words of the block that a link leads to, or the first words of the section that it embeds.

        Args:
            link: a link.
            note: the id of the note that it leads to.
        """
        if link.block_id:
            return self.passages.get(note, {}).get(link.block_id)
        return self.openings.of(note, link.fragment) if link.embed and link.fragment else None

    def length_of(self, note: str, video: Video | None) -> Length | None:
        """Return the length of a note's video, or None: the known one, or else the one implied by *other* notes about
        the video.
        """
        if video is None:
            return None
        if video.id in self.exact_lengths:
            return self.exact_lengths[video.id]
        witnesses = self.witnesses.get(video.id)
        return witnesses.length_without(note) if witnesses else None

    def echoes_of(self, note: str, video: Video | None) -> Mapping[ClockFields, Sequence[Echo]]:
        """What other notes of a note's video say in similar words, by the note's clocks. Reads them all."""
        return {} if video is None else self.echoes.of(note, video.id)

    def contradicts(self, note: str, video: Video | None, clocks: Sequence[ClockFields]) -> bool:
        """Whether a note's clocks have hours and another note of its video has none, or the other way round."""
        witnesses = None if video is None else self.witnesses.get(video.id)
        if witnesses is None or not clocks:
            return False
        has_hours = max(clock.as_written for clock in clocks) >= 3600
        return any((second >= 3600) != has_hours for id, second in witnesses.last_seconds.items() if id != note)


class Surveyor:
    """Collects what the notes contribute. It keeps a short record per note.

    Args:
        durations: lengths in seconds by video id from the user; they take precedence.
        hub_in: returns the hub in a file, if it is one.
        given: the paths that the user names; no link may lead out of them.
        infos: the ``.info.json`` files of the vault.
        count: receives the counted words of each note.
        options: the options for reading notes.
    """

    def __init__(
        self,
        durations: Mapping[str, int],
        hub_in: Callable[[NoteFile], Hub | None] = hub_in,
        given: GivenPaths = NOTHING_GIVEN,
        infos: Iterable[Path] = (),
        count: Callable[[Collection[str]], None] | None = None,
        options: ReadOptions = ReadOptions(),
    ) -> None:
        self._survey = Survey(openings=Openings(options))
        self._channels = ChannelFolders(hub_in, given)
        self._infos = InfoFiles(given, infos)
        self._heard: set[Path] = set()
        self._taken: dict[str, int] = {}
        self._durations = durations
        self._count = count

    def survey(self, files: Iterable[tuple[NoteFile, SkimmedNote | None, Sequence[Problem]]]) -> Survey:
        """Make the survey of the notes among the files.

        Args:
            files: each with its skimmed note, or None if it could not be read, and the problems of reading it; in path
                order.
        """
        for file, facts, problems in files:
            self._survey.problems += problems
            if facts is not None:
                self._add(file, facts)
        self._survey.problems += [*self._channels.problems, *self._infos.problems]
        return self._survey

    def _add(self, file: NoteFile, facts: SkimmedNote) -> None:
        if facts.skipped or (not facts.has_head and file.path.suffix.lower() == TEXT_SUFFIX):
            return
        if facts.hub is not None:
            self._survey.video_titles |= facts.hub.video_titles
            return
        folder = self._channels.folder_of(file.path)
        self._learn_titles(folder)
        channel = clean_name(folder.name) if folder else facts.channel or folder_channel(file.shown)
        stem = file.shown.stem
        id = self._unique(note_id(channel, stem), file)
        ref = NoteRef(id=id, title=facts.title, channel=channel, stem=stem, video=facts.video)
        self._survey.entries.append(Entry(file, ref))
        if self._count is not None:
            self._count(facts.words)
        self._survey.index.add(ref, file.shown, facts.aliases)
        self._survey.openings.add(id, file)
        if facts.passages:
            self._survey.passages[id] = facts.passages
        video = facts.video
        if video is not None:
            self._learn_length(video, facts, file)
            self._survey.echoes.add(video.id, id, file)
            if video.title is not None:
                self._survey.video_titles.setdefault(video.id, video.title)
            if facts.last_second is not None:
                self._survey.witnesses.setdefault(video.id, Witnesses()).last_seconds[id] = facts.last_second

    def _learn_titles(self, folder: Path | None) -> None:
        """Take the titles of a channel's hub, which may lie outside the given paths."""
        if folder is None or folder in self._heard:
            return
        self._heard.add(folder)
        hub = self._channels.hub_of(folder)
        if hub is not None:
            self._survey.video_titles |= hub.video_titles
            self._survey.hub_targets[clean_name(folder.name)] = hub.targets

    def _learn_length(self, video: Video, facts: SkimmedNote, file: NoteFile) -> None:
        info = self._infos.find(file.path, video.id)
        if info is not None and info.title is not None:
            self._survey.video_titles.setdefault(video.id, info.title)
        if info is not None and info.chapters:
            self._survey.chapters.setdefault(video.id, info.chapters)
        for seconds, source in (
            (self._durations.get(video.id), "the given lengths"),
            (facts.duration, "the front matter"),
            (info.duration if info else None, "the .info.json next to the note"),
        ):
            if seconds:
                self._survey.exact_lengths.setdefault(video.id, Length(seconds, source))
                return

    def _unique(self, id: str, file: NoteFile) -> str:
        """Return the id, with the suffix ``~2`` and so on if another note has it already."""
        count = self._taken.get(id, 0) + 1
        while count > 1 and f"{id}~{count}" in self._taken:
            count += 1
        self._taken[id] = count
        if count == 1:
            return id
        unique = f"{id}~{count}"
        self._taken[unique] = 1
        message = f'Another note has the id "{id}"; this one is "{unique}". Rename one of the two files.'
        self._survey.problems.append(Problem(code=ProblemCode.NOTE_SAME_ID, path=file.shown, line=0, message=message))
        return unique
