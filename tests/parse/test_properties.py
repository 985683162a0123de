"""What holds for every note, looked for among notes that are made up."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from itertools import count

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from noteport.api import (
    Block,
    Code,
    Footnote,
    Inline,
    List,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    ReadOptions,
    Rule,
    Section,
    Table,
    TimestampRef,
    Verbatim,
    parse_note,
    plain,
)

HEAD = "---\nvideoId: golden_test\n---\n"

# --- made-up notes: word1, word2, … and timestamps that each occur once -----------------------------------------------

MARKUP = [
    *(
        "*",
        "**",
        "_",
        "~~",
        "`",
        "$",
        "(",
        ")",
        '"',
        "“",
        "”",
        "[",
        "]",
        "[[",
        "]]",
        "|",
        "<",
        ">",
        "&",
        "\\",
        "{{",
        "}}",
    ),
    *(". ", ".", "… ", "? ", ": ", " – ", "- ", "> ", "1. ", "# ", "## ", "    ", "\n", "\n\n", "  \n", "<br>", "---"),
    *(
        "**Word**: ",
        "word ",
        "Therefore it is. ",
        "e.g. ",
        "[00:01:05]",
        " [01:05] ",
        "[[a | b]]",
        "> [!tip] ",
        "```\n",
    ),
    *(
        '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>',
        "| a | b |\n|---|---|\n| ",
        "$$",
        "<!-- a -->",
        "[^1]",
    ),
    *(
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\u3000",
        "\u2028",
        "\x85",
        "\x0b",
        "\0",
        "\ud800",
        "\u202e",
        "\ufdd0",
        "&#0;",
        "&lt;",
    ),
]
any_markdown = st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=3)), max_size=40).map("".join)
any_text = st.one_of(st.text(), any_markdown)

INLINE = ["W", "*W*", "**W W**", "`W`", "~~W~~", "[W](https://example.org)", "[[no_note | W]]", '"W W"', "(W)", "W, W"]
BLOCK = [
    "{s}. {s} T.",
    "{s} T. {s}.",
    "{s} T, {s}\n{s} T.",
    "**W**: {s} T. {s}",
    "**W** T: {s}.",
    "{s}:\n\n- {s} T\n- {s}\n    - {s} T\n",
    "- **W** T\n    - **W**: {s}\n    - {s} T\n",
    "1. {s} T\n2. {s} W W W.\n\n   {s} T\n",
    "> {s} T.\n> {s}",
    "> [!tip] W\n> {s} T.\n>\n> - {s}\n",
    "## W {s}",
    "### W T",
    "T {s}. T {s}.",
    "{s}.\n\nT\n\n{s}.",
    "| W | W |\n|---|---|\n| W | {s} T |\n| T | {s} |",
    "```\nW\n```",
    "$$\nW\n$$",
    "<div>\n{s} T.\n</div>",
    "{s} T.[^1]\n\n[^1]: {s} T",
]
sentences = st.lists(st.sampled_from(INLINE), min_size=1, max_size=6).map(" ".join)
blocks = st.builds(lambda block, text: block.replace("{s}", text), st.sampled_from(BLOCK), sentences)


def numbered(text: str) -> str:
    """Puts another word for each W, and another timestamp for each T."""
    number = count(1)
    text = re.sub(r"W", lambda _: f"word{next(number)}", text)
    return re.sub(r"\bT\b", lambda _: canonical(next(number)), text)


def canonical(second: int) -> str:
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f'<a class="yt-timestamp" data-t="{clock}">[{clock}]</a>'


notes = st.lists(blocks, min_size=1, max_size=6, unique=True).map("\n\n".join).map(numbered)


# --- everything that a note holds -----------------------------------------------------------------------------------


def texts(sections: tuple[Section, ...]) -> Iterator[str | tuple[Inline, ...]]:
    for section in sections:
        yield section.heading
        yield from block_texts(section.blocks)
        yield from texts(section.sections)


def block_texts(blocks: tuple[Block, ...]) -> Iterator[str | tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.inlines
            case List():
                for item in block.items:
                    yield from block_texts(item.blocks)
            case Quote():
                yield block.title
                yield from block_texts(block.blocks)
            case Footnote():
                yield from block_texts(block.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    yield from (cell.inlines for cell in row)
            case Code() | Verbatim():
                yield block.text
            case MathBlock():
                yield block.tex
            case Rule():
                pass


def visible(note: Note) -> str:
    return "\n".join(text if isinstance(text, str) else plain(text) for text in texts(note.sections))


def starts(sections: tuple[Section, ...]) -> Iterator[int]:
    for section in sections:
        yield from (inline.timestamp.start for inline in section.heading if isinstance(inline, TimestampRef))
        yield from starts(section.sections)


# --- the promises ---------------------------------------------------------------------------------------------------


@given(any_text)
def test_any_text_is_read(text: str) -> None:
    note = parse_note(text)
    for claim in note.claims():
        assert claim.text
        assert claim.timestamps
        assert "\n" not in claim.text


@given(any_text)
def test_a_claims_text_is_that_of_its_inlines(text: str) -> None:
    for claim in parse_note(text, options=ReadOptions(untimed=True)).claims():
        assert plain(claim.inlines) == claim.text


@given(any_text)
def test_reading_twice_gives_equal_notes(text: str) -> None:
    assert parse_note(text) == parse_note(text)


@given(any_text)
def test_pickling_changes_nothing(text: str) -> None:
    note = parse_note(text)
    assert pickle.loads(pickle.dumps(note)) == note


@given(any_text)
def test_lines_lie_in_the_file(text: str) -> None:
    lines = len(re.split(r"\r\n|\n|\r", text))
    note = parse_note(text, options=ReadOptions(untimed=True))
    assert all(1 <= claim.place.line <= lines for claim in note.claims())
    assert all(0 <= problem.line <= lines for problem in note.problems)


@given(notes)
def test_no_visible_word_is_lost(text: str) -> None:
    seen = visible(parse_note(HEAD + text))
    assert set(re.findall(r"word\d+", text)) == set(re.findall(r"word\d+", seen))


@given(notes)
def test_a_claims_first_word_stands_on_its_line(text: str) -> None:
    lines = (HEAD + text).split("\n")
    for claim in parse_note(HEAD + text, options=ReadOptions(untimed=True)).claims():
        [first] = re.findall(r"word\d+", claim.text)[:1]
        assert re.search(rf"{first}\b", lines[claim.place.line - 1]), claim


@given(notes)
def test_no_canonical_timestamp_is_lost(text: str) -> None:
    assume("~~" not in text)  # the author took those back
    note = parse_note(HEAD + text)
    found = {
        second
        for claim in note.claims()
        for timestamp in claim.timestamps
        for second in (timestamp.start, timestamp.end)
    }
    found.update(starts(note.sections))
    written = {60 * int(minute) + int(second) for minute, second in re.findall(r'data-t="00:(\d\d):(\d\d)"', text)}
    assert written <= found


@given(notes)
@settings(max_examples=50)
def test_claim_ids_are_unique(text: str) -> None:
    ids = [claim.id for claim in parse_note(HEAD + text, options=ReadOptions(untimed=True)).claims()]
    assert len(ids) == len(set(ids))
