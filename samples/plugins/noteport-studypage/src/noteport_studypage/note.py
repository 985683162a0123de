"""A note as a part of a page: its headings, and below each its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from noteport.api import Card, Claim, HtmlStyle, Note, WordStatistics, escape, html, make_cards, slice_inlines
from noteport_studypage.players import player_of

_STYLE = HtmlStyle(
    math=('<code class="math">', "</code>"), display_math=('<code class="math">', "</code>")
)  # a page that works offline has no library for formulas, but their source is readable


def shown_claims(note: Note, *, untimed: bool) -> list[Claim]:
    """Return the claims of a note that a page shows: those with a timestamp, or all."""
    return [claim for claim in note.claims() if untimed or claim.start is not None]


def note_html(note: Note, claims: list[Claim], place: str, words: WordStatistics, *, has_player: bool) -> str:
    """Write one note. ``place`` identifies it for the filter; the ids of its parts are ``place`` and a number.

    What a deck would ask for can be hidden; ``words`` are ``count_words(notes)``.
    """
    made = make_cards(note, words=words, claims=claims)
    cards = {card.claim.id: card for card in made if isinstance(card, Card)}
    lines = [
        f'<article class="note" data-place="{place}" data-title="{escape(note.title)}"{_language(note)}>',
        f'<h2 dir="auto">{escape(note.title)}</h2>',
        f'<p class="about" dir="auto">{escape(_about(note))}</p>',
    ]
    for number, (section, part) in enumerate(parts(claims)):
        lines.append(f'<section class="part" data-place="{place}.{number}">')
        if section:
            lines.append(f'<h3 dir="auto">{escape(" › ".join(section))}</h3>')
        lines.extend(_part(part, note, cards, has_player=has_player))
        lines.append("</section>")
    return "\n".join([*lines, "</article>", ""])


def parts(claims: list[Claim]) -> Iterator[tuple[tuple[str, ...], list[Claim]]]:
    """Group claims by the headings above them, in the order of the text."""
    for section, part in groupby(claims, key=lambda claim: claim.section):
        yield section, list(part)


def _part(claims: list[Claim], note: Note, cards: Mapping[str, Card], *, has_player: bool) -> Iterator[str]:
    for lead, group in groupby(claims, key=lambda claim: claim.lead):
        if lead:
            yield f'<p class="lead" dir="auto">{escape(lead)}</p>'
        yield "<ol>"
        for claim in group:
            yield _claim(claim, note, cards.get(claim.id), has_player=has_player)
        yield "</ol>"


def _claim(claim: Claim, note: Note, card: Card | None, *, has_player: bool) -> str:
    term = ""
    if claim.term:
        is_asked = card is not None and card.asks == "term"
        term = f'<span class="term">{_hidden(escape(claim.term), card, is_asked=is_asked)}</span>'
    kind = "claim inferred" if claim.inferred else "claim"
    return (
        f'<li class="{kind}" id="{escape(claim.id)}"{_plays(claim, note, has_player=has_player)}>{_time(claim, note)}'
        f'<span class="said" dir="auto">{term}{_text(claim, card)}</span></li>'
    )


def _time(claim: Claim, note: Note) -> str:
    if claim.start is None:
        return '<span class="time"></span>'
    url = claim.start.url(note.video)
    if url is None:
        return f'<span class="time">{escape(claim.start.label)}</span>'
    return f'<a class="time" href="{escape(url)}" target="_blank" rel="noreferrer">{escape(claim.start.label)}</a>'


def _plays(claim: Claim, note: Note, *, has_player: bool) -> str:
    """Return what a click plays, if there is a player for it."""
    player = player_of(note.video_of(claim)) if has_player and claim.start is not None else None
    if player is None or claim.start is None:
        return ""
    second = claim.start.start if claim.start.trusted else 0
    return f' data-kind="{player.kind}" data-address="{escape(player.address)}" data-start="{second}"'


def _text(claim: Claim, card: Card | None) -> str:
    """Write the claim in pieces, so that the answer of a card can be hidden."""
    pieces, end = [], 0
    for start, stop in card.gaps if card is not None else ():
        pieces.append(html(slice_inlines(claim.inlines, end, start), _STYLE))
        pieces.append(_hidden(html(slice_inlines(claim.inlines, start, stop), _STYLE), card, is_asked=True))
        end = stop
    return "".join([*pieces, html(slice_inlines(claim.inlines, end, len(claim.text)), _STYLE)])


def _hidden(markup: str, card: Card | None, *, is_asked: bool) -> str:
    hint = f' data-hint="{escape(card.hint)}"' if card is not None and card.hint else ""
    return f'<span class="gap"{hint}>{markup}</span>' if is_asked and markup else markup


def _about(note: Note) -> str:
    """Write what is known about the video on one line."""
    title = note.video.title if note.video else None
    return " · ".join(part for part in (channel_name(note.channel), title if title != note.title else None) if part)


def channel_name(channel: str) -> str:
    """Return the name of a channel for readers; empty for a note without one."""
    return channel.replace("_", " ").strip()


def _language(note: Note) -> str:
    return f' lang="{escape(note.language)}"' if note.language else ""
