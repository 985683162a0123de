"""Inlines as XHTML: one match over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from noteport.api import (
    DEEPEST_MARKUP,
    VOID_TAGS,
    Break,
    CodeSpan,
    Context,
    Emphasis,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Link,
    Math,
    Note,
    NoteRef,
    Notes,
    RawHtml,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
    Timestamp,
    TimestampRef,
    Verdict,
    WikiLink,
    closed_tag,
    is_right_to_left,
    opened_tag,
)
from noteport_epub.addresses import web_address
from noteport_epub.callouts import without_markers
from noteport_epub.images import PictureFile, described, picture_file, words_of
from noteport_epub.labels import labels_of, ours
from noteport_epub.links import Destination, file_of, fold, late_link, part_file, part_key
from noteport_epub.maths import formula
from noteport_epub.spacing import glue_end, with_hard_spaces, without_space_before_mark
from noteport_epub.words import as_text, said, with_addresses
from noteport_epub.xhtml import NONE, Attributes, Markup, el, escape, join

BREAK = el("br")
_ELEMENTS = {Emphasis: "em", Strong: "strong", Strike: "del", Highlight: "mark"}


class InlineWriter:
    """Writes the inlines of one note, and records the targets of its links.

    Args:
        note: supplies the video that its timestamps open.
        notes: finds the targets of links and images.
        footnotes: the number of each footnote that the note defines, by label.
        tag: the language of the note.
        verdicts: what captions say about the claims with a timestamp.
    """

    def __init__(
        self,
        note: Note,
        notes: Notes | Context,
        footnotes: Mapping[str, int],
        tag: str,
        verdicts: Mapping[Timestamp, Verdict] = MappingProxyType({}),
    ) -> None:
        self.place = ""
        """The id of the element that is being written; links are recorded with it."""
        self.links: dict[str, str] = {}
        """The place of the first link to each other chapter, by that chapter's file."""
        self.pictures: dict[str, PictureFile] = {}
        self.missing_pictures: dict[str, None] = {}
        """Addresses of images that the vault does not have or a book cannot show, each once."""
        self.undescribed = False
        """Whether an image has no description other than its file name."""
        self.footnotes_seen: set[str] = set()
        """Labels of the footnotes that the text refers to."""
        self._note = note
        self._notes = notes
        self._file = file_of(note.ref)
        self._footnotes = footnotes
        self._labels = labels_of(tag)
        self._ours = ours(tag)
        """For our own words."""
        self._direction = "ltr" if is_right_to_left(tag) or self._ours else None
        """Of timestamps: it keeps right-to-left text from reversing a range."""
        self._verdicts = verdicts
        self._timestamps: dict[Timestamp, Markup] = {}
        """A cache, because a timestamp appears in several parts of a chapter."""
        self._bare = False
        self._in_link = False
        self._levels = DEEPEST_MARKUP
        """The number of further elements that may be nested; deeper ones keep only their text."""

    def write(self, inlines: Iterable[Inline]) -> Markup:
        """Write inlines in their place in the text of the note."""
        return self._sequence(inlines)

    def bare(self, inlines: Iterable[Inline]) -> Markup:
        """Write inlines in another place: without links into the book, footnotes and images."""
        _, inlines = without_markers(tuple(inlines))
        self._bare = True
        try:
            return self._sequence(inlines)
        finally:
            self._bare = False

    def timestamp(self, timestamp: Timestamp) -> Markup:
        """Write a timestamp as a link with a label, or as plain text if there is nothing to open."""
        if timestamp not in self._timestamps:
            self._timestamps[timestamp] = self._timestamp(timestamp)
        return self._timestamps[timestamp]

    def second(self, second: int) -> Markup:
        """Write a second of the note's video as a link."""
        return self.timestamp(Timestamp(start=second))

    def _timestamp(self, timestamp: Timestamp) -> Markup:
        """Write a timestamp. One in doubt has a question mark; a changed one says what was changed."""
        url = timestamp.url(self._note.video)
        address = web_address(url) if url is not None else None
        attributes: Attributes = {
            "class": "stamp",
            "title": self._remark(timestamp),
            **self._ours,
            "dir": self._direction,
        }
        if address is None:  # no video is known, or it is a local file, which no book can open
            return el("span", attributes, timestamp.label, self._doubt(timestamp))
        name = {"href": address, "aria-label": self._action(timestamp)}
        return el("a", {**attributes, **name}, timestamp.label, self._doubt(timestamp))

    def _remark(self, timestamp: Timestamp) -> str | None:
        """What was changed of a timestamp, or is missing in the captions."""
        if timestamp.repaired:
            return self._labels.written_as.format(timestamp.as_written)
        return {"moved": self._labels.claim_moved, "unsupported": self._labels.claim_not_found}.get(
            self._verdicts.get(timestamp, "unchecked")
        )

    def _doubt(self, timestamp: Timestamp) -> Markup:
        if timestamp.trusted and self._verdicts.get(timestamp) != "unsupported":
            return Markup()
        return el("span", {"class": "doubt", "role": "img", "aria-label": self._labels.in_doubt}, "?")

    def _action(self, timestamp: Timestamp) -> str:
        """Return a label that says what the link of a timestamp does."""
        labels = self._labels
        if not timestamp.trusted:
            return labels.ends_before.format(timestamp.label)
        begin = labels.spoken(timestamp.start)
        if timestamp.end is None:
            return labels.play_from.format(begin)
        return labels.play_from_to.format(begin, labels.spoken(timestamp.end))

    def _sequence(self, inlines: Iterable[Inline]) -> Markup:
        """Write inlines one after the other; raw tags among them make elements, all of which end here at the latest."""
        open_elements: list[tuple[str, dict[str, str], list[str]]] = []
        out: list[str] = []
        before: Inline | None = None

        def close() -> None:
            self._levels += 1
            name, attributes, children = open_elements.pop()
            into = open_elements[-1][2] if open_elements else out
            into.append(self._phrase(name, attributes, join(children)))

        for inline in inlines:
            into = open_elements[-1][2] if open_elements else out
            if not isinstance(inline, RawHtml):
                if isinstance(before, Image) and _begins_a_word(inline):
                    into.append(" ")  # an image takes no room in a sentence; the spaces around it have become one
                if isinstance(inline, TimestampRef):
                    glue_end(into)
                while isinstance(inline, TimestampRef) and any(name == "a" for name, _, _ in open_elements):
                    close()  # its own link is worth more than the one around it
                into = open_elements[-1][2] if open_elements else out
                in_raw_link = any(name == "a" for name, _, _ in open_elements)
                shown = self._inside_link([inline]) if in_raw_link else self._one(inline)
                into.append(without_space_before_mark(shown) if isinstance(before, TimestampRef) else shown)
                before = inline
                continue
            closed = closed_tag(inline.html)
            if closed is not None:
                if any(name == closed for name, _, _ in open_elements):
                    while open_elements[-1][0] != closed:
                        close()
                    close()
                continue
            element = opened_tag(inline.html)
            if element is None:
                continue
            if element[0] in VOID_TAGS:
                into.append(self._void(*element))
            elif self._levels > 0 and (element[0] != "a" or web_address(element[1].get("href", ""))):
                self._levels -= 1
                open_elements.append((*element, []))
        while open_elements:
            close()
        return join(out)

    def _phrase(self, name: str, attributes: Mapping[str, str], content: Markup) -> Markup:
        """An element that a raw tag opened."""
        if name != "a":
            return el(name, attributes, content)
        address = web_address(attributes.get("href", ""))
        inside = self._in_link or "<a " in content
        return content if address is None or inside else el("a", {"href": address}, content)

    def _void(self, name: str, attributes: Mapping[str, str]) -> Markup:
        if name == "img":
            return self._image(attributes.get("src", ""), attributes.get("alt", ""))
        return el(name)

    def _one(self, inline: Inline) -> Markup:
        match inline:
            case Text(text):
                text = with_hard_spaces(text)
                return as_text(text) if self._in_link else with_addresses(text)
            case Emphasis(children) | Strong(children) | Strike(children) | Highlight(children):
                return self._element(_ELEMENTS[type(inline)], children)
            case CodeSpan(code):
                return el("code", {"translate": "no"}, code)
            case Link(href, children):
                return self._link(href, children)
            case WikiLink():
                return self._wikilink(inline)
            case TimestampRef(timestamp):
                return escape(timestamp.label) if self._in_link else self.timestamp(timestamp)
            case Math(tex, display):
                return formula(tex, display=display)
            case Superscript(shown) | Subscript(shown):
                return el("sup" if isinstance(inline, Superscript) else "sub", NONE, shown)
            case Image(src, alt):
                return self._image(src, alt)
            case FootnoteRef(label):
                return self._footnote(label)
            case Break(hard):
                return BREAK if hard else Markup("\n")
            case RawHtml():
                return Markup()

    def _element(self, name: str, children: tuple[Inline, ...]) -> Markup:
        self._levels -= 1
        shown = self._sequence(children)
        self._levels += 1
        return el(name, NONE, shown) if self._levels > 0 else shown

    def _inside_link(self, inlines: Iterable[Inline]) -> Markup:
        """Write the contents of a link, where no other link is allowed."""
        before, self._in_link = self._in_link, True
        try:
            return self._sequence(inlines)
        finally:
            self._in_link = before

    def _link(self, href: str, children: tuple[Inline, ...]) -> Markup:
        address = web_address(href)
        shown = self._inside_link(children)
        if not shown.strip():
            shown = escape(address or "")
        if self._in_link:
            return shown
        if address is not None:
            return el("a", {"href": address}, shown)
        path, _, fragment = unquote(href).partition("#")
        if not path and fragment:
            return self._to_chapter(self._note.ref, fragment, shown)
        if not path.lower().endswith(".md") or "://" in path:
            return shown
        ref = self._notes.find(WikiLink(path), self._note)
        return self._to_chapter(ref, fragment, shown) if ref is not None else shown

    def _wikilink(self, link: WikiLink) -> Markup:
        shown = said(link.text)
        ref = self._note.ref if link.fragment and not link.target else link.note
        if ref is not None:
            return self._to_chapter(ref, link.fragment, shown)
        if fold(link.target) == fold(self._note.channel):  # the hub, which the first page of the part replaces
            return shown if self._bare or self._in_link else el("a", {"href": part_file(self._note.channel)}, shown)
        return shown

    def _to_chapter(self, ref: NoteRef, fragment: str | None, shown: Markup) -> Markup:
        if self._bare or self._in_link:
            return shown
        file = file_of(ref)
        if file != self._file:
            self.links.setdefault(file, self.place)
        return late_link(Destination(file, part_key(fragment or "")), shown)

    def _image(self, address: str, alt: str) -> Markup:
        """Write an image of the vault; a remote one as a link, because a book contains everything it shows; otherwise
        its text.
        """
        words = described(alt, address)
        if self._bare:
            return as_text(words)
        on_the_web = web_address(address)
        if on_the_web is not None:
            return as_text(words) if self._in_link else el("a", {"href": on_the_web}, as_text(words or on_the_web))
        found = picture_file(address, self._note, self._notes)
        if found is None:
            self.missing_pictures[address] = None
            return as_text(words)
        self.pictures[found.file] = found
        self.undescribed |= not words_of(alt)
        return el("img", {"src": found.file, "alt": words})

    def _footnote(self, label: str) -> Markup:
        number = self._footnotes.get(label)
        if number is None or self._bare or self._in_link:
            return Markup()
        first = label not in self.footnotes_seen
        self.footnotes_seen.add(label)
        attributes = {
            "id": f"to-note-{number}" if first else None,
            "href": f"#note-{number}",
            "epub:type": "noteref",
            "role": "doc-noteref",
            "aria-label": self._labels.footnote.format(number),
            **self._ours,
        }
        return el("sup", {}, el("a", attributes, str(number)))


def _begins_a_word(inline: Inline) -> bool:
    match inline:
        case Text(text):
            return text[:1].isalnum()
        case Break() | FootnoteRef():
            return False
        case _:
            return True
