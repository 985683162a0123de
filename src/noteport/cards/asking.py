"""Questions from the pattern of a clause: who or what does it, when, how many, how long, how much."""

from __future__ import annotations

import re

from noteport.cards.candidates import NUMBERS, Candidate
from noteport.cards.card import Span
from noteport.cards.clauses import Clause, clause_of, fits
from noteport.cards.english import patterns
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_ENDS = pattern(r"[.!]?$")
_BEFORE_TIME = pattern(r"\s(?:in|on)\s$")
_COUNTED = pattern(
    r"(?P<what>(?:\s[a-z][a-z-]*){0,2}\s[a-z-]+s)(?P<tail>(?:\s(?:in|on|per|for|at)\s[^,;:()]{2,40})?)[.!]?$"
)
_DID = pattern(r"(?:an?|the|its|their|his|her|to|into|more|over|about|[A-Z]\w+)\b")
"""What stands behind a past form that is no participle."""
_NO_PREDICATE = pattern(r"(?:how|what|why|when|where|who|whether|that|to|because|not|if)\b")
"""After a verb: what asks for something itself."""
_NOTHING_BY_ITSELF = pattern(r"(?:one|for|in|on|at|from|with|of|by|about|like|as|under|above|below)\b")
"""After ``What is``: what only a subject makes sense of."""
_BE = frozenset({"is", "was", "are", "were"})
_MEAN = frozenset({"mean", "means", "meant"})
_UNIT_OF_TIME = pattern(r"(?:second|minute|hour|day|week|month|year|decade)s?$")
_SINGULAR = frozenset({"is", "was", "has", "can", "will", "must", "may"})
_NO_SUBJECT = NUMBERS | {"pair", "list"}
_LASTS = frozenset({"last", "lasts", "lasted", "take", "takes"})
_COSTS = frozenset({"cost", "costs"})
_PRONOUNS = pattern(r"\b(?:it|its|they|their|them|this|these|he|she|his|her|such|here|there)\b", re.IGNORECASE)


def question_about(sentence: ClaimSentence, candidate: Candidate, gap: Span) -> str:
    """A question for what a gap hides, in plain text; empty if the sentence does not make a natural one."""
    clause = clause_of(sentence, len(sentence.text))
    if clause is None or any(low < len(sentence.text) and high > 0 for low, high in sentence.marks.whole):
        return ""
    question = _question(sentence, candidate, gap, clause)
    return question if question and fits(question) and "," not in question else ""


def _question(sentence: ClaimSentence, candidate: Candidate, gap: Span, clause: Clause) -> str:
    text, (start, end) = sentence.text, gap
    if end < clause.start_of_rest:
        return _who_or_what(sentence, candidate, clause)
    if start < clause.start_of_rest:
        return ""
    before = text[clause.start_of_rest : start]
    match candidate.kind:
        case "year" | "date" if _ENDS.match(text, end) and _BEFORE_TIME.search(f" {before}"):
            asked = clause.asked(before.rstrip().rpartition(" ")[0])
            return f"When {asked}?" if asked else ""
        case "number" | "count" | "quantity" | "money" if not before:
            return _how_many(text, candidate, clause)
        case _:
            return ""


def _who_or_what(sentence: ClaimSentence, candidate: Candidate, clause: Clause) -> str:
    """The subject is asked for."""
    text = sentence.text
    if text[sentence.start : candidate.start].strip().lower() not in ("", "the", "a", "an"):
        return ""
    verb = clause.auxiliary or clause.verb
    if text[candidate.end : clause.start_of_rest].strip() != verb:
        return ""
    if verb in _MEAN or patterns.NUMBER_WORD.pattern.match(text, candidate.start):
        return ""
    if verb in _BE and patterns.OPEN_DESCRIPTION.match(clause.rest):
        return ""
    if _NO_PREDICATE.match(clause.rest) or (verb in _BE and _NOTHING_BY_ITSELF.match(clause.rest)):
        return ""
    if candidate.kind in _NO_SUBJECT or clause.rest.count(" ") < 2 or not _is_sure(sentence, clause):
        return ""
    singular = verb in _SINGULAR or verb.endswith("ed") or (verb.endswith("s") and not verb.endswith("ss"))
    if not singular or _PRONOUNS.search(clause.rest):
        return ""
    person = patterns.PERSON.fullmatch(text, candidate.start, candidate.end)
    if person and not patterns.BEHIND_PERSON.match(text, candidate.end):
        return ""
    if candidate.kind == "name" and not person and not _is_thing(text, candidate):
        return ""
    return f"{'Who' if person else 'What'} {verb} {clause.rest}?"


def _is_sure(sentence: ClaimSentence, clause: Clause) -> bool:
    """Whether the verb is one: a form in ``ed`` may be a participle, and no second verb stands right behind."""
    if clause.auxiliary:
        return True
    if clause.verb.endswith("ed") and not _DID.match(clause.rest):
        return False
    return sentence.tags_in(clause.start_of_rest, clause.start_of_rest + 1) != ["verb"]


def _is_thing(text: str, candidate: Candidate) -> bool:
    """Whether a name cannot be a person's: it has an article, a digit or an odd capital."""
    name = text[candidate.start : candidate.end]
    odd = any(part[1:] != part[1:].lower() for part in name.split())
    return odd or text.endswith("The ", 0, candidate.start) or any(map(str.isdigit, name))


def _how_many(text: str, candidate: Candidate, clause: Clause) -> str:
    verb = clause.auxiliary or clause.verb
    ends = _ENDS.match(text, candidate.end) is not None
    counted = _COUNTED.match(text, candidate.end)
    is_time = _UNIT_OF_TIME.search(text, candidate.start, candidate.end) is not None
    match candidate.kind:
        case "money" if verb in _COSTS and ends:
            start, asked = "How much", clause.asked("")
        case "quantity" if verb in _LASTS and is_time and ends:
            start, asked = "How long", clause.asked("")
        case "number" | "count" if counted is not None and not clause.auxiliary:
            start, asked = f"How many{counted['what']}", clause.asked(counted["tail"].strip())
        case _:
            return ""
    return f"{start} {asked}?" if asked else ""
