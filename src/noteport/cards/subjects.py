"""The subject of a sentence that begins with a pronoun, where what stands before it names it beyond doubt.

``The pump runs all night. It needs no oil.``: the card of the second sentence says ``The pump needs no oil.``

    antecedents.py     what ``It`` and ``Its`` mean
    demonstratives.py  what ``This method`` means
    topics.py          what a sentence or a heading is about
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from noteport.cards.antecedents import PRONOUN, REACH, Subject, meant
from noteport.cards.demonstratives import SAME, same_thing, same_thing_inside
from noteport.cards.english import patterns
from noteport.cards.english.tags import tag
from noteport.cards.english.words import INSTRUCTIONS
from noteport.cards.incomplete import has_verb, lacks_subject
from noteport.cards.topics import agrees_in_number, says_which, subject_in
from noteport.cards.words import Word, cut, stems
from noteport.model.nodes import Claim

if TYPE_CHECKING:
    from noteport.cards.note_context import NoteContext
    from noteport.cards.sentence import ClaimSentence

_NO_OTHER_SUBJECT = (patterns.LEANS_ON_TERM, patterns.WITHOUT_SUBJECT, patterns.HIDDEN_SUBJECT)
"""Beginnings of sentences under a lead-in that are about the lead-in."""


def subject_of(sentence: ClaimSentence) -> Subject | None:
    """The subject that stands before a sentence; None if the sentence has its own, or none can be named."""
    text, start = sentence.text, sentence.start
    if text.endswith("that ", 0, start):  # What ``This means that it …`` is about may be anything.
        return None
    pronoun, same = PRONOUN.match(text, start), SAME.match(text, start)
    if same is not None:
        subject = same_thing(sentence, same)
    elif pronoun is not None and not patterns.NOBODY.match(text, start):
        subject = meant(pronoun, sentence.claim, sentence.facts)
    else:
        subject = same_thing_inside(sentence)
    term = sentence.claim.term
    if subject is None or (term is not None and subject.stems.related(stems(term))):
        return None
    return subject


def leans_on_term(claim: Claim, start: int, facts: NoteContext) -> bool:
    """Whether a sentence says only ``It`` or the like, and means its lead-in, which stands above it on the card.

    It may be any sentence under the lead-in, as long as none before it is about something else.
    """
    term, text = claim.term, claim.text
    if term is None or patterns.LEANS_ON_TERM.match(text, start) is None:
        return False
    if claim.first_in_block:
        return True
    words = [word for word in cut(term) if word.stems]
    if not says_which(words) or words[0].lower in INSTRUCTIONS or words[0].lower.endswith("ing"):
        return False
    pronoun, same = PRONOUN.match(text, start), SAME.match(text, start)
    if same is not None:
        return same["noun"].partition(" ")[0] == words[-1].lower and agrees_in_number(same["which"], words[-1].text)
    if pronoun is None or patterns.NOBODY.match(text, start):
        return False
    if not agrees_in_number(pronoun["pronoun"] or pronoun["owner"], term) or _owns(pronoun, words[-1]):
        return False
    for _ in range(REACH):
        before = facts.claim_before(claim)
        if before is None:
            return True
        if not _is_about(before.text, term):
            return False
        claim = before
    return False


def _owns(pronoun: re.Match[str], word: Word) -> bool:
    """Whether a word, in small letters, is what ``Its`` stands before: ``Its popularity`` under ``Popularity``."""
    return pronoun["owner"] is not None and pronoun.string.startswith(word.lower, pronoun.end())


def _is_about(text: str, term: str) -> bool:
    """Whether a sentence under a lead-in has no other subject."""
    name = subject_in(text)
    if name:
        return stems(name).related(stems(term))
    if any(beginning.match(text) for beginning in _NO_OTHER_SUBJECT):
        return True
    words = cut(text)
    tags = tag(text, words)
    return lacks_subject(words, tags) or not has_verb(words, tags)
