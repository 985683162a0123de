"""The last step of reading: where a note's links lead, what its video is, which second its stamps mean.

    what is asked of a note ── resolution ── what changes in it

A parsed note is rewritten (rewrite.py); one that is read from bytes is made with its changes at once (codec/decode.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from noteport.model import Note, Problem, Section, Stamp, Video, WikiLink, clock
from noteport.repair import Length, Verdict, Written, judge, read_shifted, repaired, written_fields
from noteport.rewrite import Rewrite, rewrite_note
from noteport.survey import Survey


class Unresolved(Struct, frozen=True, kw_only=True):
    """What is asked of a note to resolve it."""

    id: str
    path: PurePosixPath
    channel: str
    video: Video | None
    stamps: Sequence[Stamp]
    """Those of its own video: of headings first, then those of the claims that they vouch for."""
    line: int
    """Of the first claim with a stamp; 0 if there is none."""


class Resolution(Struct, frozen=True):
    """What changes in a note."""

    video: Video | None
    """The note's, as it is known now."""
    rewrite: Rewrite
    problems: tuple[Problem, ...] = ()
    """Those to add to the note's own."""


def resolve(note: Note, survey: Survey, *, repair: bool = True) -> Note:
    """The note with its links resolved, its video named, and its shifted stamps repaired unless ``repair`` is False.

    ``Claim.text`` is final after this.
    """
    resolution = resolution_of(unresolved(note), survey, repair=repair)
    resolved = rewrite_note(note, resolution.rewrite)
    if resolution.video is note.video and not resolution.problems:
        return resolved
    return replace(resolved, video=resolution.video, problems=(*resolved.problems, *resolution.problems))


def unresolved(note: Note) -> Unresolved:
    """What is asked of a parsed note."""
    first = next((claim for claim in note.claims() if claim.stamps), None)
    return Unresolved(
        id=note.id,
        path=note.path,
        channel=note.channel,
        video=note.video,
        stamps=list(_stamps(note)),
        line=first.place.line if first else 0,
    )


def resolution_of(note: Unresolved, survey: Survey, *, repair: bool = True) -> Resolution:
    """What changes in a note, by what the survey knows of the others."""
    video = _video(note.video, survey)
    change, problems = _repair(note, survey.length_of(note.id, video)) if repair else (None, [])
    return Resolution(video, Rewrite(_link_resolver(note.channel, survey), change), tuple(problems))


def _link_resolver(channel: str, survey: Survey) -> Callable[[WikiLink], WikiLink]:
    known: dict[WikiLink, WikiLink] = {}

    def resolved(link: WikiLink) -> WikiLink:
        if link not in known:
            found = survey.index.find(link, channel)
            known[link] = link if found is None else replace(link, note=found)
        return known[link]

    return resolved


def _video(video: Video | None, survey: Survey) -> Video | None:
    """A note's video with the title and length that others know."""
    if video is None:
        return None
    title = survey.video_titles.get(video.id, video.title)
    length = survey.exact_lengths.get(video.id)
    duration = length.seconds if length is not None and video.duration is None else video.duration
    if title == video.title and duration == video.duration:
        return video
    return replace(video, title=title, duration=duration)


# --- repair ---------------------------------------------------------------------------------------------------------


def _repair(note: Unresolved, length: Length | None) -> tuple[Callable[[Stamp], Stamp] | None, list[Problem]]:
    """What to do with the note's stamps, and what to tell of it."""
    times = [time for stamp in note.stamps for time in written_fields(stamp.as_written)]
    verdict = judge(times, length)
    if verdict is Verdict.SHIFTED:
        return _repair_shifted(note, times, length)
    if verdict is Verdict.DOUBTFUL:
        message = (
            "The stamps may be minutes and seconds that were written as hours and minutes; nothing was changed."
            " The video's length would tell: put duration: into the front matter, or give --durations."
        )
        return None, [_problem(note, "stamps-doubtful", message)]
    if length is None:
        return None, []
    problems = _beyond_problems(note, length, note.stamps)
    return _distrust(length.limit) if problems else None, problems


def _repair_shifted(
    note: Unresolved, times: list[Written], length: Length | None
) -> tuple[Callable[[Stamp], Stamp], list[Problem]]:
    readings = read_shifted(times, length)
    distrust = _distrust(length.limit) if length is not None else None
    known: dict[Stamp, Stamp] = {}

    def change(stamp: Stamp) -> Stamp:
        if stamp.video is not None:
            return stamp  # another video's, of which nothing is known here
        if stamp not in known:
            new = repaired(stamp, readings)
            known[stamp] = new if distrust is None else distrust(new)
        return known[stamp]

    changed = [(stamp, new) for stamp in note.stamps if (new := repaired(stamp, readings)) is not stamp]
    problems: list[Problem] = []
    if changed:
        old, new = changed[0]
        why = (
            f"the video lasts {clock(length.seconds)} by {length.source}"
            if length
            else "too many have impossible hours"
        )
        message = f"{_stamps_in_words(changed)} read as minutes and seconds, {old.as_written} as {new.label}: {why}."
        problems.append(_problem(note, "stamps-repaired", message))
    doubtful = sorted({time for time, (_, certain) in readings.items() if not certain})
    if doubtful:
        shown = ", ".join(":".join(f"{part:02}" for part in time if part is not None) for time in doubtful[:3])
        message = f"{_stamps_in_words(doubtful)} read as the neighbours suggest, of two ways: {shown}."
        problems.append(_problem(note, "stamps-ambiguous", message))
    if length is not None:
        problems += _beyond_problems(note, length, (repaired(stamp, readings) for stamp in note.stamps))
    return change, problems


def _distrust(limit: int) -> Callable[[Stamp], Stamp]:
    """Marks stamps that lie beyond the video's end."""
    return lambda stamp: replace(stamp, trusted=False) if stamp.start > limit and stamp.video is None else stamp


def _beyond_problems(note: Unresolved, length: Length, stamps: Iterable[Stamp]) -> list[Problem]:
    beyond = [stamp for stamp in stamps if stamp.start > length.limit]
    if not beyond:
        return []
    some = ", ".join(dict.fromkeys(stamp.as_written for stamp in beyond[:3]))
    message = (
        f"{_stamps_in_words(beyond)} found beyond the video's end at {clock(length.seconds)}, by {length.source}:"
        f" {some}. Links open the video without a time."
    )
    return [_problem(note, "stamp-beyond-end", message)]


def _stamps_in_words(stamps: Sized) -> str:
    return "1 stamp was" if len(stamps) == 1 else f"{len(stamps)} stamps were"


def _problem(note: Unresolved, code: str, message: str) -> Problem:
    return Problem(code=code, path=note.path, line=note.line, message=message)


def _stamps(note: Note) -> Iterator[Stamp]:
    for section in note.sections:
        yield from _heading_stamps(section)
    for claim in note.claims():
        if not claim.inferred:
            yield from (stamp for stamp in claim.stamps if stamp.video is None)


def _heading_stamps(section: Section) -> Iterator[Stamp]:
    if section.start is not None:
        yield section.start
    for child in section.sections:
        yield from _heading_stamps(child)
