"""What a resolved note depends on besides its own text: other notes, hubs, captions, and files that tell of its video.

What was made of a note stays valid as long as this is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from noteport.model.nodes import WikiLink
from noteport.model.note import Note, wikilinks_of
from noteport.vault.captions_index import CaptionsFile, CaptionsIndex, CaptionsSought, sought_by
from noteport.vault.link_index import names_in
from noteport.vault.loading.jobs import Task
from noteport.vault.survey import Survey


class Dependencies(Struct, frozen=True, array_like=True):
    """What a note asks of the survey, and digests of the answers."""

    video: str | None
    """The id of its video."""
    of_video: bytes
    """Title, length and chapters of the video, and what its other notes imply about them."""
    others: bytes | None
    """The texts of the video's notes, if wrong timestamps were compared with them."""
    links: tuple[str, ...]
    """The names of the notes to which its links may lead."""
    of_links: bytes
    """The notes that they lead to."""
    passages: tuple[tuple[str, str | None, bool], ...]
    """Target, fragment and kind of the links that may show words of another note."""
    of_passages: bytes
    """The words that they show."""
    index: bytes
    """All notes of the vault; if they are the same, so are those that the links lead to."""
    language: str | None
    captions: tuple[str, ...]
    """The captions that it names."""
    of_captions: bytes
    """The captions that are found for it."""
    of_decisions: bytes
    """What was decided about its claims."""

    def hold(self, task: Task, survey: Survey) -> bool:
        """Return whether all answers are the same today."""
        return (
            self.of_video == _of_video(task.id, self.video, survey)
            and (self.index == survey.index.digest or self.of_links == _of_links(task, self.links, survey))
            and (not self.passages or self.of_passages == _of_passages(task, self.passages, survey))
            and (self.others is None or self.others == _others(self.video, survey))
            and self.of_captions == _of_captions(survey.captions, self._sought(task.file.shown))
            and self.of_decisions == _of_decisions(task, survey)
        )

    def _sought(self, path: PurePosixPath) -> CaptionsSought:
        return CaptionsSought(path=path, video=self.video, language=self.language, names=self.captions)


def dependencies_of(note: Note, task: Task, survey: Survey) -> Dependencies:
    """Return what a note depends on. It has just been resolved in this process with this survey."""
    video = note.video.id if note.video is not None else None
    found = list(wikilinks_of(note))
    links = tuple(dict.fromkeys(name for link in found for name in names_in(link)))
    showing = (link for link in found if link.target and link.fragment and (link.embed or link.block_id))
    passages = tuple(dict.fromkeys((link.target, link.fragment, link.embed) for link in showing))
    sought = sought_by(note)
    return Dependencies(
        video=video,
        of_video=_of_video(task.id, video, survey),
        others=_others(video, survey) if task.id in survey.echoes.asked else None,
        links=links,
        of_links=_of_links(task, links, survey),
        passages=passages,
        of_passages=_of_passages(task, passages, survey),
        index=survey.index.digest,
        language=sought.language,
        captions=sought.names,
        of_captions=_of_captions(survey.captions, sought),
        of_decisions=_of_decisions(task, survey),
    )


def digest(*parts: object) -> bytes:
    """Return sixteen bytes that stand for the representations of some values."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _of_video(note: str, video: str | None, survey: Survey) -> bytes:
    if video is None:
        return b""
    witnesses = survey.witnesses.get(video)
    others = [second for id, second in witnesses.last_seconds.items() if id != note] if witnesses is not None else []
    return digest(
        survey.video_titles.get(video),
        survey.exact_lengths.get(video),
        survey.chapters.get(video),
        witnesses.length_without(note) if witnesses is not None else None,
        sorted({second >= 3600 for second in others}),
    )


def _others(video: str | None, survey: Survey) -> bytes:
    return survey.echoes.digest_of(video) if video is not None else b""


def _of_links(task: Task, targets: Iterable[str], survey: Survey) -> bytes:
    return digest([survey.index.find(WikiLink(target), task.channel, task.file.shown) for target in targets])


def _of_passages(task: Task, links: Iterable[tuple[str, str | None, bool]], survey: Survey) -> bytes:
    shown: list[str | None] = []
    for target, fragment, embed in links:
        link = WikiLink(target, fragment=fragment, embed=embed)
        note = survey.index.find(link, task.channel, task.file.shown)
        shown.append(survey.passage(link, note.id) if note is not None else None)
    return digest(shown) if shown else b""


def _of_captions(captions: CaptionsIndex, sought: CaptionsSought) -> bytes:
    if not captions.is_on:
        return b"off"
    ranked = captions.find(sought)
    return digest([[(file, _contents(captions, file)) for file in files] for files in ranked]) if ranked else b""


def _contents(captions: CaptionsIndex, file: CaptionsFile) -> bytes | str:
    try:
        return hashlib.blake2b(captions.contents(file)).digest()
    except OSError as error:
        return str(error)


def _of_decisions(task: Task, survey: Survey) -> bytes:
    decisions = survey.decisions.get(task.id)
    return digest(sorted(decisions.items())) if decisions else b""
