"""The text of one block as a single string with one character for each timestamp, so that rules can be applied to it.

The tokens of a block become

    text     what a reader sees, with timestamps as TIMESTAMP and line breaks as newline, HARD or BREAK
    mask     the same length, with full stops masked that cannot end a sentence (in code, links, formulas)
    events   where spans open and close and where atoms are, to recover the inlines of any part of the text
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from noteport.model.limits import MAX_IMAGES
from noteport.model.nodes import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    Math,
    OwnCard,
    RawHtml,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Timestamp,
    TimestampRef,
    WikiLink,
)
from noteport.model.patterns import pattern
from noteport.parse.markdown.math_rule import is_money, on_one_line
from noteport.parse.text.block_ids import split_block_id
from noteport.parse.text.directives import SKIP, TAGS, directive, own_card

if TYPE_CHECKING:
    from markdown_it.token import Token

    from noteport.parse.markdown.timestamps import Reading

TIMESTAMP = "\ufdd0"
"""Represents one timestamp. It is a noncharacter, which Unicode guarantees that no text uses."""
HARD = "\ufdd1"
"""A line break that the author requested, at the end of a source line."""
BREAK = "\ufdd2"
"""A ``<br>`` inside a source line."""
ENDS = "\n" + HARD + BREAK
"""Everything that ends a line."""

Container: TypeAlias = Callable[[tuple[Inline, ...]], Inline]
Event: TypeAlias = tuple[int, Container | Inline | None, int]
"""Position, then a container that opens, None for one that closes, or an atom; the end of an atom."""

_MASK = str.maketrans('.!?…"“”()[]。！？।,;', "_" * 17)
_FINAL = ".!?…。！？।"
_RESERVED = pattern("[\ufdd0-\ufdef]")
_WHITESPACE = pattern(r"[^\S\n\xa0]{2,}|[\t\r\f\v\x1c-\x1f\x85\u2028\u2029]")
IMAGES = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Extensions of embedded files that are images."""
SOUNDS = (".3gp", ".aac", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav")
"""Extensions of embedded files that are sounds."""
_SIZE = pattern(r"(?:\||\A)[ \t]*\d{1,5}(?:x\d{1,5})?[ \t]*\Z")
"""The width of an image, or its width and height, which Obsidian writes where its description stands."""
_WORD = pattern(r"\w")
_SPACE = pattern(r"\s")
_UNDELETED = pattern(rf"[{TIMESTAMP}*:：–—-]")
"""What means something to the rules even inside a word."""
_BR = pattern(r"<br\b", re.IGNORECASE)
_IMG = pattern(r"<img\b", re.IGNORECASE)
_SOUND = pattern(r"<(?:audio|source)\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
# Tags that people write into notes; any other <word> is text, such as List<T>.
_TAG = pattern(
    r"</?(?:a|abbr|address|article|aside|b|big|blockquote|br|button|center|cite|code|dd|del|details|div|dl|dt|em"
    r"|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|main|mark|nav|ol|p|path|pre|q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub"
    r"|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|track|tt|u|ul|var|video|audio|wbr)\b|<!|<\?",
    re.IGNORECASE,
)

_OPENING: dict[str, Container] = {"strong_open": Strong, "em_open": Emphasis, "s_open": Strike, "mark_open": Highlight}
_SCRIPTS: dict[str, type[Superscript | Subscript]] = {"superscript": Superscript, "subscript": Subscript}
_CLOSING = frozenset({"strong_close", "em_close", "s_close", "mark_close", "link_close"})


class FlatText(Struct, eq=False):
    """See the module. Offsets are characters of ``text``."""

    text: str
    mask: str
    timestamps: list[Timestamp]
    """One for each TIMESTAMP, in order."""
    bolds: list[tuple[int, int]]
    """Outermost bold spans."""
    links: list[tuple[int, WikiLink]]
    events: list[Event]
    readings: list[Reading] = field(default_factory=list)
    """Readings of timestamps that have a problem."""
    skipped: bool = False
    """Whether the author left this block out (``<!-- noteport: skip -->`` before its text)."""
    cards: list[tuple[int, OwnCard]] = field(default_factory=list)
    """The author's own cards, each with its place."""
    not_understood: list[str] = field(default_factory=list)
    """Comments for noteport that were not understood."""
    deleted: list[tuple[int, int]] = field(default_factory=list)
    """Outermost struck-out spans, which are no part of any sentence."""
    images: int = 0
    """The number of its images; those after the first ``MAX_IMAGES`` are text."""
    block_id: str = ""
    """Its address for links (``^id``), which is not part of its text."""
    tags: tuple[str, ...] = ()
    """Its tags, without their ``#``."""
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Times that are not read, each with the offset of its last character."""
    skips: tuple[int, ...] = ()
    """Where the author left out the sentence before (``<!-- noteport: skip -->`` behind it)."""

    def only_formulas(self) -> bool:
        """Whether it is only formulas, and so no sentence."""
        formulas = [(start, end) for start, what, end in self.events if type(what) is Math]
        if not formulas:
            return False
        ends = [0, *(end for _, end in formulas)]
        starts = [*(start for start, _ in formulas), len(self.text)]
        return not any(_WORD.search(self.text, end, start) for end, start in zip(ends, starts, strict=True))

    def only_embeds(self) -> bool:
        """Whether it only shows other notes, and so says nothing itself."""
        if not self.links or not all(link.embed for _, link in self.links):
            return False
        return self.text.split() == " ".join(link.text for _, link in self.links).split()


class _Strike(Struct, frozen=True):
    """What there was before a struck-out span."""

    start: int
    pieces: int
    timestamps: int
    bolds: int
    links: int


class _Builder(Struct):
    text: list[str] = field(default_factory=list)
    mask: list[str] = field(default_factory=list)
    length: int = 0
    timestamps: list[Timestamp] = field(default_factory=list)
    bolds: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, WikiLink]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    bold_starts: list[int] = field(default_factory=list)
    skipped: bool = False
    cards: list[tuple[int, OwnCard]] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    strikes: list[_Strike] = field(default_factory=list)
    """The open ones, outermost first."""
    images: int = 0
    tags: list[str] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    skips: list[int] = field(default_factory=list)

    def add(self, text: str, mask: str | None = None) -> None:
        self.text.append(text)
        self.mask.append(text if mask is None else mask)
        self.length += len(text)

    def open_strike(self) -> None:
        counts = len(self.mask), len(self.timestamps), len(self.bolds), len(self.links)
        self.strikes.append(_Strike(self.length, *counts))

    def close_strike(self) -> None:
        """Leave struck-out text in the block, but take from it everything that counts in a sentence."""
        strike = self.strikes.pop()
        if self.strikes:
            return
        self.deleted.append((strike.start, self.length))
        self.mask[strike.pieces :] = [_UNDELETED.sub("x", _masked("".join(self.mask[strike.pieces :])))]
        del self.timestamps[strike.timestamps :], self.bolds[strike.bolds :], self.links[strike.links :]

    def add_words(self, text: str) -> None:
        text = _clean(text)
        # Of two spaces around a tag or a comment, a reader sees one.
        self.add(text[1:] if text[:1] == " " and self.text and self.text[-1][-1:] == " " else text)

    def add_timestamp(self, timestamp: Timestamp) -> None:
        self.events.append((self.length, TimestampRef(timestamp), self.length + 1))
        self.timestamps.append(timestamp)
        self.add(TIMESTAMP)

    def add_atom(self, inline: Inline, text: str, mask: str | None = None) -> None:
        self.events.append((self.length, inline, self.length + len(text)))
        if text:
            self.add(text, _masked(text) if mask is None else mask)

    def add_link(self, link: WikiLink) -> None:
        if link.embed and link.target.lower().endswith(IMAGES + SOUNDS):
            self.add_image(Image(link.target, link.shown or ""))
            return
        text = _RESERVED.sub("\ufffd", link.text)
        self.links.append((self.length, link))
        # The last mark in the text of a link may end the sentence.
        self.add_atom(link, text, _masked(text[:-1]) + text[-1] if text[-1:] in _FINAL and text else None)

    def add_image(self, image: Image) -> None:
        if self.has_enough_images():
            self.add(image.alt, _masked(image.alt))
        else:
            self.add_atom(image, "")

    def has_enough_images(self) -> bool:
        """Counts one more image; whether there were as many as are kept."""
        self.images += 1
        return self.images > MAX_IMAGES

    def add_reading(self, reading: Reading) -> None:
        if reading.text:
            self.add_words(reading.text)
        for timestamp in reading.timestamps:
            self.add_timestamp(timestamp)
        if reading.problem:
            self.readings.append(reading)

    def add_html(self, html: str) -> None:
        if _BR.match(html):
            self.add_atom(Break(hard=True), BREAK, BREAK)
        elif _TAG.match(html):
            sound = _SOUND.match(html)
            if html.startswith("<!"):
                self.add_comment(html)
            elif sound is not None and sound[1].lower().endswith(SOUNDS):
                self.add_image(Image(sound[1]))
            elif not (_IMG.match(html) and self.has_enough_images()):
                self.add_atom(RawHtml(html), "")
        else:
            self.add_words(html)

    def add_comment(self, html: str) -> None:
        told = directive(html)
        if told is None:
            return
        card = own_card(told)
        if told.startswith(TAGS):
            self.tags += told.removeprefix(TAGS).split()
        elif card is not None:
            self.cards.append((self.length, card))
        elif told == SKIP and any(map(str.strip, self.text)):
            self.skips.append(self.length)
        elif told == SKIP:
            self.skipped = True
        else:
            self.not_understood.append(told)


def _masked(text: str) -> str:
    """Text in which nothing ends a sentence and nothing can be trimmed at its edges."""
    masked = text.translate(_MASK)
    return masked if masked.strip() == masked else _SPACE.sub("_", masked)


def _capitalised(mask: str) -> str:
    """A mask that may open a sentence, because code and formulas have no capital letters of their own."""
    return "X" + mask[1:] if mask else mask


def _clean(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text  # nearly all of them
    if not text.isascii():
        text = _RESERVED.sub("\ufffd", text)
    return _WHITESPACE.sub(" ", text)


def flatten(children: Sequence[Token]) -> FlatText:
    """Return the flat text of a block from its inline tokens. Linear in their number."""
    out = _Builder()
    block_id = ""
    for index, token in enumerate(children):
        kind = token.type
        if kind == "text":
            content = token.content
            if "^" in content:
                content, block_id = split_block_id(children, index)
            out.add_words(content)
        elif kind == "timestamp":
            out.add_reading(token.meta)  # type: ignore[arg-type]  # see timestamp_rule
        elif kind == "softbreak":
            out.add_atom(Break(), "\n", "\n")
        elif kind == "hardbreak":
            out.add_atom(Break(hard=True), HARD, HARD)
        elif kind == "wikilink":
            out.add_link(token.meta)  # type: ignore[arg-type]  # see wikilink_rule
        elif kind in _OPENING:
            _open(out, kind)
        elif kind == "link_open":
            out.events.append((out.length, _link_to(str(token.attrs.get("href", ""))), 0))
        elif kind in _CLOSING:
            _close(out, kind)
        else:
            _add_atom(out, token)
    return FlatText(
        "".join(out.text),
        "".join(out.mask),
        out.timestamps,
        out.bolds,
        out.links,
        out.events,
        out.readings,
        out.skipped,
        out.cards,
        out.not_understood,
        out.deleted,
        out.images,
        block_id,
        tuple(dict.fromkeys(out.tags)),
        out.unread,
        tuple(out.skips),
    )


def _open(out: _Builder, kind: str) -> None:
    if kind == "strong_open":
        out.bold_starts.append(out.length)
    elif kind == "s_open":
        out.open_strike()
    out.events.append((out.length, _OPENING[kind], 0))


def _close(out: _Builder, kind: str) -> None:
    if kind == "strong_close" and out.bold_starts:
        start = out.bold_starts.pop()
        if not out.bold_starts:
            out.bolds.append((start, out.length))
    elif kind == "s_close" and out.strikes:
        out.close_strike()
    out.events.append((out.length, None, 0))


def _add_atom(out: _Builder, token: Token) -> None:
    kind, content = token.type, _RESERVED.sub("\ufffd", token.content)
    if kind == "code_inline":
        _add_code(out, content)
    elif kind == "html_inline":
        out.add_html(token.content)
    elif kind == "math_inline" and token.markup == "$" and is_money(content):
        out.add_words(f"${content}$")
    elif kind in ("math_inline", "math_inline_double"):
        math = Math(on_one_line(content), kind == "math_inline_double")
        out.add_atom(math, math.text, _capitalised(_masked(math.text)))
    elif kind in _SCRIPTS:
        script = _SCRIPTS[kind](content)
        out.add_atom(script, script.text)
    elif kind == "image":
        content = " ".join(_SIZE.sub("", content).split())
        out.add_image(Image(str(token.attrs.get("src", "")), content))
    elif kind == "unread_time":
        out.unread.append((max(out.length - 1, 0), content))
    elif kind == "footnote_ref":
        out.add_atom(FootnoteRef(str(token.meta["label"])), "")
    elif content:  # unknown tokens of a later markdown-it are kept as text
        out.add_words(content)


def _add_code(out: _Builder, content: str) -> None:
    """Code without the spaces at its edges, which are put outside it where they separate words."""
    code = content.strip()
    if content[:1].isspace() and out.text and not out.text[-1][-1:].isspace():
        out.add(" ")
    if code:
        out.add_atom(CodeSpan(code), code, _capitalised(_masked(code)))
        if content[-1:].isspace():
            out.add(" ")


def _link_to(href: str) -> Container:
    return lambda children: Link(href, children)
