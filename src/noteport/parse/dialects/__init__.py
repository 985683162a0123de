"""Notes of other tools, converted to the parser's own notation (dialects.md, "Notes of other tools").

    dialect.py         what a dialect is
    links.py           links to a second of a video: ``[12:34](https://…&t=754s)``, in the spelling of any tool
    link_labels.py     which labels of such links are text
    spellings.py       times in running text
    timestamp_tokens.py    puts links, players and spellings into the tokens of a note
    transcripts.py     which text is a transcript
    clock_lines.py     what chapters and transcripts have in common
    the others         one dialect each

To add a dialect, add a file here, its name in ``OURS`` (or in ``links.READERS`` if the target of a link marks it),
and a folder in ``tests/golden/dialects``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any, cast

from msgspec import Struct

from noteport.parse.dialects import (
    admonitions,
    attribution,
    audio_fences,
    chapters,
    definition_lists,
    escaped_brackets,
    flashcards,
    glasp,
    logseq,
    readwise,
    snipd,
    subtitles,
    timestamp_notes,
    yinote,
)
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.dialects.transcripts import find_transcripts, timestamped_lines
from noteport.plugins.kinds import Kind
from noteport.plugins.use import Use, called, expect, made

OURS: tuple[Dialect, ...] = (
    escaped_brackets.EscapedBrackets(),
    admonitions.Admonitions(),
    audio_fences.AudioFences(),
    timestamp_notes.TimestampNotes(),
    logseq.Logseq(),
    subtitles.Subtitles(),
    readwise.Readwise(),
    definition_lists.DefinitionLists(),
    flashcards.Flashcards(),
    snipd.Snipd(),
    yinote.YiNote(),
    attribution.Attribution(),
    glasp.Glasp(),
    chapters.Chapters(),
)
"""In the order in which they are read; each sees the output of those before it, and the first that of plugins."""

DIALECTS: Kind[Dialect] = Kind(
    noun="dialect",
    group="noteport.dialects",
    base=Dialect,
    built_in=MappingProxyType(
        {one.name: (f"{type(one).__module__}:{type(one).__name__}", one.summary) for one in OURS}
    ),
)


class _Checked(Dialect):
    """A plugin's dialect, whose failures are its own."""

    def __init__(self, use: Use) -> None:
        self._use = use
        dialect: Any = made(use)
        self._dialect = dialect
        self.transcript = bool(dialect.transcript)

    def marks(self, page: Page) -> bool:
        return bool(called(self._use, self._dialect.marks, page))

    def translate(self, page: Page) -> list[str]:
        before = len(page.lines)
        lines: Any = called(self._use, self._dialect.translate, page)
        are_lines = isinstance(lines, list) and all(isinstance(line, str) and "\n" not in line for line in lines)
        expect(self._use, are_lines, "translate() did not return a list of lines")
        expect(self._use, len(lines) == before, f"translate() returned {len(lines)} lines for {before}")
        return cast("list[str]", lines)


class Translation(Struct, frozen=True):
    text: str
    lines: list[str]
    """The lines of the text, as many as the note has."""
    transcripts: tuple[range, ...]
    """Lines, counted from 0, that are transcripts."""
    has_timestamps_first: bool
    """Whether any line begins with a timestamp."""


def translate(text: str, *, has_video: bool, plugins: Iterable[Use] = (), tags: Sequence[str] = ()) -> Translation:
    """Convert what other tools wrote to the parser's own notation. Text without any of their marks is returned
    unchanged.

    Args:
        text: the body of a note; line ends are newlines.
        has_video: whether the note names a video.
        plugins: more dialects, which are read first.
        tags: the tags of the note.
    """
    page = Page(text, has_video=has_video, tags=tags)
    always: set[int] = set()
    more = (_Checked(use) for use in plugins if use.group == DIALECTS.group)
    for dialect in (*more, *OURS):
        if not dialect.marks(page):
            continue
        lines = dialect.translate(page)
        if dialect.transcript:
            always.update(index for index, line in enumerate(lines) if line != page.lines[index] and line)
        page = Page("\n".join(lines), has_video=has_video, tags=tags)
    timestamped = timestamped_lines(page)
    return Translation(page.text, page.lines, find_transcripts(page, timestamped, always), bool(timestamped))
