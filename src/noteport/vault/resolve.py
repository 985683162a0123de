"""The last step of reading: where a note's links lead, what its video is, which second its timestamps mean.

    what is asked of a note ── resolution ── what changes in it

A parsed note is rewritten (rewrite.py); one that is read from bytes is made with its changes at once (codec/decode.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from noteport.model.nodes import Section, Timestamp, Video, WikiLink, clock
from noteport.model.note import Note
from noteport.model.problems import Problem
from noteport.model.rewrite import Rewrite, rewrite_note
from noteport.vault.repair import ClockFields, Length, ShiftVerdict, clock_fields, judge, read_shifted, repaired
from noteport.vault.survey import Survey


class Unresolved(Struct, frozen=True, kw_only=True):
    """What is asked of a note to resolve it."""

    id: str
    path: PurePosixPath
    channel: str
    video: Video | None
    timestamps: Sequence[Timestamp]
    """Those of its own video: of headings first, then those of the claims that they vouch for."""
    line: int
    """Of the first claim with a timestamp; 0 if there is none."""


class Resolution(Struct, frozen=True):
    """What changes in a note."""

    video: Video | None
    """The note's, as it is known now."""
    rewrite: Rewrite
    problems: tuple[Problem, ...] = ()
    """Those to add to the note's own."""


def resolve(note: Note, survey: Survey, *, repair: bool = True) -> Note:
    """The note with its links resolved, its video named, and shifted timestamps repaired unless ``repair`` is False.

    ``Claim.text`` is final after this.
    """
    resolution = resolution_of(unresolved(note), survey, repair=repair)
    resolved = rewrite_note(note, resolution.rewrite)
    if resolution.video is note.video and not resolution.problems:
        return resolved
    return replace(resolved, video=resolution.video, problems=(*resolved.problems, *resolution.problems))


def unresolved(note: Note) -> Unresolved:
    """What is asked of a parsed note."""
    first = next((claim for claim in note.claims() if claim.timestamps), None)
    return Unresolved(
        id=note.id,
        path=note.path,
        channel=note.channel,
        video=note.video,
        timestamps=list(_timestamps(note)),
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


def _repair(note: Unresolved, length: Length | None) -> tuple[Callable[[Timestamp], Timestamp] | None, list[Problem]]:
    """What to do with the note's timestamps, and what to tell of it."""
    times = [time for timestamp in note.timestamps for time in clock_fields(timestamp.as_written)]
    verdict = judge(times, length)
    if verdict is ShiftVerdict.SHIFTED:
        return _repair_shifted(note, times, length)
    if verdict is ShiftVerdict.DOUBTFUL:
        message = (
            "The timestamps may be minutes and seconds written as hours and minutes; nothing was changed."
            " Add duration: to the front matter, or use --durations."
        )
        return None, [_problem(note, "timestamps-doubtful", message)]
    if length is None:
        return None, []
    problems = _beyond_problems(note, length, note.timestamps)
    return _distrust(length.limit) if problems else None, problems


def _repair_shifted(
    note: Unresolved, times: list[ClockFields], length: Length | None
) -> tuple[Callable[[Timestamp], Timestamp], list[Problem]]:
    readings = read_shifted(times, length)
    distrust = _distrust(length.limit) if length is not None else None
    known: dict[Timestamp, Timestamp] = {}

    def change(timestamp: Timestamp) -> Timestamp:
        if timestamp.video is not None:
            return timestamp  # another video's, of which nothing is known here
        if timestamp not in known:
            new = repaired(timestamp, readings)
            known[timestamp] = new if distrust is None else distrust(new)
        return known[timestamp]

    changed = [
        (timestamp, new) for timestamp in note.timestamps if (new := repaired(timestamp, readings)) is not timestamp
    ]
    problems: list[Problem] = []
    if changed:
        old, new = changed[0]
        why = (
            f"the video lasts {clock(length.seconds)} according to {length.source}"
            if length
            else "too many have impossible hours"
        )
        message = (
            f"{_timestamps_in_words(changed)} read as minutes and seconds, {old.as_written} as {new.label}: {why}."
        )
        problems.append(_problem(note, "timestamps-repaired", message))
    doubtful = sorted({time for time, (_, certain) in readings.items() if not certain})
    if doubtful:
        shown = ", ".join(":".join(f"{part:02}" for part in time if part is not None) for time in doubtful[:3])
        message = f"{_timestamps_in_words(doubtful)} ambiguous and read like the timestamps around them: {shown}."
        problems.append(_problem(note, "timestamps-ambiguous", message))
    if length is not None:
        problems += _beyond_problems(note, length, (repaired(timestamp, readings) for timestamp in note.timestamps))
    return change, problems


def _distrust(limit: int) -> Callable[[Timestamp], Timestamp]:
    """Marks timestamps that lie beyond the video's end."""
    return lambda timestamp: (
        replace(timestamp, trusted=False) if timestamp.start > limit and timestamp.video is None else timestamp
    )


def _beyond_problems(note: Unresolved, length: Length, timestamps: Iterable[Timestamp]) -> list[Problem]:
    beyond = [timestamp for timestamp in timestamps if timestamp.start > length.limit]
    if not beyond:
        return []
    some = ", ".join(dict.fromkeys(timestamp.as_written for timestamp in beyond[:3]))
    message = (
        f"{_timestamps_in_words(beyond)} found beyond the end of the video ({clock(length.seconds)}, {length.source}):"
        f" {some}. Links open the video without a time."
    )
    return [_problem(note, "timestamp-beyond-end", message)]


def _timestamps_in_words(timestamps: Sized) -> str:
    return "1 timestamp was" if len(timestamps) == 1 else f"{len(timestamps)} timestamps were"


def _problem(note: Unresolved, code: str, message: str) -> Problem:
    return Problem(code=code, path=note.path, line=note.line, message=message)


def _timestamps(note: Note) -> Iterator[Timestamp]:
    for section in note.sections:
        yield from _heading_timestamps(section)
    for claim in note.claims():
        if not claim.inferred:
            yield from (timestamp for timestamp in claim.timestamps if timestamp.video is None)


def _heading_timestamps(section: Section) -> Iterator[Timestamp]:
    if section.start is not None:
        yield section.start
    for child in section.sections:
        yield from _heading_timestamps(child)
