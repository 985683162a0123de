"""The document model: what a note is after reading. Every exporter writes from it.

    Note ── Video
     └── Section ── Section …
          └── Block = Paragraph │ List │ Quote │ Code │ Table │ MathBlock │ Footnote │ Rule │ Verbatim
               ├── Inline = Text │ Emphasis │ Strong │ Strike │ Highlight │ CodeSpan │ Link │ WikiLink │ TimestampRef
               │            │ Math │ Superscript │ Subscript │ Image │ FootnoteRef │ RawHtml │ Break
               └── Claim ── Timestamp

Both unions are closed: a writer is one ``match`` over them, and the type checker finds missing cases. Everything is
frozen, so that all exporters can share a note; plain, so that notes can be pickled; and free of cycles, so that
Python's garbage collector can ignore it (``gc=False``). ``msgspec.structs.replace`` makes a changed copy.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from noteport.model.decision import Decision
from noteport.model.patterns import pattern
from noteport.model.renamed import warn_renamed
from noteport.model.scripts import subscript, superscript

ClaimKind: TypeAlias = Literal["paragraph", "item", "quote", "cell"]
"""What contains a claim: a paragraph, a list item, a quotation or callout, or a table cell."""

Verdict: TypeAlias = Literal["confirmed", "moved", "unsupported", "unchecked"]
"""What the captions of the video say about a claim: it is said where its link opens; it is said elsewhere, and its link
was moved there; it is not said; or there are no captions for it."""


_HEADINGS = pattern(r"(?<!\s)#")
"""Between the headings in a link; the sign in ``Goal #1`` is part of one."""


def clock(seconds: int) -> str:
    """Return a time as people read it: ``01:05``, ``12:34``, ``1:02:03``. Takes whole seconds."""
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes:02}:{second:02}"


# --- the video ------------------------------------------------------------------------------------------------------


class Chapter(Struct, frozen=True, gc=False):
    """A part of a video, as divided by its author."""

    start: int
    """Whole seconds; it lasts until the next one begins."""
    title: str


class Video(Struct, frozen=True, kw_only=True, gc=False):
    """The video that a note is about. Only known fields are filled in."""

    provider: str
    """Short name of the site: ``youtube``."""
    id: str
    """The site's own identifier; eleven characters on YouTube."""
    page: str
    """Address of the video without a time."""
    time_suffix: str
    """The suffix of the page's address that opens a second, with ``{}`` for the seconds: ``&t={}s``."""
    title: str | None = None
    """The title of the video, never that of the note. None if no hub or front matter has it."""
    duration: int | None = None
    """Length in seconds, if known."""
    chapters: tuple[Chapter, ...] = ()
    """In the order of the video, if known."""

    def chapter_at(self, second: int) -> Chapter | None:
        """Return the chapter that a second lies in, or None if no chapter is known to contain it."""
        place = bisect_right(self.chapters, second, key=lambda chapter: chapter.start)
        return self.chapters[place - 1] if place else None

    def url(self, seconds: int | None = None) -> str:
        """Return the address that opens the video, at a second if one is given."""
        return self.page if seconds is None else self.page + self.time_suffix.format(seconds)


class Timestamp(Struct, frozen=True, kw_only=True, gc=False):
    """One point in the video, or a range."""

    start: int
    """Whole seconds."""
    end: int | None = None
    """Whole seconds for a range, otherwise None."""
    as_written: str = ""
    """The time as it is in the note, for comparison: ``00:01:05``."""
    written: int = -1
    """``as_written`` in seconds, before any repair; claim ids depend on it."""
    repaired: bool = False
    """Whether ``start`` was repaired because of how it is written. If captions moved it, it was not repaired."""
    trusted: bool = True
    """False if the timestamp lies beyond the end of the video and cannot be repaired: its links have no time."""
    video: Video | None = None
    """The video of a timestamp in a different video from the note's, otherwise None."""

    def __post_init__(self) -> None:
        if self.written < 0:
            force_setattr(self, "written", self.start)

    def url(self, video: Video | None) -> str | None:
        """Return the address that opens it, in its own video or else in that of the note; without a time if it is not
        trusted.

        None if no video is known.
        """
        video = self.video or video
        return None if video is None else video.url(self.start if self.trusted else None)

    @property
    def label(self) -> str:
        """The text of a link: ``01:05``, or ``01:05–01:30`` for a range."""
        return clock(self.start) if self.end is None else f"{clock(self.start)}–{clock(self.end)}"


# --- inlines --------------------------------------------------------------------------------------------------------


class Text(Struct, frozen=True, gc=False):
    """Plain characters, not escaped for any format."""

    text: str


class Emphasis(Struct, frozen=True, gc=False):
    children: tuple[Inline, ...]


class Strong(Struct, frozen=True, gc=False):
    children: tuple[Inline, ...]


class Strike(Struct, frozen=True, gc=False):
    children: tuple[Inline, ...]


class Highlight(Struct, frozen=True, gc=False):
    """Text that the author highlighted: ``==text==``."""

    children: tuple[Inline, ...]


class CodeSpan(Struct, frozen=True, gc=False):
    code: str


class Link(Struct, frozen=True, gc=False):
    """A link with its own address as written: not checked, and not safe to output as it is."""

    href: str
    children: tuple[Inline, ...]


class WikiLink(Struct, frozen=True, gc=False):
    """A ``[[target | shown]]`` link to another note."""

    target: str
    """The target as written, without ``#fragment``."""
    shown: str | None = None
    """The text after the bar; None if there is none."""
    fragment: str | None = None
    """A heading or ``^block`` in the target."""
    embed: bool = False
    """Whether it was written as ``![[…]]``."""
    note: NoteRef | None = None
    """The note that the link leads to; None if there is none, or before links are resolved."""
    passage: str | None = None
    """The words of the block that the link leads to, or, if it embeds a section, the first words of the section.

    None if it leads to neither, or before links are resolved.
    """

    @property
    def block_id(self) -> str:
        """The id of the block that the link leads to; empty if it leads to a note or heading."""
        return self.fragment[1:].strip() if self.fragment and self.fragment.startswith("^") else ""

    @property
    def text(self) -> str:
        """The text that the reader sees (claims.md, last paragraph of "Rules")."""
        if self.shown:
            return self.shown
        if self.passage is not None and self.block_id:
            return self.passage if self.embed else self.passage.rstrip(".。")
        fragment = (self.fragment or "").replace("_", " ").strip()
        whole = self.note.title if self.note is not None else self.target.replace("_", " ").strip()
        if self.block_id:
            return whole or self.block_id.replace("-", " ").replace("_", " ")
        return " › ".join(filter(None, (whole, *map(str.strip, _HEADINGS.split(fragment)))))

    @property
    def name(self) -> str:
        """What the link calls the note: its text without a heading."""
        return self.text if self.shown or not self.target else WikiLink(self.target, note=self.note).text


class TimestampRef(Struct, frozen=True, gc=False):
    """A timestamp that is part of the text."""

    timestamp: Timestamp


class Math(Struct, frozen=True, gc=False):
    tex: str
    """LaTeX without its delimiters."""
    display: bool = False

    @property
    def text(self) -> str:
        """Its form in plain text: between dollar signs."""
        return f"$${self.tex}$$" if self.display else f"${self.tex}$"


class Superscript(Struct, frozen=True, gc=False):
    raised: str
    """What is raised, in plain text."""

    @property
    def text(self) -> str:
        """Its form in plain text: ``⁸``, ``^2a``."""
        return superscript(self.raised)


class Subscript(Struct, frozen=True, gc=False):
    lowered: str
    """What is lowered, in plain text."""

    @property
    def text(self) -> str:
        """Its form in plain text: ``₂``, ``_max``."""
        return subscript(self.lowered)


class Image(Struct, frozen=True, gc=False):
    src: str
    """As written: an address, or a path inside the vault."""
    alt: str = ""


class FootnoteRef(Struct, frozen=True, gc=False):
    label: str


class RawHtml(Struct, frozen=True, gc=False):
    """One HTML tag as written: not checked, and not safe to output as it is. Its plain text is empty."""

    html: str


class Break(Struct, frozen=True, gc=False):
    hard: bool = False
    """Whether the author requested the line break."""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Strike
    | Highlight
    | CodeSpan
    | Link
    | WikiLink
    | TimestampRef
    | Math
    | Superscript
    | Subscript
    | Image
    | FootnoteRef
    | RawHtml
    | Break
)


# --- claims ---------------------------------------------------------------------------------------------------------


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """A place in the user's files."""

    path: PurePosixPath
    """The file of the note, as the user gave it."""
    line: int
    """The line of the file, counted from 1, including front matter."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class OwnCard(Struct, frozen=True, kw_only=True, gc=False):
    """The card that the author wrote for a claim: ``<!-- noteport: front="…" back="…" -->``."""

    front: str
    """The question in plain text."""
    back: str = ""
    """The answer in plain text; empty if the claim itself is the answer."""


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """One sentence with the timestamps that support it (claims.md)."""

    id: str
    """The same in every format, and independent of other notes: note id, second as written, ordinal (ids.py)."""
    text: str
    """The plain text that the reader reads, on one line; equal to ``inlines`` rendered as plain text."""
    inlines: tuple[Inline, ...]
    """The same with its emphasis, links, code and formulas."""
    term: str | None = None
    """The bold lead-in that names its subject (rule 6), or the row and column of a table (rule 9)."""
    lead: str | None = None
    """What introduces the list or callout that contains the claim (rule 7)."""
    timestamps: tuple[Timestamp, ...] = ()
    """In order; the first is the start of the claim. Empty only for an untimed claim."""
    inferred: bool = False
    """True if the sentence has no timestamp of its own (rules 4 and 5): the link leads to where the claim is
    discussed.
    """
    section: tuple[str, ...] = ()
    """The headings above the claim in plain text, outermost first."""
    place: Place
    kind: ClaimKind = "paragraph"
    first_in_block: bool = True
    """False for a later sentence of its paragraph, which may depend on the ones before it."""
    card: OwnCard | None = None
    """The author's own card, if there is one; it is used instead of any other."""
    decision: Decision | None = None
    """What the decisions file says about its card; None if it says nothing."""
    tags: tuple[str, ...] = ()
    """The tags in its paragraph, without their ``#``."""
    verdict: Verdict = "unchecked"
    """What the captions say about it. If it was moved, its first timestamp has the new second."""
    back_link: str | None = None
    """Opens the place in the note on the machine with the notes; None unless the user asks for such links."""

    @property
    def stamps(self) -> tuple[Timestamp, ...]:
        """The former name of ``timestamps``."""
        warn_renamed("Claim.stamps", "Claim.timestamps")
        return self.timestamps

    @property
    def start(self) -> Timestamp | None:
        """The timestamp that the claim's link opens; None for an untimed claim."""
        return self.timestamps[0] if self.timestamps else None

    @property
    def others(self) -> tuple[Timestamp, ...]:
        """The timestamps after the first."""
        return self.timestamps[1:]


# --- blocks ---------------------------------------------------------------------------------------------------------


class Paragraph(Struct, frozen=True, kw_only=True, gc=False):
    inlines: tuple[Inline, ...]
    claims: tuple[Claim, ...] = ()
    """The claims in it, in order."""
    line: int


class ListItem(Struct, frozen=True, kw_only=True, gc=False):
    blocks: tuple[Block, ...]
    checked: bool | None = None
    """The state of a task's box; None for an ordinary item."""


class List(Struct, frozen=True, kw_only=True, gc=False):
    items: tuple[ListItem, ...]
    start: int | None = None
    """The number of the first item of an ordered list; None for bullets."""
    line: int


class Quote(Struct, frozen=True, kw_only=True, gc=False):
    """A quotation, or a callout (``> [!note] Title``)."""

    blocks: tuple[Block, ...]
    kind: str | None = None
    """The kind of a callout in lower case; None for a plain quotation."""
    title: tuple[Inline, ...] = ()
    """The title of a callout."""
    line: int


class Code(Struct, frozen=True, kw_only=True, gc=False):
    text: str
    language: str | None = None
    line: int


class Cell(Struct, frozen=True, kw_only=True, gc=False):
    inlines: tuple[Inline, ...]
    claims: tuple[Claim, ...] = ()


class Table(Struct, frozen=True, kw_only=True, gc=False):
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Literal["left", "center", "right"] | None, ...] = ()
    """One per column."""
    line: int


class MathBlock(Struct, frozen=True, kw_only=True, gc=False):
    tex: str
    """LaTeX without its delimiters."""
    line: int


class Footnote(Struct, frozen=True, kw_only=True, gc=False):
    label: str
    blocks: tuple[Block, ...]
    line: int


class Rule(Struct, frozen=True, kw_only=True, gc=False):
    """A thematic break."""

    line: int


class Verbatim(Struct, frozen=True, kw_only=True, gc=False):
    """Source for which the model has no construct, kept as it is."""

    text: str
    line: int


Block: TypeAlias = Paragraph | List | Quote | Code | Table | MathBlock | Footnote | Rule | Verbatim


# --- the note -------------------------------------------------------------------------------------------------------


class Section(Struct, frozen=True, kw_only=True, gc=False):
    """A heading and everything below it."""

    heading: tuple[Inline, ...]
    """Empty for the text before the first heading."""
    title: str
    """The heading in plain text, without its timestamps."""
    level: int
    """1 to 6; 0 for the text before the first heading."""
    start: Timestamp | None = None
    """The timestamp in the heading, if there is one (rule 8)."""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    line: int


class NoteRef(Struct, frozen=True, kw_only=True, gc=False):
    """What is needed to link to a note."""

    id: str
    title: str
    channel: str
    stem: str
    """The file name without its extension."""
    video: Video | None = None
    """The video of the note, if it names one."""
