"""The card of an edited claim: of the same type as before, and asking for the same fact if it is still there.

The card has the reviews of a learner, so it must not turn into another question.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from noteport.api import GAP, Card, Claim, Note
from noteport_anki.earlier_card import EarlierCard

Span: TypeAlias = tuple[int, int]

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
_OF_WORDS = re.compile(r"…|\bwords?\b")
"""Tells a hint about the words of an answer from one about its kind."""
_STEM = 5
"""This many first letters identify a word in all its inflections."""
_LONGEST = 8
"""The number of words that an answer may grow to."""
_LONGEST_LEAD = 120
"""Maximum characters of a lead above a question."""


def carried_card(claim: Claim, note: Note, entry: EarlierCard, chosen: Card | None) -> Card:
    """Return the card that continues the earlier one.

    Args:
        claim: the claim as it is now.
        note: the note that contains it.
        entry: its earlier card.
        chosen: the card of a new claim; None if it would get none.
    """
    if entry.kind == "basic":
        return _basic(claim, note, entry, chosen)
    gaps = find_gaps(claim.text, entry.parts)
    if chosen is not None and chosen.kind == "cloze" and set(gaps) <= set(chosen.gaps):
        return chosen
    gaps = gaps or [(0, len(claim.text))]
    same = {claim.text[start:end].casefold() for start, end in gaps} <= {text.casefold() for text in entry.gap}
    # The number of words and the first letter, "two words, s…", describe the old answer.
    return _cloze(claim, note, gaps, entry.hint if same or not _OF_WORDS.search(entry.hint) else "")


def find_gaps(text: str, parts: Sequence[tuple[str, bool]]) -> list[Span]:
    """Return where the text that was hidden before the edit is now; empty if it is gone.

    Args:
        text: the text as it is now.
        parts: the earlier text, cut at the edges of its gaps; True for what was hidden.
    """
    old = "".join(part for part, _ in parts)
    spans, at = [], 0
    for part, hidden in parts:
        if hidden:
            spans.append((at, at + len(part)))
        at += len(part)
    if text == old:
        return spans
    found: set[Span] = set()
    for start, end in spans:
        found.update(_places(text, old[start:end]) or _edited(old, text, start, end))
    return _apart(found)


def _places(text: str, words: str) -> list[Span]:
    """Return where a text contains these words, in any case, but not inside other words."""
    before = r"(?<!\w)" if words[:1].isalnum() and words.isascii() else ""
    behind = r"(?!\w)" if words[-1:].isalnum() and words.isascii() else ""
    pattern = re.compile(before + re.escape(words) + behind, re.IGNORECASE)
    return [found.span() for found in pattern.finditer(text)] if words.strip() else []


def _edited(old: str, new: str, start: int, end: int) -> list[Span]:
    """Return what has replaced a part of the old text: the text in the same place, next to the same word."""
    olds, news = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    before, after = [token[0] for token in olds], [token[0] for token in news]
    first = sum(token.end() <= start for token in olds)
    last = sum(token.start() < end for token in olds)
    low, high = len(after), 0
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_low, old_high, new_low, new_high in matcher.get_opcodes():
        if old_high <= first or old_low >= last:
            continue
        equal = kind == "equal"
        low = min(low, new_low + max(first - old_low, 0) if equal else new_low)
        high = new_low + min(last, old_high) - old_low if equal else new_high
    same_before = first > 0 and low > 0 and before[first - 1] == after[low - 1]
    same_behind = last < len(before) and high < len(after) and before[last] == after[high]
    words = len(_WORD.findall(" ".join(after[low:high])))
    if not (same_before or same_behind) or not 0 < words <= min(_LONGEST, len(_WORD.findall(new)) - 2):
        return []
    return [(news[low].start(), news[high - 1].end())]


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order; those that touch are joined."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


# --- cards ----------------------------------------------------------------------------------------------------------


def _cloze(claim: Claim, note: Note, gaps: Sequence[Span], hint: str) -> Card:
    answers = [claim.text[start:end] for start, end in gaps]
    context = _context(claim, note, answers)
    return _card(claim, asks="gap", gaps=tuple(gaps), answer=max(answers, key=len), hint=hint or None, context=context)


def _basic(claim: Claim, note: Note, entry: EarlierCard, chosen: Card | None) -> Card:
    if chosen is not None and chosen.asks == "own":  # as the author wants it, whatever was asked before
        return chosen
    asked = _question(claim, entry, chosen)
    if asked is not None:
        return asked
    term = claim.term if entry.asks_for_term else None
    if chosen is not None and chosen.asks == ("claim" if term is None else "term"):
        return chosen
    if term is not None:
        gaps = tuple(_apart(_places(claim.text, term)))
        context = tuple(text for text in _context(claim, note, [term]) if text != term)
        return _card(claim, asks="term", gaps=gaps, answer=term, question=f"{GAP}: {claim.text}", context=context)
    folded = claim.text.casefold()
    *above, nearest = [text for text in _around(claim, note) if folded not in text.casefold()] or [note.channel]
    question = f"{nearest.rstrip(': ')}: {GAP}"
    return _card(claim, asks="claim", answer=claim.text, question=question, context=tuple(above))


def _question(claim: Claim, entry: EarlierCard, chosen: Card | None) -> Card | None:
    """A card with its own question keeps asking it; None if there was none, or if its answer is gone."""
    if entry.question is None:
        return None
    question, answer = entry.question
    if chosen is not None and chosen.asks == "gap" and question == chosen.question:
        return chosen
    answer = claim.text if answer == entry.text else answer
    if answer not in claim.text:
        return None
    return _card(claim, asks="own", question=question, answer=answer, hint=entry.hint or None)


def _card(claim: Claim, **what: Any) -> Card:
    return Card(claim=claim, reason="goes on as the card that it was", score=0, **what)


def _context(claim: Claim, note: Note, answers: Iterable[str]) -> tuple[str, ...]:
    """Return the context without any word of the answers."""
    told = {stem for answer in answers for stem in _stems(answer)}
    return tuple(text for text in _around(claim, note) if told.isdisjoint(_stems(text)))


def _around(claim: Claim, note: Note) -> Iterable[str]:
    lead = claim.lead if claim.lead and len(claim.lead) <= _LONGEST_LEAD else None
    return dict.fromkeys(text for text in (note.title, *claim.section, lead, claim.term) if text)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 3 or word[0].isdigit()}
