"""The last step of reading: the targets of a note's links, its video, and the seconds that its timestamps mean.

    what is needed from a note ── resolution ── what changes in it

A parsed note is rewritten (rewrite.py); a note that is decoded from bytes gets its changes at once (codec/decode.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from noteport.model.nodes import NoteRef, Timestamp, Video, WikiLink
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.model.rewrite import Rewrite, rewrite_note
from noteport.model.visit import sections_in
from noteport.vault.link_index import is_called, turned_round
from noteport.vault.repair.report import repair_timestamps
from noteport.vault.survey import Survey


class Unresolved(Struct, frozen=True, kw_only=True):
    """What is needed from a note to resolve it."""

    id: str
    path: PurePosixPath
    channel: str
    video: Video | None
    timestamps: Sequence[Timestamp]
    """The timestamps in its own video: those of headings first, then those of claims."""
    line: int
    """The line of the first claim with a timestamp; 0 if there is none."""


class Resolution(Struct, frozen=True):
    """What changes in a note."""

    video: Video | None
    """The video, with everything that is known about it."""
    rewrite: Rewrite
    problems: tuple[Problem, ...] = ()
    """Problems to add to those of the note."""


def resolve(note: Note, survey: Survey, *, repair: bool = True) -> Note:
    """Return the note with resolved links and video, and with repaired timestamps unless ``repair`` is False.

    ``Claim.text`` is final after this.
    """
    resolution = resolution_of(unresolved(note), survey, repair=repair)
    resolved = rewrite_note(note, resolution.rewrite)
    if resolution.video is note.video and not resolution.problems:
        return resolved
    return replace(resolved, video=resolution.video, problems=(*resolved.problems, *resolution.problems))


def unresolved(note: Note) -> Unresolved:
    """What is needed from a parsed note."""
    timestamps = [section.start for section in sections_in(note.sections) if section.start is not None]
    line = 0
    for claim in note.claims():
        if claim.timestamps:
            line = line or claim.place.line
            if not claim.inferred:
                timestamps += [timestamp for timestamp in claim.timestamps if timestamp.video is None]
    return Unresolved(
        id=note.id, path=note.path, channel=note.channel, video=note.video, timestamps=timestamps, line=line
    )


def resolution_of(note: Unresolved, survey: Survey, *, repair: bool = True) -> Resolution:
    """Return what changes in a note, given the survey."""
    video = known_video(note.video, survey)
    change, problems = _repair(note, survey) if repair else (None, [])
    return Resolution(video, Rewrite(_link_resolver(note, survey), change), tuple(problems))


def _link_resolver(note: Unresolved, survey: Survey) -> Callable[[WikiLink], WikiLink]:
    known: dict[WikiLink, WikiLink] = {}

    def resolved(link: WikiLink) -> WikiLink:
        if link not in known:
            found, leading = survey.index.find(link, note.channel, note.path), link
            if found is None and (other := turned_round(link)) is not None:
                found, leading = survey.index.find(other, note.channel, note.path), other
            leading = link if found is None else _leading_to(found, leading)
            known[link] = _with_passage(leading, note.id, survey)
        return known[link]

    return resolved


def _leading_to(note: NoteRef, link: WikiLink) -> WikiLink:
    """Return a link with its note; an alias is shown as it is written."""
    shown = link.shown or (None if link.fragment or is_called(note, link.target) else link.text)
    return replace(link, note=note, shown=shown)


def _with_passage(link: WikiLink, source: str, survey: Survey) -> WikiLink:
    """Return a link to a block, or an embed of a section, with its words. ``source`` is the id of the link's note."""
    target = link.note.id if link.note is not None else source if not link.target else None
    passage = survey.passage(link, target) if target is not None else None
    return replace(link, passage=passage) if passage is not None else link


def known_video(video: Video | None, survey: Survey) -> Video | None:
    """Return a note's video with the title, length and chapters that are known from elsewhere."""
    if video is None:
        return None
    title = survey.video_titles.get(video.id, video.title)
    length = survey.exact_lengths.get(video.id)
    duration = length.seconds if length is not None and video.duration is None else video.duration
    chapters = survey.chapters.get(video.id, video.chapters)
    if (title, duration, chapters) == (video.title, video.duration, video.chapters):
        return video
    return replace(video, title=title, duration=duration, chapters=chapters)


def _repair(note: Unresolved, survey: Survey) -> tuple[Callable[[Timestamp], Timestamp] | None, list[Problem]]:
    """Return what to do with the timestamps of a note, and the problems to report."""
    change, findings = repair_timestamps(
        note.timestamps,
        survey.length_of(note.id, note.video),
        partial(survey.echoes_of, note.id, note.video),
        contradicted=partial(survey.contradicts, note.id, note.video),
    )
    return change, [Problem(code=code, path=note.path, line=note.line, message=message) for code, message in findings]
