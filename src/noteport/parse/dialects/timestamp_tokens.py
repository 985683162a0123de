"""Timestamps that Markdown does not know, among the inline tokens of a note: links to a second, embedded players, and
times in many spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from noteport.model.limits import Limits
from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.parse.blocks.timestamp_position import FROM_LINK
from noteport.parse.dialects.descriptions import described_time
from noteport.parse.dialects.link_labels import only_points, opens_with_clock, shows_clock, without_clock
from noteport.parse.dialects.links import of_address, of_link, of_wikilink, shows_time
from noteport.parse.dialects.spellings import SIGNS_OF_TIME, Surroundings, UnreadTime, spelled
from noteport.parse.markdown.parser import ESCAPED, text_token, timestamp_token, tokens_of, unread_token
from noteport.parse.markdown.timestamps import CLOCK, Reading
from noteport.videos import names_time

if TYPE_CHECKING:
    from markdown_it.token import Token

_ADDRESS = pattern(
    r"(?:https?://|(?<![\w./@-])(?:www\.|m\.)?(?:youtu\.be|youtube\.com|vimeo\.com|twitch\.tv|bilibili\.com)/)"
    r"[^\s<>\"'\[\]【】（）]+"
)
_PLAYER = pattern(r"<(?:iframe|video|audio|source|embed)\b[^>]*?\bsrc=[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ANCHOR = pattern(r"<a\b[^>]*?\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
PLAYER = "player"
"""``markup`` of the timestamp of an embedded player."""

_SURE_TIME = rf"\s*(?:[\[(【]\s*{CLOCK}[^\[\]\n]{{0,20}}[\])】]|\d{{1,2}}:\d{{2}}:\d{{2}})\s*"
_ONLY_SURE_TIME = pattern(_SURE_TIME)
_ONLY_TIME = pattern(rf"{_SURE_TIME}|\s*\d{{1,3}}:[0-5]\d\s*")
_ESCAPED_TIME = pattern(rf"\s*{CLOCK}[^\[\]\n]{{0,20}}\]")
_SIGN = pattern(rf"[\s–—-]{{0,20}}[{SIGNS_OF_TIME}]\ufe0f?\s{{0,20}}\Z")
_LAST_OF_SIGN = frozenset(f"{SIGNS_OF_TIME}\ufe0f")
_LAST_OF_LABEL = _LAST_OF_SIGN | set(":：") | {""}
_ANNOUNCES = pattern(
    r"\s*(?:time(?:stamp|code)?s?|zeit(?:marke|stempel)?|tiempo|temps|時間|时间|時刻)\s*[:：]\s*", re.IGNORECASE
)
_DIGIT = pattern(r"\d")
_WORDS = frozenset({"text", "code_inline"})
_IMAGES = frozenset({"image", "wikilink", "html_inline"})
"""What may be an image."""
_NO_LINKS = frozenset({"text", "timestamp", "softbreak"})
_LINES = frozenset({"softbreak", "hardbreak"})
_MARKS = frozenset({"strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"})


def tokens_with_timestamps(text: str, own: Video | None, deepest: int = Limits().nesting) -> list[Token]:
    """Return Markdown tokens in which all times are timestamps. ``own`` is the note's own video.

    Raises:
        RecursionError: see ``tokens_of``.
    """
    tokens = tokens_of(text, deepest)
    reader = _Reader(own, has_links="](" in text or "]:" in text or "#t=" in text or "://" in text)
    blocks = [token for token in tokens if token.type == "inline" and token.children]
    following_has_timestamp = False
    for token in reversed(blocks):
        children = reader.read(token.children or [])
        if following_has_timestamp and _is_only_player(children):
            continue  # a player above text with a timestamp of its own only shows the video
        token.children = children
        following_has_timestamp = any(child.type == "timestamp" for child in children)
    return tokens


def _is_only_player(children: Sequence[Token]) -> bool:
    return any(child.markup == PLAYER for child in children) and all(
        child.type == "timestamp" or child.type in _LINES or not child.content.strip() or child.content.startswith("</")
        for child in children
    )


class _Passage(Struct, eq=False):
    """A link to a second whose label is part of the text."""

    label: list[Token]
    link: list[Token]
    timestamp: Token
    target: str


class _Reader:
    """Reads the tokens of one block after the other."""

    def __init__(self, own: Video | None, *, has_links: bool) -> None:
        self._own = own
        self._has_links = has_links

    def read(self, children: list[Token]) -> list[Token]:
        """Return the tokens of a block with its timestamps. Linear in their number and length."""
        kinds = {child.type for child in children}
        if self._has_links and not kinds <= _NO_LINKS:
            children = self._links(children)
        if any(child.type in _WORDS and _may_hold(child.content) for child in children):
            children = self._texts(children)
        if not kinds.isdisjoint(_IMAGES):
            children = self._descriptions(children)
        for index, child in enumerate(children):
            if child.type == "timestamp" and index and _may_announce(children[index - 1]):
                _drop_label(children, index)
        return children

    # --- links and players ---------------------------------------------------------------------------------------

    def _links(self, children: list[Token]) -> list[Token]:
        out: list[Token | _Passage] = []
        index = 0
        while index < len(children):
            token = children[index]
            end = index
            replaced: Sequence[Token | _Passage] | None = None
            if token.type == "link_open":
                end = next(place for place in range(index, len(children)) if children[place].type == "link_close")
                replaced = self._link(children, index, end, str(token.attrs.get("href", "")))
            elif token.type == "wikilink":
                replaced = self._timestamp(of_wikilink(token.meta, self._own), FROM_LINK)  # type: ignore[arg-type]  # see timestamp_rule
            elif token.type == "image":
                replaced = self._player(str(token.attrs.get("src", "")))
            elif token.type == "html_inline" and (found := _PLAYER.match(token.content)):
                replaced = self._player(found[1])
            elif token.type == "html_inline" and (found := _ANCHOR.match(token.content)):
                end = _end_of_anchor(children, index)
                replaced = self._link(children, index, end, found[1]) if end > index else None
            if replaced is None:
                out.append(token)
                index += 1
            else:
                out += replaced
                index = end + 1
        return _with_passages(out)

    def _link(self, children: Sequence[Token], start: int, end: int, target: str) -> list[Token | _Passage] | None:
        label = children[start + 1 : end]
        reading = of_link(label, target, self._own)
        if reading is None:
            is_unread = names_time(target) or shows_time(label)
            return [*children[start : end + 1], unread_token(target)] if is_unread else None
        shown = "".join(token.content for token in label)
        before, after = _text_at(children, start - 1, last=True), _text_at(children, end + 1, last=False)
        seconds = reading.timestamps[0].start
        if any(token.type == "timestamp" for token in label) or only_points(shown, before, after, seconds):
            return [timestamp_token(reading, FROM_LINK)]
        if shows_clock(shown, seconds):
            return [*_named(label, shown, timestamp_token(reading, FROM_LINK))]
        return [_Passage(list(label), list(children[start : end + 1]), timestamp_token(reading, FROM_LINK), target)]

    def _player(self, target: str) -> list[Token] | None:
        reading = of_address(target, self._own)
        return None if reading is None or not reading.timestamps[0].start else [timestamp_token(reading, PLAYER)]

    def _timestamp(self, reading: Reading | None, markup: str) -> list[Token] | None:
        return [timestamp_token(reading, markup)] if reading is not None else None

    # --- text --------------------------------------------------------------------------------------------------------

    def _texts(self, children: list[Token]) -> list[Token]:
        out: list[Token] = []
        in_link = False
        for index, token in enumerate(children):
            if token.type in ("link_open", "link_close"):
                in_link = token.type == "link_open"
            if token.type != "text" or in_link or not _may_hold(token.content):
                out.append(token)
                if (shown := self._shown_time(children, index)) and not in_link:
                    out.append(unread_token(shown))
                continue
            out += self._text(token.content, self._around(children, index))
        return out

    def _shown_time(self, children: Sequence[Token], index: int) -> str:
        """Return the time that is code, or that an escaped bracket opens: it is text. Empty if there is none."""
        token = children[index]
        if token.type == "code_inline" and ":" in token.content:
            only_time = _ONLY_TIME if self._own is not None else _ONLY_SURE_TIME
            return f"`{token.content}`" if only_time.fullmatch(token.content) else ""
        if token.type == ESCAPED and index + 1 < len(children):
            found = _ESCAPED_TIME.match(children[index + 1].content)
            return f"[{found[0]}" if found else ""
        return ""

    def _descriptions(self, children: list[Token]) -> list[Token]:
        out: list[Token] = []
        for token in children:
            out.append(token)
            if token.type in _IMAGES and (shown := described_time(token, has_video=self._own is not None)):
                out.append(unread_token(shown))
        return out

    def _around(self, children: Sequence[Token], index: int) -> Surroundings:
        before, behind = _edge(children, index, -1), _edge(children, index, 1)
        opens_block = before < 0
        return Surroundings(
            has_video=self._own is not None,
            opens_block=opens_block,
            opens=opens_block or children[before].type in _LINES,
            closes=behind == len(children) or children[behind].type in _LINES,
        )

    def _text(self, text: str, around: Surroundings) -> Iterable[Token]:
        position = 0
        for found in _ADDRESS.finditer(text) if "/" in text else ():
            address = _trimmed(found[0])
            reading = of_address(address, self._own)
            if reading is None and not names_time(address):
                continue
            yield from _spelled(text[position : found.start()], _part(around, first=not position, last=False))
            position = found.start() + len(address)
            if reading is not None:
                yield timestamp_token(reading, FROM_LINK)
            else:
                yield text_token(address)
                yield unread_token(address)
        yield from _spelled(text[position:], _part(around, first=not position, last=True))


def _part(around: Surroundings, *, first: bool, last: bool) -> Surroundings:
    """The surroundings of a part of a text."""
    return Surroundings(around.has_video, around.opens_block and first, around.opens and first, around.closes and last)


def _spelled(text: str, around: Surroundings) -> Iterable[Token]:
    for piece in spelled(text, around):
        if isinstance(piece, str):
            yield text_token(piece)
        elif isinstance(piece, UnreadTime):
            yield text_token(piece.text)
            yield unread_token(piece.text)
        else:
            yield timestamp_token(Reading(piece))


def _with_passages(tokens: Sequence[Token | _Passage]) -> list[Token]:
    """A link whose label is text supports it only if no other timestamp does; otherwise it is a passage that the
    text speaks of.
    """
    out: list[Token] = []
    is_timed = any(not isinstance(token, _Passage) and token.type == "timestamp" for token in tokens)
    for token in tokens:
        if not isinstance(token, _Passage):
            out.append(token)
        elif is_timed:
            out += [*token.link, unread_token(token.target)]
        else:
            out += [*token.label, token.timestamp]
    return out


def _may_announce(token: Token) -> bool:
    """Return whether a token may end in what only announces a timestamp, at little cost."""
    return token.type in _MARKS or token.content[-3:].rstrip()[-1:] in _LAST_OF_LABEL


def _drop_label(children: Sequence[Token], index: int) -> None:
    """Take away what only announces a timestamp: a sign before it, or a word if its line has nothing else."""
    before = _edge(children, index, -1)
    token = children[before] if before >= 0 else None
    if token is None or token.type != "text":
        return
    last = token.content.rstrip()[-1:]
    if last in _LAST_OF_SIGN:
        token.content = _SIGN.sub("", token.content)
    else:
        behind = _edge(children, index, 1)
        if behind == len(children) or children[behind].type in _LINES:
            _drop_announcement(children, before)


def _drop_announcement(children: Sequence[Token], last: int) -> None:
    """Take away the text that ends with a token if it is a whole line such as ``**Timestamp**:``."""
    first = last
    while first >= 0 and children[first].type not in _LINES:
        first -= 1
    line = [child for child in children[first + 1 : last + 1] if child.type not in _MARKS]
    if all(child.type == "text" for child in line) and _ANNOUNCES.fullmatch("".join(child.content for child in line)):
        for child in line:
            child.content = ""


def _may_hold(text: str) -> bool:
    """Return whether a text may hold a time or an address, at little cost."""
    is_marked = ":" in text or "[" in text or "(" in text or "t=" in text or not text.isascii()
    return is_marked and ("/" in text or _DIGIT.search(text) is not None)


def _trimmed(address: str) -> str:
    """An address in prose without the punctuation after it."""
    address = address.rstrip(".,;:!?*。、，")
    return address if "(" in address else address.rstrip(")")


def _end_of_anchor(children: Sequence[Token], index: int) -> int:
    """The index of the tag that closes an anchor, or that of the anchor if it is not closed before another one."""
    for place in range(index + 1, len(children)):
        tag = children[place].content[:3].lower() if children[place].type == "html_inline" else ""
        if tag.startswith(("</a", "<a ")):
            return place if tag == "</a" else index
    return index


def _named(label: Sequence[Token], shown: str, timestamp: Token) -> list[Token]:
    """Return the words of a label that shows its time, and the timestamp on the side on which it does."""
    words = [text_token(without_clock(token.content)) if token.type == "text" else token for token in label]
    if not opens_with_clock(shown):
        return [*words, timestamp]
    words[0] = text_token(words[0].content.lstrip()) if words[0].type == "text" else words[0]
    return [timestamp, text_token(" "), *words]


def _text_at(children: Sequence[Token], index: int, *, last: bool) -> str:
    """The text beside a link, on its line."""
    while 0 <= index < len(children) and children[index].type in _MARKS:
        index += -1 if last else 1
    inside = 0 <= index < len(children) and children[index].type == "text"
    return children[index].content if inside else ""


def _edge(children: Sequence[Token], index: int, step: int) -> int:
    """The index of what is before (``step`` -1) or behind (1) a text, but for marks and whitespace; may be outside."""
    index += step
    while 0 <= index < len(children) and (
        children[index].type in _MARKS or (children[index].type == "text" and not children[index].content.strip())
    ):
        index += step
    return index
