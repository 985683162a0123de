"""What ``This method`` and the like stand for, where what stands before has one method and says which it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from noteport.cards.antecedents import BEFORE, HEADING, Subject, heading_of, subject, topic
from noteport.cards.card import Named
from noteport.cards.english.tags import NOMINAL, class_of, tag
from noteport.cards.noun_phrases import noun_phrases, without_empty_adjectives
from noteport.cards.topics import agrees_in_number
from noteport.cards.unnamed import needing
from noteport.cards.words import Word, cut, stems
from noteport.model.nodes import Claim
from noteport.model.patterns import pattern

if TYPE_CHECKING:
    from noteport.cards.note_context import NoteContext
    from noteport.cards.sentence import ClaimSentence

SAME = pattern(r"(?P<which>[Tt]his|[Tt]hese)\s(?P<noun>[a-z]+(?:\s[a-z]+)?)\b")
_WORDS = pattern(r"[a-z]+")
_CALLED = pattern(
    r"\s(?:called|known as|named|termed)\s(?P<article>the\s|an?\s)?[\"“]?"
    r"(?P<name>[A-Z][\w-]+(?:\s[a-z]*[A-Z]?\w+)?)[\"”]?(?=[.,;:]|\s\(|$)"
)
_IS_A = pattern(r"(?:(?!that\b|which\b|who\b|where\b)\S+\s){1,8}?(?:is|are|was|were)\s(?:an?|the|one of the)\s")
_IS_THE = pattern(r"is\s(?:an?|the)\s|refers\sto\s")
_KINDS = frozenset(
    """
    algorithm approach bacterium condition deficiency disease disorder drug framework function fungus infection language
    library lesion method model organism paradox parasite procedure protocol software syndrome system technique term
    test theorem theory tool tumor virus vitamin
    """.split()
)
"""What a heading may name that ``This condition`` means."""
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def same_thing(sentence: ClaimSentence, same: re.Match[str]) -> Subject | None:
    """What stands before a sentence, and is meant by its first words; None if it cannot be named."""
    claim, facts = sentence.claim, sentence.facts
    before = facts.claim_before(claim)
    found = None if before is None else _of_its_kind(before.text, same, facts) or _called(before, same, facts)
    return found or _in_heading(same, claim, facts)


def same_thing_inside(sentence: ClaimSentence) -> Subject | None:
    """The same of the first words inside a sentence that need another sentence: ``In this basin, …``."""
    word = next(needing(sentence), None)
    same = None if word is None else SAME.match(sentence.text, word.start)
    if same is None or class_of(same["noun"].partition(" ")[0]).startswith("v"):
        return None  # ``Signs of this include …``
    found = same_thing(sentence, same)
    if found is None or sentence.tag_after(found.named.end) in NOMINAL:
        return None
    start, end, name = found.named
    return found._replace(named=Named(start, end, f"the {name[4:]}" if name.startswith("The ") else name))


def _of_its_kind(before: str, same: re.Match[str], facts: NoteContext) -> Subject | None:
    """``This astrolabe`` behind ``a Portuguese astrolabe``."""
    folded = before.casefold()
    if not any(found[0] in folded for found in _WORDS.finditer(same["noun"])):
        return None
    words = cut(before)
    phrases = list(noun_phrases(before, words, tag(before, words)))
    for found in _WORDS.finditer(same["noun"]):
        named = [phrase for phrase in phrases if phrase[-1].lower == found[0]]
        if len(named) == 1 and len(named[0]) > 1 and not _may_be_no_noun(named[0][0]):
            phrase = without_empty_adjectives(named[0])
            if len(phrase) > 1:
                name = before[phrase[0].start : phrase[-1].end]
                name = name[0].lower() + name[1:] if _opens_in_capitals(phrase, facts) else name
                return subject(same.start(), same.start("noun") + found.end(), f"The {name}", BEFORE)
    return None


def _may_be_no_noun(first: Word) -> bool:
    """Whether the first word of a phrase is an owner, or may be a verb with which the sentence begins."""
    return first.text.endswith(_POSSESSIVE) or (not first.start and "v" in class_of(first.lower))


def _opens_in_capitals(phrase: list[Word], facts: NoteContext) -> bool:
    """Whether a phrase has its capital only because a sentence begins with it."""
    first, second = phrase[:2]
    return not first.start and first.common and not second.capitalised and not facts.words.is_name(first.text)


def _called(before: Claim, same: re.Match[str], facts: NoteContext) -> Subject | None:
    """``This bacterium`` behind ``bacteria called Yersinia`` or ``Yersinia is a bacterium``."""
    text = before.text
    noun, end = _first(same)
    kind = stems(noun)
    for word in cut(text):
        if word.lower == noun or not kind.isdisjoint(word.stems):
            found = _CALLED.match(text, word.end)
            if found is not None:
                return subject(same.start(), end, ("The " if found["article"] else "") + found["name"], BEFORE)
    is_a = _IS_A.match(text)
    if is_a is None or not (name := topic(before, facts)):
        return None
    words = [word for word in cut(text) if word.start >= is_a.end()]
    first = next(noun_phrases(text, words, tag(text, words)), None)
    return subject(same.start(), end, name, BEFORE) if first and not kind.isdisjoint(first[-1].stems) else None


def _in_heading(same: re.Match[str], claim: Claim, facts: NoteContext) -> Subject | None:
    """``This disease`` under the heading ``Gout``; and ``This is a …``, if nothing but the heading stands before."""
    noun, end = _first(same)
    before = facts.claim_before(claim)
    if noun in _KINDS:
        name = heading_of(claim, facts)
        if name and agrees_in_number(same["which"], name) and (before is None or topic(before, facts) == name):
            return subject(same.start(), end, name, HEADING)
    elif _IS_THE.match(same.string, same.start("noun")) and facts.is_first_below_heading(claim):
        name = heading_of(claim, facts)
        if name and agrees_in_number(same["which"], name):
            return subject(same.start(), same.start("noun") - 1, name, HEADING)
    return None


def _first(same: re.Match[str]) -> tuple[str, int]:
    """The first word behind ``This``, and where it ends."""
    noun = same["noun"].partition(" ")[0]
    return noun, same.start("noun") + len(noun)
