"""Collects what the tokens of one block add to its flat text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from noteport.model.limits import MAX_IMAGES
from noteport.model.nodes import Break, Image, Inline, OwnCard, RawHtml, Timestamp, TimestampRef, WikiLink
from noteport.model.patterns import pattern
from noteport.parse.text.directives import SKIP, TAGS, directive, own_card
from noteport.parse.text.flat import BREAK, TIMESTAMP, Event, FlatText
from noteport.parse.text.masks import FINAL, clean, deleted, masked, without_reserved

if TYPE_CHECKING:
    from noteport.parse.markdown.timestamps import Reading

IMAGES = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Extensions of embedded files that are images."""
SOUNDS = (".3gp", ".aac", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav")
"""Extensions of embedded files that are sounds."""
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


class _Strike(Struct, frozen=True):
    """What there was before a struck-out span."""

    start: int
    pieces: int
    timestamps: int
    bolds: int
    links: int


class Builder(Struct):
    """Collects the text of one block, its mask and what is in it, in the order of the text."""

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
        self.mask[strike.pieces :] = [deleted("".join(self.mask[strike.pieces :]))]
        del self.timestamps[strike.timestamps :], self.bolds[strike.bolds :], self.links[strike.links :]

    def add_words(self, text: str) -> None:
        text = clean(text)
        # Of two spaces around a tag or a comment, a reader sees one.
        self.add(text[1:] if text[:1] == " " and self.text and self.text[-1][-1:] == " " else text)

    def add_timestamp(self, timestamp: Timestamp) -> None:
        self.events.append((self.length, TimestampRef(timestamp), self.length + 1))
        self.timestamps.append(timestamp)
        self.add(TIMESTAMP)

    def add_atom(self, inline: Inline, text: str, mask: str | None = None) -> None:
        self.events.append((self.length, inline, self.length + len(text)))
        if text:
            self.add(text, masked(text) if mask is None else mask)

    def add_link(self, link: WikiLink) -> None:
        if link.embed and link.target.lower().endswith(IMAGES + SOUNDS):
            self.add_image(Image(link.target, link.shown or ""))
            return
        text = without_reserved(link.text)
        self.links.append((self.length, link))
        # The last mark in the text of a link may end the sentence.
        self.add_atom(link, text, masked(text[:-1]) + text[-1] if text[-1:] in FINAL and text else None)

    def add_image(self, image: Image) -> None:
        if self.has_enough_images():
            self.add(image.alt, masked(image.alt))
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

    def flat_text(self, block_id: str) -> FlatText:
        """Return what was collected. ``block_id`` is the address of the block, empty if it has none."""
        return FlatText(
            "".join(self.text),
            "".join(self.mask),
            self.timestamps,
            self.bolds,
            self.links,
            self.events,
            self.readings,
            self.skipped,
            self.cards,
            self.not_understood,
            self.deleted,
            self.images,
            block_id,
            tuple(dict.fromkeys(self.tags)),
            self.unread,
            tuple(self.skips),
        )
