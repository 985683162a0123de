"""The four tables: their columns in order, the meaning of each column, and how the tables are related.

The names and order of the columns of ``claims`` are frozen. An unknown value is None and an empty list is ``()``; no
string is empty, and none contains a line break or a control character.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

from noteport.errors import UsageError

Kind: TypeAlias = Literal["text", "integer", "boolean", "texts", "integers"]
"""The type of a value; ``texts`` and ``integers`` are lists."""


class Column(Struct, frozen=True):
    name: str
    kind: Kind
    required: bool
    """Whether every row has a value; a list always has one."""
    about: str
    """A one-sentence description."""


class TableSchema(Struct, frozen=True, kw_only=True):
    name: str
    about: str
    """The meaning of a row, in one sentence."""
    columns: tuple[Column, ...]
    """In the order of a row's values."""
    key: tuple[str, ...]
    """Columns that identify a row."""
    refers: Mapping[str, str] = field(default_factory=dict)
    """Columns whose values are the key of another table, with the name of that table."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


class ClaimRow(NamedTuple):
    claim_id: str
    note_id: str
    video_id: str | None
    channel: str
    title: str
    section: str | None
    term: str | None
    lead: str | None
    text: str
    kind: str
    start: int | None
    end: int | None
    timestamp: str | None
    url: str | None
    other_starts: tuple[int, ...]
    inferred: bool
    repaired: bool
    terms: tuple[str, ...]
    links: tuple[str, ...]
    line: int
    verdict: str
    chapter: str | None
    back_link: str | None


class NoteRow(NamedTuple):
    note_id: str
    channel: str
    title: str
    path: str
    language: str | None
    video_id: str | None
    video_title: str | None
    duration: int | None
    url: str | None
    claims: int


class TermRow(NamedTuple):
    term_id: str
    channel: str
    name: str
    other_names: tuple[str, ...]
    note_id: str | None
    claims: int


class LinkRow(NamedTuple):
    claim_id: str
    term_id: str
    note_id: str | None


Row: TypeAlias = ClaimRow | NoteRow | TermRow | LinkRow

_KINDS: Mapping[Any, tuple[Kind, bool]] = {
    str: ("text", True),
    str | None: ("text", False),
    int: ("integer", True),
    int | None: ("integer", False),
    bool: ("boolean", True),
    tuple[str, ...]: ("texts", True),
    tuple[int, ...]: ("integers", True),
}
"""The kind of a value, and whether it is required, by the type that a row declares."""


def _columns(row: type[Row], **about: str) -> tuple[Column, ...]:
    hints = typing.get_type_hints(row)
    assert list(hints) == list(about), "every column is described, in the row's order"
    return tuple(Column(name, *_KINDS[hints[name]], about[name]) for name in hints)


CLAIMS = TableSchema(
    name="claims",
    about="One sentence of a note, with the moment of the video that vouches for it.",
    key=("claim_id",),
    refers={"note_id": "notes"},
    columns=_columns(
        ClaimRow,
        claim_id="Identity of the claim: note id, second as written, ordinal at that second; the same in every format.",
        note_id="The note that it stands in.",
        video_id="The site's own identifier of the video.",
        channel="Channel of the note; _ if it belongs to none.",
        title="Title of the note, which is its topic and not the video's name.",
        section="Headings above it, outermost first, joined by ' > '.",
        term="The bold lead-in that it is about, or a table's row and column.",
        lead="What introduces the list or callout that it stands in.",
        text="The claim as a reader sees it, without its timestamps.",
        kind="Where it stands: paragraph, item, quote or cell.",
        start="When the video says it, in seconds from the beginning; repaired if the note had it wrong.",
        end="End of a range, in seconds.",
        timestamp="The start for people, as H:MM:SS.",
        url="Opens the video at the start; without a time if the note's cannot be right.",
        other_starts="Further moments that vouch for it, in seconds.",
        inferred="Whether the moment is a neighbour's: where it is being discussed, not a quotation of it.",
        repaired="Whether one of its moments was corrected.",
        terms="Ids of the terms that its wikilinks name.",
        links="Ids of the notes that its wikilinks lead to.",
        line="Line of the note's file where the sentence begins, from 1.",
        verdict="What the captions of the video say about it: confirmed, moved, unsupported or unchecked.",
        chapter="The chapter of the video in which it is said, if the video's chapters are known.",
        back_link="Opens the place in the note, if such links were asked for.",
    ),
)
NOTES = TableSchema(
    name="notes",
    about="One note.",
    key=("note_id",),
    columns=_columns(
        NoteRow,
        note_id="Identity of the note: channel and file name.",
        channel="Its channel; _ if it belongs to none.",
        title="Its title, which is its topic and not the video's name.",
        path="Its file, below the path that was given.",
        language="BCP 47 tag of its language, if known.",
        video_id="The site's own identifier of the video that it is about.",
        video_title="What the video is called, if known.",
        duration="Length of the video in seconds, if known.",
        url="Opens the video.",
        claims="How many claims it makes.",
    ),
)
TERMS = TableSchema(
    name="terms",
    about="One term that wikilinks name, whether there is a note on it or not.",
    key=("term_id",),
    refers={"note_id": "notes"},
    columns=_columns(
        TermRow,
        term_id="Identity of the term: channel and folded name.",
        channel="Channel of the notes that name it.",
        name="Title of the note on it, else its folded name in words.",
        other_names="Other spellings that wikilinks show for it.",
        note_id="The note on it, if there is one.",
        claims="How many claims name it.",
    ),
)
LINKS = TableSchema(
    name="links",
    about="One claim and one term that a wikilink in it names.",
    key=("claim_id", "term_id"),
    refers={"claim_id": "claims", "term_id": "terms", "note_id": "notes"},
    columns=_columns(
        LinkRow,
        claim_id="The claim.",
        term_id="The term.",
        note_id="The note that the link leads to, if there is one.",
    ),
)

TABLES = MappingProxyType({table.name: table for table in (CLAIMS, NOTES, TERMS, LINKS)})
"""All tables by name, the main one first."""


def tables_named(names: str = ",".join(TABLES)) -> dict[str, TableSchema]:
    """Return the tables in a comma-separated list such as ``claims,terms``, each once and in this order; all by
    default.

    Raises:
        UsageError: a table does not exist, or none is named.
    """
    found: dict[str, TableSchema] = {}
    for name in filter(None, map(str.strip, names.split(","))):
        if name not in TABLES:
            raise UsageError(f"There is no table {name!r}.", f"The tables are {', '.join(TABLES)}.")
        found[name] = TABLES[name]
    if not found:
        raise UsageError("No tables were named.", f"The tables are {', '.join(TABLES)}.")
    return found


def companion(file: str, table: str) -> str:
    """Return the name of a table's file next to the target: ``claims.csv`` and ``terms`` give ``claims-terms.csv``."""
    path = PurePath(file)
    return f"{path.stem}-{table}{path.suffix}"


def row_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts for a summary: the rows of the first table are simply called rows."""
    first, *others = counts
    return {"rows": counts[first]} | {f"{name.removesuffix('s')} rows": counts[name] for name in others}
