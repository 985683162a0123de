"""Notes of other tools, converted to the parser's own notation (dialects.md, "Notes of other tools").

    dialect.py         what a dialect is
    links.py           links to a second of a video: ``[12:34](https://…&t=754s)``, in the spelling of any tool
    link_labels.py     which labels of such links are text
    spellings.py       times in running text
    timestamp_tokens.py    puts links, players and spellings into the tokens of a note
    transcripts.py     which text is a transcript
    clock_lines.py     what chapters and transcripts have in common
    the others         one dialect each

To add a dialect, add a file here, its name in ``DIALECTS`` (or in ``links.READERS`` if the target of a link marks it),
and a folder in ``tests/golden/dialects``.
"""

from __future__ import annotations

from msgspec import Struct

from noteport.parse.dialects import (
    attribution,
    chapters,
    escaped_brackets,
    glasp,
    logseq,
    snipd,
    subtitles,
    timestamp_notes,
    yinote,
)
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.dialects.transcripts import find_transcripts, timestamped_lines

DIALECTS: tuple[Dialect, ...] = (
    escaped_brackets.DIALECT,
    timestamp_notes.DIALECT,
    logseq.DIALECT,
    subtitles.DIALECT,
    snipd.DIALECT,
    yinote.DIALECT,
    attribution.DIALECT,
    glasp.DIALECT,
    chapters.DIALECT,
)
"""In the order in which they are read; each sees the output of those before it."""


class Translation(Struct, frozen=True):
    text: str
    lines: list[str]
    """The lines of the text, as many as the note has."""
    transcripts: tuple[range, ...]
    """Lines, counted from 0, that are transcripts."""
    has_timestamps_first: bool
    """Whether any line begins with a timestamp."""


def translate(text: str, *, has_video: bool) -> Translation:
    """Convert what other tools wrote to the parser's own notation. Text without any of their marks is returned
    unchanged.

    Args:
        text: the body of a note; line ends are newlines.
        has_video: whether the note names a video.
    """
    page = Page(text, has_video=has_video)
    always: set[int] = set()
    for dialect in DIALECTS:
        if not dialect.marks(page):
            continue
        lines = dialect.translate(page)
        if dialect.transcript:
            always.update(index for index, line in enumerate(lines) if line != page.lines[index] and line)
        page = Page("\n".join(lines), has_video=has_video)
    timestamped = timestamped_lines(page)
    return Translation(page.text, page.lines, find_transcripts(page, timestamped, always), bool(timestamped))
