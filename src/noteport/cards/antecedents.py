"""What a pronoun at the beginning of a sentence stands for: the nearest thing named before it, if it agrees.

It may be named in the sentence before, which may begin with a pronoun itself, in what introduces the list, or in the
heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from noteport.cards.candidates import Candidate
from noteport.cards.card import Named
from noteport.cards.english import patterns
from noteport.cards.english.tags import table
from noteport.cards.english.words import INSTRUCTIONS
from noteport.cards.topics import agrees, as_written, says_which, subject_in
from noteport.cards.words import Stems, Word, cut, stems
from noteport.model.nodes import Claim
from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from noteport.cards.note_context import NoteContext

BEFORE = "its subject is in the sentence before"
LEAD = "its subject is in the introduction"
HEADING = "its subject is in the heading"

REACH = 8
"""Sentences before a pronoun that may name what it means."""
PRONOUN = pattern(r"(?P<pronoun>[Ii]t|[Tt]hey|[Hh]e|[Ss]he)(?P<is>['’]s)?\s|(?P<owner>[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s")
"""A pronoun that begins a sentence, in small letters behind an opener: ``However, it …``."""
_HAS = pattern(r"(?:been|become|got|had|gone|come|grown)\b")
"""Behind ``It’s``, which is ``It has`` then."""
_IS_BEHIND = pattern(r" (?:is|has)$")
_WHAT_IS = pattern(r"(?:What (?:is|are) (?:an? |the )?|Introduction to |Overview of |About )(?P<name>[^?]+)\??$")
_REMARK = pattern(r"\s\([^()]*\)$")
_LONGEST = 6
"""Words of a heading that is repeated."""


class Subject(NamedTuple):
    """What a pronoun stands for."""

    named: Named
    stems: Stems
    """What tells an answer that is a part of it."""
    source: str
    """Where it is named, in a few words."""

    def leaves(self, candidate: Candidate, words: Iterable[Word]) -> bool:
        """Whether a candidate may be asked for: it is no part of the subject, and the subject does not tell it."""
        if candidate.start < self.named.end:
            return False
        return not any(self.stems.related(word.stems) for word in words)


def subject(start: int, end: int, name: str, source: str) -> Subject:
    """The subject whose name replaces a part of a text."""
    return Subject(Named(start, end, name), stems(name), source)


def meant(pronoun: re.Match[str], claim: Claim, facts: NoteContext, reach: int = REACH) -> Subject | None:
    """What a pronoun means; None if nothing that agrees is named in the last ``reach`` sentences."""
    said = pronoun["pronoun"] or pronoun["owner"]
    named = _named_before(claim, facts, reach)
    name, source = next((each for each in named if agrees(said, each[0])), ("", ""))
    if not name:
        return None
    start, end = pronoun.start(), pronoun.end() - 1
    if pronoun["owner"]:
        return None if "’" in name or "'" in name else subject(start, end, _owner(name), source)
    if pronoun["is"]:
        verb = "has" if _HAS.match(pronoun.string, pronoun.end()) else "is"
        return subject(start, end, f"{name} {verb}", source)
    return subject(start, end, name, source)


def _owner(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def _named_before(claim: Claim, facts: NoteContext, reach: int) -> Iterator[tuple[str, str]]:
    """What a sentence may mean, the nearest first, and where that is named."""
    before = facts.claim_before(claim)
    if before is not None:
        found = [(topic(before, facts, reach), BEFORE)]
    else:
        item = facts.item_before(claim)
        found = [
            (subject_in(claim.lead or ""), LEAD),
            (heading_of(claim, facts), HEADING),
            (topic(item, facts, reach) if item is not None else "", BEFORE),
        ]
    yield from (each for each in found if each[0])


def topic(claim: Claim, facts: NoteContext, reach: int = REACH) -> str:
    """What a sentence is about; empty if it cannot be named."""
    if not reach:
        return ""
    pronoun = PRONOUN.match(claim.text)
    if pronoun is not None:
        found = meant(pronoun, claim, facts, reach - 1)
        return "" if found is None or pronoun["owner"] else _IS_BEHIND.sub("", found.named.words)
    name = subject_in(claim.text)
    if name or claim.term is not None or patterns.WITHOUT_SUBJECT.match(claim.text) is None:
        return name
    return next((name for name, _ in _named_before(claim, facts, reach - 1)), "")


def heading_of(claim: Claim, facts: NoteContext) -> str:
    """The heading of a sentence as the note writes it inside its sentences; empty if it names nothing."""
    heading = _REMARK.sub("", claim.section[-1]) if claim.section else ""
    about = _WHAT_IS.match(heading)
    heading = heading if about is None else about["name"]
    words = cut(heading)
    if not 0 < len(words) <= _LONGEST or not says_which(words) or words[0].lower in INSTRUCTIONS:
        return ""
    written = as_written(heading, (each.text for each in facts.claims_around(claim)))
    is_name = len(words) == 1 and not words[0].common and words[0].lower not in table().words
    return written or (heading if is_name or words[0].text.endswith(("'s", "’s")) else "")
