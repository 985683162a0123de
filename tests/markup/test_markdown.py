from __future__ import annotations

from pathlib import Path

import pytest

from noteport.api import (
    Block,
    MarkdownStyle,
    Note,
    Paragraph,
    Text,
    Vault,
    markdown,
    markdown_blocks,
    parse_note,
    sections_in,
)

VAULT = Path(__file__).parents[2] / "samples" / "vault"
NOTES = [
    parse_note(Path(note.path).read_text(encoding="utf-8"), note.path.name)
    for note in Vault([VAULT])
    if note.path.stem != "why_stars_twinkle"
]
"""Without a note in which a comment for noteport leaves a sentence out: comments are not part of the model."""


def written(note: Note) -> str:
    """A note as Markdown again."""
    style = MarkdownStyle(video=note.video)
    video = f"---\nurl: {note.video.page}\n---\n" if note.video else ""
    parts = []
    for section in sections_in(note.sections):
        if section.level:
            parts.append(f"{'#' * section.level} {markdown(section.heading, style)}")
        parts.append(markdown_blocks(section.blocks, style))
    return video + "\n\n".join(parts) + "\n"


def claims(note: Note) -> list[tuple[str, str | None, int | None, tuple[str, ...]]]:
    return [
        (claim.text, claim.term, claim.start.start if claim.start else None, claim.section) for claim in note.claims()
    ]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.path.stem)
def test_a_written_note_is_read_as_the_same_claims(note: Note) -> None:
    again = parse_note(written(note))
    assert claims(again) == claims(note)


TEXTS = [
    "1. is not a list, nor is",
    "- this, nor\n+ this",
    "# not a heading",
    "> not a quotation",
    "*stars*, _lines_, `ticks`, ~~waves~~, ==marks==, $5 and $6, [brackets](x), <b>tags</b>",
    "&amp; stays, and so does a \\ and a | bar",
    "#tag and ^block and %%comment%%",
    "[[not a link]] and [^1]",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text(text: str) -> None:
    block = Paragraph(inlines=(Text(text.replace("\n", " ")),), line=1)
    [again] = blocks_of(markdown_blocks([block]))
    assert isinstance(again, Paragraph)
    assert "".join(inline.text for inline in again.inlines if isinstance(inline, Text)) == text.replace("\n", " ")


BLOCKS = [
    "- one\n- two\n  - nested\n\n    with a paragraph",
    "3. three\n4. four",
    "- [ ] open\n- [x] done",
    "> quoted\n> lines",
    "> [!note] A title\n> and text",
    "```python\nprint('`')\n```",
    "````\n```\n````",
    "| a | b |\n| :-- | --: |\n| 1 | 2 |",
    "$$\na^2\n$$",
    "A note[^1].\n\n[^1]: Below.",
    "***",
    "**bold *and* emphasis**, `code`, ``co`de``, ~~struck~~, ==marked==, $x^2$, H<sub>2</sub>O",
    "[a link](https://example.org/a_(b)) and ![an image](a%20b.png), [[note#part|shown]] and ![[embedded]]",
]


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks_are_read_as_the_same_blocks(text: str) -> None:
    before = blocks_of(text)
    once = markdown_blocks(before)
    assert markdown_blocks(blocks_of(once)) == once
    assert [type(block) for block in blocks_of(once)] == [type(block) for block in before]


def test_links_to_notes_may_be_written_as_text() -> None:
    [block] = blocks_of("See [[the note|this]].")
    assert isinstance(block, Paragraph)
    assert markdown(block.inlines, MarkdownStyle(wikilinks=False)) == "See this."


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(block for section in parse_note(text).sections for block in section.blocks)
