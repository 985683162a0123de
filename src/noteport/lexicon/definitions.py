"""What a claim defines: ``A prism is a solid that …``, ``… is called a prism``, ``**Prism**: a solid that …``.

Only English sentences are known to define; in other languages nothing is found. Nothing is invented: a glossary shows
the claim itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL, Tag, class_of, tag
from noteport.cards.english.word_table import word_table
from noteport.cards.english.words import AUXILIARIES, DETERMINERS, MODALS, PREPOSITIONS, STOP
from noteport.cards.labels import is_label
from noteport.cards.words import Word, cut
from noteport.lexicon.english import JUDGEMENTS, JUDGING, PERSONS
from noteport.lexicon.noun_phrases import names_something
from noteport.model.nodes import Claim
from noteport.model.patterns import pattern

LONGEST = 400
"""Maximum characters of a claim; a longer one is hard to read in a glossary."""
_LATEST_VERB = 7
"""Words before the verb of a sentence with a short subject, at most."""
_FEWEST_WORDS = 5
"""Minimum words of what is said of a term."""
_PHRASE = r"[^,;:.()\"“”?]{2,50}?"
_IS = pattern(
    rf"(?P<article>An?\s|The\s)?[\"“]?(?P<term>{_PHRASE})[\"”]?(?:\s\((?P<also>[^()]{{1,40}})\))?"
    r"(?:,?\s(?:also\s|often\s|sometimes\s)?(?:known as|called|or)\s[^,]{2,40},)?\s"
    r"(?P<verb>is defined as|are defined as|is|are|refers? to|means?|denotes?)\s"
    r"(?:(?:basically|essentially|simply|also|often|typically|usually|generally)\s)?(?P<rest>.+)"
)
_CALLED = pattern(
    r"(?:An?|The|Any)\s(?P<what>[^;:?]{15,160}?)\s(?:is|are)\s(?:also |often |commonly |sometimes |then )?"
    r"(?:called|known as|termed|referred to as)\s(?:the\s|an?\s)?[\"“]?(?P<term>[^,;:.()\"“”?]{2,50})[\"”]?"
    r"(?:\s\((?P<also>[^()]{1,40})\))?[.]?$"
)
_NAMING = ("called", "known as", "termed", "referred to as")
"""The words of this pattern that few sentences have, so that the others cost little."""
_PRONOUN_IS = pattern(
    r"(?:(?:It|They|This term|The term)\s)?(?:[Ii]s|[Aa]re|[Rr]efers? to|[Mm]eans|(?:[Ii]s |[Aa]re )?[Dd]efined as"
    r"|[Dd]escribes)\s(?P<rest>.+)"
)
_GENUS = pattern(
    r"(?P<article>an?|the|any|one|when|where|how|what|those)\s(?:specific\s|special\s|certain\s)?(?P<words>.+)"
)
_ARTICLES = frozenset({"a", "an", "the", "any"})
_BARE_PLURAL = pattern(r"(?:[\w-]+\s){0,4}[\w-]+s\s(?:that|which|who|whose|used|designed|made|where|in which)\b")
_CLAUSE_ARTICLES = frozenset({"when", "where", "how", "what"})
_DIFFERENCE = pattern(
    r"\s(?:that|which|who|whose|where|when|in which|of|for|used|using|with|in|on|to|consisting|containing|between"
    r"|from|by|characteri[sz]ed|designed|made|caused|involving|describing|representing|defined|called|at|based|given"
    r"|without|within)\b|,\s"
)
_BEGIN_CLAUSES = frozenset("that which who whose where when because if while as since whenever how what".split())
_FINITE = AUXILIARIES - frozenset("be been being do done doing having".split())
_BEFORE_INFINITIVES = MODALS | frozenset({"not", "and", "or"})
_PARTICIPLES = frozenset(
    "made built sent held kept found used put set cut meant bound born done known given seen".split()
)
_PLURAL = frozenset({"are", "are defined as", "refer to", "mean"})
_QUOTES = ('"', "“", "'", "‘")
_SHORTEST_SUPERLATIVE = 5
_NO_SUPERLATIVES = frozenset({"arrest", "contest", "forest", "harvest", "interest", "protest", "request"})
_FRAMES = pattern(
    r"(?:type|form|kind|class|set|process|measure|method|technique|branch|study|collection|group|system|way|family"
    r"|model|theory|state|condition|disease|disorder|syndrome|procedure|tool|language|library|framework|number"
    r"|function|value|rate|ratio|series|structure|sequence|field|unit|act|practice|property|part|point|line"
    r"|algorithm|technology|protocol|mechanism|relationship)s?\b"
)
_BACK = pattern(
    r"\b(?:this|these|such|those|he|she|him|his|her|we|our|I|my|here|former|latter|video|speaker)\b|\b(?:above|below)[.,]"
)
_PERSONAL = pattern(r"\b(?:my|our|his|her|their|your|this|these|that)\b", re.IGNORECASE)
_LEAD_IN_BRACKETS = pattern(r"(?P<term>[^()]+?)\s*\((?P<also>[^()]{1,40})\)$")
_NUMBERED = pattern(
    r"(?i)(?:type|stage|step|class|grade|level|phase|case|example|part|option|rule|day|week|q)\b|.*\d\s*$"
)


class Definition(NamedTuple):
    """What a claim defines."""

    term: str
    """As it reads in the claim or its lead-in, without an article."""
    also: str = ""
    """What stands in brackets behind it, such as its abbreviation; empty if there is nothing."""
    article: str = ""
    """``a``, ``an`` or ``the``; empty if the term needs none, or stands in a lead-in."""
    plural: bool = False
    in_lead_in: bool = False

    @property
    def question(self) -> str:
        """The question that the claim answers: ``What is a prism?``"""
        if self.in_lead_in and _is_ordinary(self.term):  # nobody knows its article
            return f"What is meant by “{self.term}”?"
        term = self.term[0].lower() + self.term[1:] if _is_everyday(self.term) else self.term
        shown = f"{self.article} {term}" if self.article else term
        return f"What {'are' if self.plural else 'is'} {shown}?"


def _is_ordinary(term: str) -> bool:
    """Whether a term consists of ordinary words, which have a small letter inside a sentence."""
    words = cut(term)
    known = all(word_table().find(word.lower) is not None or word.lower in STOP for word in words)
    return known and not any(any(map(str.isupper, word.text[1:])) for word in words)


def _is_everyday(term: str) -> bool:
    """Whether a term has a capital only because it opens its sentence."""
    return term[1:] == term[1:].lower() and all(word.common for word in cut(term))


def definition_in(claim: Claim) -> Definition | None:
    """Return what an English claim defines; None if it defines nothing."""
    text = claim.text
    if not 20 <= len(text) <= LONGEST or text.endswith("?") or claim.kind == "cell":
        return None
    return _of_lead_in(claim.term, text) or _of_sentence(text)


def _of_sentence(text: str) -> Definition | None:
    """``A term is a … that …`` and ``A … that … is called a term``."""
    opener = patterns.OPENER.match(text)
    start = opener.end() if opener is not None else 0
    found = _IS.match(text, start)
    if found is not None and _defines(found):
        article = (found["article"] or "").strip().lower()
        return Definition(found["term"], found["also"] or "", article, found["verb"] in _PLURAL)
    found = _CALLED.match(text, start) if any(name in text for name in _NAMING) else None
    if found is not None and _is_term(found["term"]) and not _BACK.search(found["what"]):
        return Definition(found["term"], found["also"] or "")
    return None


def _defines(found: re.Match[str]) -> bool:
    return _is_term(found["term"], definite=found["article"] == "The ") and _says_what(found["rest"], found["verb"])


def _of_lead_in(lead_in: str | None, text: str) -> Definition | None:
    """``**Term**: a … that …`` and ``**Term**: It is a …``."""
    if lead_in is None:
        return None
    name = lead_in.strip("\"“”'‘’ ")
    found = _LEAD_IN_BRACKETS.match(name)
    term, also = (found["term"], found["also"]) if found is not None else (name, "")
    if _NUMBERED.match(term) or is_label(term) or not _is_term(term):
        return None
    if term.isalpha() and all(word.common for word in cut(term)) and not _FRAMES.match(text.partition(" ")[2]):
        return None
    said = _PRONOUN_IS.match(text)
    if said is not None:
        defines = _says_what(said["rest"], "is")
    else:
        defines = not _repeats(term, text) and _is_fragment(text) and _says_what(text[0].lower() + text[1:], "fragment")
    return Definition(term, also, in_lead_in=True) if defines else None


@lru_cache(maxsize=1 << 12)
def _is_term(term: str, *, definite: bool = False) -> bool:
    """Whether a phrase can be defined. With ``The`` before it, it must be no everyday thing."""
    if _PERSONAL.search(term) or not names_something(term):
        return False
    words = cut(term)
    return not definite or len(words) > 1 or not all(word.common for word in words)


def _says_what(rest: str, verb: str) -> bool:
    """Whether a predicate says of which kind something is, and what sets it apart."""
    if len(rest.split()) < _FEWEST_WORDS or _BACK.search(rest[:90]):
        return False
    found = _GENUS.match(rest)
    if found is None and verb == "are":
        return _BARE_PLURAL.match(rest) is not None and _has_genus(rest)
    if found is None:
        return verb not in ("is", "are", "fragment") and rest[0].islower() and rest.partition(" ")[0] not in STOP
    if found["words"].startswith(_QUOTES):
        return False
    if found["article"] in _CLAUSE_ARTICLES:
        return verb in ("is", "means", "refers to", "describes")
    return found["article"] != "one" and _has_genus(found["words"])


def _has_genus(text: str) -> bool:
    """Whether a text begins with a kind of thing, and goes on with what sets it apart."""
    difference = _DIFFERENCE.search(text)
    if difference is None or text.startswith("one ", difference.end() + 1):
        return False
    if _FRAMES.match(text):
        return True
    genus = cut(text[: difference.start()])
    if not genus or len(genus) > 6 or any(_judges(word.lower) for word in genus):
        return False
    if any(word.lower.endswith("ly") for word in genus[-2:-1]) or not _ends_in_noun(text[: difference.start()]):
        return False
    head = genus[-1].lower
    if difference[0].strip() == "of" and text.startswith("choice", difference.end() + 1):
        return False
    return head not in JUDGEMENTS and head.rstrip("s") not in JUDGEMENTS and PERSONS.fullmatch(genus[-1].text) is None


def _ends_in_noun(genus: str) -> bool:
    phrase = f"the {genus}"
    return tag(phrase, cut(phrase))[-1] == "noun"


def _judges(word: str) -> bool:
    superlative = len(word) > _SHORTEST_SUPERLATIVE and word.endswith("est") and word not in _NO_SUPERLATIVES
    return word in JUDGING or word in AUXILIARIES or superlative


def _is_fragment(text: str) -> bool:
    """Whether a text is a noun phrase and no sentence: each finite verb in it belongs to a clause like ``that …``."""
    if text.partition(" ")[0].lower() not in _ARTICLES:
        return False
    words = cut(text)
    tags = tag(text, words)
    clauses = finite = 0
    for index, (word, each) in enumerate(zip(words, tags, strict=True)):
        behind = words[index + 1] if index + 1 < len(words) else None
        if word.lower in _BEGIN_CLAUSES:
            clauses += behind is None or not behind.lower.endswith("ing")
        elif word.lower == "and" and clauses and behind is not None and tags[index + 1] == "verb":
            clauses += 1
        elif word.lower in _FINITE or _agrees(words, index) or (each == "verb" and _is_finite(words, tags, index)):
            finite += 1
        if finite > clauses:
            return False
    return True


def _repeats(term: str, text: str) -> bool:
    """Whether a text begins with its own lead-in: it is a sentence about it."""
    return text.partition(" ")[2].lower().startswith(term.lower())


def _agrees(words: Sequence[Word], index: int) -> bool:
    """Whether a word that may be a noun is the verb of the first words: ``The method struggles with …``."""
    lower = words[index].lower
    behind = words[index + 1].lower if index + 1 < len(words) else ""
    before = words[index - 1].lower
    singular = not before.endswith("s") or before.endswith("ss")
    verb = lower.endswith("s") and class_of(lower)[:2] in ("nv", "vn")
    definite = words[0].lower == "the" and before not in DETERMINERS | PREPOSITIONS
    return verb and 2 <= index <= _LATEST_VERB and singular and (definite or behind in PREPOSITIONS | DETERMINERS)


def _is_finite(words: Sequence[Word], tags: Sequence[Tag], index: int) -> bool:
    """Whether a verb is neither an infinitive nor a participle."""
    before = words[index - 1].lower if index else ""
    lower = words[index].lower
    if before in _BEFORE_INFINITIVES or before in _FINITE or lower.endswith("ing"):
        return False
    if before in _BEGIN_CLAUSES:
        return True
    if lower.endswith(("ed", "en", "wn")) or lower in _PARTICIPLES:
        has_object = index + 1 < len(words) and (tags[index + 1] in NOMINAL or words[index + 1].lower in DETERMINERS)
        return has_object and index > 1 and tags[index - 1] != "stop"
    return True
