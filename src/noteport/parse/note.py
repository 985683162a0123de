"""From text to note: the steps in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath

from noteport.model.ids import NO_CHANNEL, ClaimIds, clean_name, note_id
from noteport.model.nodes import Section, Verbatim, Video
from noteport.model.note import Note
from noteport.model.patterns import pattern
from noteport.model.problems import READ_FORMS, Problem, ProblemCode
from noteport.parse.blocks.text_block import TextBlock
from noteport.parse.blocks.timestamp_position import timestamps_come_first
from noteport.parse.blocks.walk import Walker
from noteport.parse.claims import fill_claims
from noteport.parse.dialects import translate
from noteport.parse.dialects.timestamp_tokens import tokens_with_timestamps
from noteport.parse.head.body import channel_line, prepare
from noteport.parse.head.front_matter import Head, head_tags, is_drawing, split_head, text_value
from noteport.parse.head.video import note_video
from noteport.parse.language import language_by_script
from noteport.parse.options import ReadOptions
from noteport.parse.text.one_line import plain_line
from noteport.parse.unclaimed import first_unclaimed
from noteport.videos import asking

TITLE_KEYS = ("title", "videoTitle", "full-title")
CHANNEL_KEYS = ("channel", "author", "author_name")
LANGUAGE_KEYS = ("lang", "language")
"""Spellings in front matter (dialects.md, "Notes of other tools")."""

_LINKED = pattern(r"\[\[([^\[\]]+)\]\]|\[([^\[\]]+)\]\([^()]*\)")
_NO_CHARACTER = pattern("[\0\ud800-\udfff]")
_UNSEEN = "[\u200b\u2060\ufeff]"
_UNSEEN_IN_BRACKETS = pattern(rf"(?<=[\[(【]){_UNSEEN}++|(?<!{_UNSEEN}){_UNSEEN}++(?=[\])】])")
"""Zero-width whitespace at the edges of brackets, which web pages put around times that are copied from them."""
_FIRST_HEADING = pattern(r"\s*#[ \t]+([^\n]*)")


def parse_note(
    text: str,
    path: PurePosixPath | str = "note.md",
    *,
    id: str | None = None,
    channel: str | None = None,
    options: ReadOptions = ReadOptions(),
) -> Note:
    """Read one note. Pure: it opens no file, reads no clock and knows no other note, and raises nothing for a bad note.

    Args:
        text: the text of the file, with its line ends.
        path: the file of the note, for its name and for places.
        id: the id of the note if the vault knows it; otherwise ``channel/stem``.
        channel: the channel of the note if a hub supplies it; otherwise the one in the note.
        options: see ``ReadOptions``.

    Returns:
        The note with its claims (claims.md). Links are not resolved, because that needs the other notes (``resolve``).

    Raises:
        PluginFault: a plugin that takes part in reading failed.
    """
    with asking(options.plugins or ()):
        return _parse(text, PurePosixPath(path), id, channel, options)


def _parse(text: str, path: PurePosixPath, id: str | None, channel: str | None, options: ReadOptions) -> Note:
    text = normalise(text)
    problems: list[Problem] = []

    def report(code: ProblemCode, line: int, message: str) -> None:
        problems.append(Problem(code=code, path=path, line=line, message=message))

    head = split_head(text, options.limits.front_matter)
    if head.problem:
        report(head.problem, 1, head.message)
    body = prepare("" if is_drawing(head) else head.body)
    offset = head.lines + 1
    if body.second_head is not None:
        report(ProblemCode.FRONT_MATTER_TWICE, body.second_head + offset, "The second front matter was ignored.")
    if body.unclosed_comment is not None:
        message = "This comment is never closed, so the rest of the note is hidden. Add %% where it ends."
        report(ProblemCode.COMMENT_NOT_CLOSED, body.unclosed_comment + offset, message)
    channel = channel or channel_of(head, path)
    id = id or note_id(channel, path.stem)
    video = note_video(head)
    tags = tuple(dict.fromkeys((*head_tags(head), *body.tags)))
    page = translate(body.text, has_video=video is not None, plugins=options.plugins or (), tags=tags)
    read = partial(tokens_with_timestamps, own=video, deepest=options.limits.nesting)

    def report_in_body(code: ProblemCode, line: int, message: str) -> None:
        report(code, line + offset, message)

    try:
        tokens = read(page.text)
        come_first = page.has_timestamps_first and timestamps_come_first(tokens)
        walker = Walker(report_in_body, offset, page.lines, read=read, timestamps_come_first=come_first)
        walker.walk(tokens)
        if not options.transcripts:
            for lines in _silence(walker.blocks, page.transcripts):
                message = f"{len(lines)} lines from here on are a transcript; add --transcripts to make claims of them."
                report_in_body(ProblemCode.NOTE_IS_TRANSCRIPT, lines.start, message)
        beyond = fill_claims(walker.blocks, ClaimIds(id), path, offset, options)
        walker.report_cards()
        is_transcript = any(problem.code == ProblemCode.NOTE_IS_TRANSCRIPT for problem in problems)
        unclaimed = None if is_transcript else first_unclaimed(walker.blocks)
        if unclaimed is not None:
            report_in_body(ProblemCode.NOTE_WITHOUT_CLAIMS, unclaimed, f"No timestamp was found. {READ_FORMS}")
        if beyond is not None:
            message = f"More than {options.limits.claims:,} claims; the rest is text. --max-claims raises the limit."
            report(ProblemCode.NOTE_TOO_LONG, beyond, message)
        sections = walker.outline.build(offset)
    except RecursionError:
        report(ProblemCode.NOTE_TOO_DEEP, offset, "The note is nested too deeply; its text was kept as it is.")
        verbatim = Verbatim(text=body.text, line=offset)
        sections = (Section(heading=(), title="", level=0, blocks=(verbatim,), line=offset),)
    return Note(
        id=id,
        path=path,
        title=title_of(head, path),
        channel=channel,
        video=video,
        language=text_value(head.values, *LANGUAGE_KEYS) or options.language or language_by_script(body.text),
        front_matter=head.values,
        tags=tags,
        sections=sections,
        problems=tuple(problems) + _video_problem(video, sections, path),
    )


def normalise(text: str) -> str:
    """Return text with newlines as line ends, without byte order mark and zero-width whitespace at the edges of
    brackets, and with U+FFFD for NUL characters and surrogates.
    """
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u200b" in text or "\u2060" in text or "\ufeff" in text:
        text = _UNSEEN_IN_BRACKETS.sub("", text)
    return text if _is_clean(text) else _NO_CHARACTER.sub("\ufffd", text)


def _is_clean(text: str) -> bool:
    """Return whether there is nothing to replace, at a fraction of the cost of a search."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def channel_of(head: Head, path: PurePosixPath) -> str:
    """Return the channel of a note without a hub: its ``From:`` line, or else front matter, or else its folder
    (ids.py).
    """
    return named_channel(head) or folder_channel(path)


def named_channel(head: Head) -> str:
    """Return the channel that the note itself names; empty if none."""
    return clean_name(channel_line(head.body) or _name(text_value(head.values, *CHANNEL_KEYS) or ""))


def folder_channel(path: PurePosixPath) -> str:
    """The channel of a note that names none."""
    return clean_name(path.parent.name) or NO_CHANNEL


def _name(written: str) -> str:
    """Return the name of a channel in front matter: ``Ada``, ``@ada``, ``[[people/Ada|Ada]]``, ``[Ada](https://…)``."""
    found = _LINKED.fullmatch(written)
    if found is None:
        return written.removeprefix("@")
    name = found[1].partition("|")[0].rpartition("/")[2] if found[1] else found[2]
    return str(name).strip().removeprefix("@")


def title_of(head: Head, path: PurePosixPath) -> str:
    """Return the topic of the note: front matter, or else a heading of level 1 that opens the text, or else the file
    name.
    """
    titled = text_value(head.values, *TITLE_KEYS)
    if titled:
        return titled
    found = _FIRST_HEADING.match(prepare(head.body).text)
    return (plain_line(found[1].rstrip(" \t#")) if found else "") or path.stem.replace("_", " ")


def _silence(blocks: Sequence[TextBlock], transcripts: Sequence[range]) -> list[range]:
    """Remove the sentences from blocks of transcripts, whose text is kept. Return the transcripts that had some."""
    starts = [lines.start for lines in transcripts]
    silenced: set[int] = set()
    for block in blocks if transcripts else ():
        place = bisect_right(starts, block.line) - 1
        if place >= 0 and block.line in transcripts[place] and block.sentences:
            block.sentences = []
            silenced.add(place)
    return [transcripts[place] for place in sorted(silenced)]


def _video_problem(video: Video | None, sections: tuple[Section, ...], path: PurePosixPath) -> tuple[Problem, ...]:
    if video is not None:
        return ()
    note = Note(id="", path=path, title="", channel="", sections=sections)
    first = next((claim for claim in note.claims() if claim.start is not None and claim.start.video is None), None)
    if first is None:
        return ()
    message = "The front matter names no video, so timestamps are not links. Add videoId: …"
    return (Problem(code=ProblemCode.NOTE_NO_VIDEO, path=path, line=first.place.line, message=message),)
