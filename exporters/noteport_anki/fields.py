"""A card as an Anki note: its fields in HTML."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from noteport.api import (
    GAP,
    NO_CHANNEL,
    Card,
    Claim,
    Emphasis,
    Highlight,
    Inline,
    Link,
    Math,
    Note,
    Piece,
    Strike,
    Strong,
    escape,
    front_of,
    html,
    plain_front,
    slice_inlines,
    timestamp_link,
    with_formulas,
)
from noteport_anki.media import OWN_NAME
from noteport_anki.note_types import OWN_FIELDS, NoteType, type_of
from noteport_anki.pictures_on_front import needs_picture

_APART = "<!-- -->"
"""Invisibly separates two characters that together mean something to Anki."""
_MEANS_SOMETHING = re.compile(
    rf"\{{(?=\{{)|\}}(?=\}})|:(?=:)|\](?=\])|\[(?=\[|sound:(?!{OWN_NAME.pattern}\])|anki:|latex\]|\$)"
)
"""The first character of what Anki acts on: clozes (``{{c1::``, ``::``, ``}}``), ``[[type:``, ``[sound:``, LaTeX. The
sounds of notes, whose names are made by noteport, are left as they are.
"""
_TAG_OR_TEXT = re.compile(r"<[^>]*>|[^<]+")

BLANK = f'<span class="blank">{GAP}</span>'
BACK_LINK = "✎"
"""The sign of a link to the note."""
OF_TERM = "claim of-term"
"""The paragraph of a claim whose lead-in is asked for."""
BEFORE_ANSWER, BEHIND_ANSWER = '<b class="answer">', "</b>"
"""The markup of the answer inside a claim; the claim's own bold text is ``strong``."""


class AnkiNote(Struct, frozen=True, kw_only=True):
    """The contents of a note."""

    type: NoteType
    fields: tuple[str, ...]
    """One for each field of the type, in HTML."""


def anki_note(
    card: Card, note: Note, *, guid: str, pictures: str = "", kind: Literal["cloze", "basic"] | None = None
) -> AnkiNote:
    """Return the note that shows a card.

    Args:
        card: the card.
        note: the note that contains its claim.
        guid: the guid of the card, which is also shown as its reference.
        pictures: images in HTML: for the answer side, or above the question if the claim points to them.
        kind: the kind of the note, if it cannot change because the card has reviews.
    """
    if kind == "basic" and card.kind == "cloze":
        card = replace(card, asks="own", question=plain_front(card))
    cloze = (kind or card.kind) == "cloze"
    in_front = needs_picture(card, pictures)
    return AnkiNote(
        type=type_of(cloze=cloze),
        fields=(
            inert(escape(guid)),
            _cloze(card) if cloze else inert(_front(card)),
            inert(_whole(card.claim) if cloze else _back(card)),
            inert(_context(card) + (pictures if in_front else "")),
            inert(("" if in_front else pictures) + _source(card, note)),
            inert(escape(card.hint or "")),
            *OWN_FIELDS,
        ),
    )


def inert(markup: str) -> str:
    """Return HTML that looks the same and contains nothing that Anki acts on."""
    if _MEANS_SOMETHING.search(markup) is None:
        return markup
    return _TAG_OR_TEXT.sub(
        lambda found: _MEANS_SOMETHING.sub(_in_tag if found[0][0] == "<" else _in_text, found[0]), markup
    )


def _in_text(found: re.Match[str]) -> str:
    return found[0] + _APART


def _in_tag(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _markup(inlines: tuple[Inline, ...]) -> str:
    """Return inlines as HTML, to be made ``inert`` together with their surroundings."""
    return html(map(_tamed, inlines))


def _tamed(inline: Inline) -> Inline:
    """An inline in which a comment does not help, because Anki removes comments from formulas."""
    match inline:
        case Math(tex):  # whitespace means nothing to TeX
            return replace(inline, tex=_MEANS_SOMETHING.sub(r"\g<0> ", f" {tex}" if tex.startswith("[") else tex))
        case Emphasis(children) | Strong(children) | Strike(children) | Highlight(children) | Link(children=children):
            return replace(inline, children=tuple(map(_tamed, children)))
        case _:
            return inline


def _cloze(card: Card) -> str:
    """Return the text with its gaps, all of them one deletion, so that they make one card.

    A question is shown above its answer, which is then the gap.
    """
    if card.kind == "cloze":
        return "".join(_part(piece, _edged(inert(_piece(card, piece)))) for piece in front_of(card))
    pieces = front_of(card)
    answer = _part(Piece(0, 0, hidden=True, hint=card.hint), _edged(inert(_with_formulas(card.answer))))
    if not any(piece.hidden for piece in pieces):
        return f"{inert(_front(card))}<br>{answer}"
    return "".join(answer if piece.hidden else _edged(inert(_piece(card, piece))) for piece in pieces)


def _part(piece: Piece, markup: str) -> str:
    if not piece.hidden:
        return markup
    hint = f"::{_edged(inert(escape(piece.hint)))}" if piece.hint else ""
    return f"{{{{c1::{markup}{hint}}}}}"


def gap(number: int, inlines: tuple[Inline, ...]) -> str:
    """A gap of a cloze of its own number, in HTML."""
    return f"{{{{c{number}::{_edged(inert(_markup(inlines)))}}}}}"


def _edged(part: str) -> str:
    """Return a part that does not combine with the braces and colons next to it."""
    before = _APART if part[:1] in ("}", ":") else ""
    after = _APART if part[-1:] in ("{", "}", ":") else ""
    return before + part + after


def _front(card: Card) -> str:
    """Return the question of a basic card."""
    return "".join(BLANK if piece.hidden else _piece(card, piece) for piece in front_of(card))


def _piece(card: Card, piece: Piece) -> str:
    """Return a piece of a front in HTML; well-formed by itself."""
    if piece.words:
        return _with_formulas(piece.words)
    return _markup(slice_inlines(card.claim.inlines, piece.start, piece.end))


def _back(card: Card) -> str:
    """Return the claim, with the answer highlighted in it, or before it; it is shown once."""
    claim = card.claim
    text = _markup(claim.inlines)
    led = _lead_in(claim)
    if card.asks == "term":
        return _paragraph("answer", _with_formulas(card.answer)) + _paragraph(OF_TERM, text)
    if card.answer == claim.text:
        return _paragraph("answer", text)
    start = claim.text.find(card.answer)
    if start < 0:
        return _paragraph("answer", _with_formulas(card.answer)) + _paragraph("claim", led + text)
    end = start + len(card.answer)
    before, answer, behind = (
        _markup(slice_inlines(claim.inlines, *span)) for span in ((0, start), (start, end), (end, len(claim.text)))
    )
    return _paragraph("claim", f"{led}{before}{BEFORE_ANSWER}{answer}{BEHIND_ANSWER}{behind}")


def _whole(claim: Claim) -> str:
    """Return the claim with its lead-in."""
    return _lead_in(claim) + _markup(claim.inlines)


def _lead_in(claim: Claim) -> str:
    return f"<b>{_with_formulas(claim.term)}</b>: " if claim.term else ""


def _paragraph(name: str, markup: str) -> str:
    return f'<p class="{name}" dir="auto">{markup}</p>'


def _context(card: Card) -> str:
    """Return the context above the question: title and headings on one line, the lead, the lead-in."""
    lead, term = card.lead, card.lead_in
    return "".join([_line("path", " › ".join(card.path)), _line("lead", lead or ""), _line("term", term or "")])


def _line(name: str, text: str) -> str:
    """Return a line of its own; nothing if the text is empty."""
    if not text:
        return ""
    return f'<div class="{name}" dir="auto">{_with_formulas(text)}</div>'


def _with_formulas(text: str) -> str:
    """Return plain text in HTML, with text between dollar signs as formulas."""
    return _markup(with_formulas(text))


def _source(card: Card, note: Note) -> str:
    """Return the links to the video, the title and headings that the front omits, the title of the video, and the
    channel.
    """
    claim, video = card.claim, note.video_of(card.claim)
    shown = {text.casefold() for text in (*card.context, card.answer)}
    name = card.named.words.casefold() if card.named is not None else ""
    path = {text.casefold(): text for text in (note.title, *claim.section, claim.term) if text}
    unseen = [text for folded, text in path.items() if folded not in shown and folded not in name]
    title = video.title if video is not None else None
    origin = [title] if title and title.casefold() not in shown | set(path) else []
    origin += [note.channel] if note.channel != NO_CHANNEL else []
    lines = [_links(claim, note), _line("note", " › ".join(unseen)), _line("video", " · ".join(origin))]
    return "".join(lines)


def _links(claim: Claim, note: Note) -> str:
    """Return one link per timestamp, the claim's own first, and one back to the note. They are plain links, because an
    embedded player fails on cards.
    """
    urls = [(timestamp.label, timestamp.url(note.video)) for timestamp in claim.timestamps if timestamp.trusted]
    links = [timestamp_link(f"▶ {label}", url) for label, url in urls if url is not None]
    if not links and note.video is not None:
        links = [timestamp_link("▶", note.video.url())]
    if claim.back_link is not None:
        links.append(timestamp_link(BACK_LINK, claim.back_link))
    return f'<div class="links">{" ".join(links)}</div>' if links else ""
