"""Cards as a self-contained web page: every card, front and back, as a deck would show it.

The page loads nothing and runs only its own script, which its content security policy allows by hash. Without it, the
page shows all cards. With it, one can filter the cards (filter.js) and decide about them (desk.js). The decisions are
saved as a file, or sent to the server of ``noteport review``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import msgspec

from noteport.api import (
    GAP,
    NO_CHANNEL,
    Card,
    CardOptions,
    Claim,
    HtmlStyle,
    Inline,
    Note,
    Piece,
    Scored,
    escape,
    front_of,
    html,
    plain_front,
    slice_inlines,
    timestamp_link,
    with_formulas,
)
from noteport_cards.previewed import PreviewedClaim, shown_score

HEAD = "<!doctype html><!-- noteport cards -->"
"""The beginning of the file, by which the exporter recognises it."""

_STYLE = HtmlStyle(mathml=True)
_GOOD, _FAIR = 0.7, 0.5


def lines(
    found: Iterable[tuple[Note, list[PreviewedClaim]]], options: CardOptions, *, saves: bool = False
) -> Iterator[str]:
    """Yield the file piece by piece.

    Args:
        found: the notes with the results for their claims; those without claims are skipped.
        options: the options of the cards.
        saves: whether the page sends each decision to ``decisions`` below its address.
    """
    yield begin(options, saves=saves)
    made: Counter[bool] = Counter()
    with_claims = ((note, verdicts) for note, verdicts in found if verdicts)
    for number, (note, verdicts) in enumerate(with_claims, start=1):
        made.update(verdict.is_made for verdict in verdicts)
        yield placed(of_note(note, verdicts), number)
    yield end(made[True], made[False])


def begin(options: CardOptions, *, saves: bool = False) -> str:
    """Return what comes before the notes; ``saves`` as for ``lines``."""
    style = _file("page.css")
    allowed = f"style-src {_hash(style)}; script-src {_hash(_program())}"
    if saves:
        allowed += "; connect-src 'self'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    title = "Review of cards" if saves else "Preview of cards"
    shown_bar = 0 if options.all else options.min_score
    facts = f'data-bar="{shown_bar}" data-all="{str(options.all).lower()}" data-saves="{str(saves).lower()}"'
    return (
        f'{HEAD}\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body {facts}>\n{_file('controls.html').replace('{title}', title)}<main>\n"
    )


def of_note(note: Note, verdicts: list[PreviewedClaim]) -> str:
    """Return the section of a note, without its beginning."""
    return "".join(_note(note, verdicts))


def placed(section: str, number: int) -> str:
    """Return the section of the note with this number, counted from 1."""
    return f'<section class="note" id="note-{number}"{section}'


def end(made: int, left_out: int) -> str:
    """Return what comes after the notes."""
    return (
        f'</main>\n<footer class="end">{made:,} cards of {made + left_out:,} claims; {left_out:,} left out.</footer>\n'
        f"{_file('help.html')}<script>{_program()}</script>\n</body>\n</html>\n"
    )


def _program() -> str:
    return _file("filter.js") + _file("desk.js")


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# --- notes and claims -----------------------------------------------------------------------------------------------


def _note(note: Note, verdicts: list[PreviewedClaim]) -> Iterator[str]:
    language = f' lang="{escape(note.language)}"' if note.language else ""
    opening = f' data-note="{escape(note.id)}"{language}>'
    made = sum(verdict.is_made for verdict in verdicts)
    yield (
        f'{opening}\n<h2 dir="auto">{escape(note.title)}'
        f'<span class="channel">{escape(note.channel) if note.channel != NO_CHANNEL else ""}</span>'
        f'<span class="tally" dir="ltr">{made} of {len(verdicts)}</span></h2>\n'
    )
    for verdict in verdicts:
        yield entry(verdict, note)
    yield "</section>\n"


def entry(verdict: PreviewedClaim, note: Note) -> str:
    """Return the part of the page that is about one claim."""
    card, claim = verdict.card, verdict.claim
    attributes = {
        "class": " ".join(["entry", *(["out"] if verdict.reason else []), *([] if card else ["bare"])]),
        "data-claim": claim.id,
        "data-term": claim.term,
        "data-text": claim.text,
        "data-ask": _ask(card) if card else "",
        "data-answer": card.answer if card and card.kind == "basic" and card.answer != claim.text else "",
        "data-others": json.dumps([each.answer for each in card.others], ensure_ascii=False) if card else "[]",
        "data-decision": msgspec.json.encode(claim.decision).decode() if claim.decision else None,
        "data-reason": verdict.reason,
        "data-score": f"{card.score:g}" if card else None,
        "data-what": card.what if card else None,
        "data-kind": card.kind if card else None,
    }
    opening = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items() if value is not None)
    reason = f'<p class="reason">Left out: {escape(verdict.reason)}</p>\n' if verdict.reason else ""
    if card is None:
        line = f'<p class="claim" dir="auto">{html(claim.inlines, _STYLE)}</p>\n'
        return f"<article {opening}>\n{reason}{line}{_line_of_links(_back_link(claim))}</article>\n"
    faces = f'<div class="faces">\n{_front(card)}{_back(card, note)}</div>\n'
    return f"<article {opening}>\n{reason}{faces}{_why(card)}</article>\n"


def _ask(card: Card) -> str:
    """Return what a card asks as one would write it in a decision: a question, or a text with gaps."""
    if card.kind == "basic":
        return plain_front(card)
    return "".join(_gap(card, piece) if piece.hidden else _words(card, piece) for piece in front_of(card))


def _gap(card: Card, piece: Piece) -> str:
    hint = f"::{piece.hint}" if piece.hint else ""
    return f"{{{{c1::{_words(card, piece)}{hint}}}}}"


def _words(card: Card, piece: Piece) -> str:
    return piece.words or card.claim.text[piece.start : piece.end]


# --- the two sides --------------------------------------------------------------------------------------------------


def _front(card: Card) -> str:
    text = "".join(_asked(card, piece) for piece in front_of(card))
    hint = f'<p class="hint">{escape(card.hint)}</p>' if card.hint and card.kind == "basic" else ""
    return f'<div class="face front">{_context(card)}<p class="text" dir="auto">{text}</p>{hint}</div>\n'


def _asked(card: Card, piece: Piece) -> str:
    if piece.hidden:
        shown = f"[{escape(piece.hint)}]" if piece.hint else GAP
        return f'<span class="blank">{shown}</span>'
    return _shown(card.claim, piece)


def _shown(claim: Claim, piece: Piece) -> str:
    inlines = with_formulas(piece.words) if piece.words else slice_inlines(claim.inlines, piece.start, piece.end)
    return html(inlines, _STYLE)


def _back(card: Card, note: Note) -> str:
    claim = card.claim
    if card.kind == "cloze":
        parts = (
            f'<span class="gap">{_shown(claim, piece)}</span>' if piece.hidden else _shown(claim, piece)
            for piece in front_of(card)
        )
        text = f'<p class="text" dir="auto">{"".join(parts)}</p>'
    else:
        answer = _whole(claim.inlines if card.answer == claim.text else with_formulas(card.answer))
        text = f'<p class="answer" dir="auto">{answer}</p>'
        if card.answer != claim.text:
            term = f"<b>{_whole(with_formulas(claim.term))}</b>: " if claim.term else ""
            text += f'<p class="text small" dir="auto">{term}{_whole(claim.inlines)}</p>'
    return f'<div class="face back">{_context(card)}{text}{_source(claim, note)}</div>\n'


def _whole(inlines: tuple[Inline, ...]) -> str:
    return html(inlines, _STYLE)


def _context(card: Card) -> str:
    """Return the context, as on the card: title and headings on one line, the lead, the lead-in."""
    path = '<span class="step"> › </span>'.join(map(escape, card.path))
    lines = {"path": path, "lead": escape(card.lead or ""), "term": escape(card.lead_in or "")}
    return "".join(f'<p class="{name}" dir="auto">{shown}</p>' for name, shown in lines.items() if shown)


def _source(claim: Claim, note: Note) -> str:
    links = [(f"▶ {timestamp.label}", timestamp.url(note.video)) for timestamp in claim.timestamps if timestamp.trusted]
    return _line_of_links([timestamp_link(label, url) for label, url in links if url is not None] + _back_link(claim))


def _back_link(claim: Claim) -> list[str]:
    return [timestamp_link("✎", claim.back_link)] if claim.back_link is not None else []


def _line_of_links(links: list[str]) -> str:
    return f'<p class="source">{" ".join(links)}</p>' if links else ""


# --- why ------------------------------------------------------------------------------------------------------------


def _why(card: Card) -> str:
    chosen = Scored(what=card.what, answer=card.answer, score=card.score, reason=card.reason)
    rows = "".join(_row(each, is_chosen=each is chosen) for each in (chosen, *card.others))
    count = len(card.others)
    others = f'<span class="more">{count} other{"" if count == 1 else "s"}</span>' if count else ""
    return (
        f'<details class="why"><summary>{_score(card.score)}<span class="what">{escape(card.what)}</span>'
        f'<span class="kind">{card.kind}</span>{others}</summary>\n<table>{rows}</table></details>\n'
    )


def _row(each: Scored, *, is_chosen: bool) -> str:
    opening = '<tr class="chosen">' if is_chosen else "<tr>"
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in each.reason.split("; "))
    return (
        f'{opening}<td>{_score(each.score)}</td><td>{escape(each.what)}</td><td dir="auto">{escape(each.answer)}</td>'
        f"<td><ul>{reasons}</ul></td></tr>\n"
    )


def _score(score: float) -> str:
    grade = "good" if score >= _GOOD else "fair" if score >= _FAIR else "poor"
    return f'<span class="score {grade}">{shown_score(score)}</span>'
