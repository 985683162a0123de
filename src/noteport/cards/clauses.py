"""A simple English clause taken apart, so that a question can be made of it: subject, auxiliary, verb, rest."""

from __future__ import annotations

from typing import NamedTuple

from noteport.cards.english.tags import NOMINAL, table
from noteport.cards.english.words import STOP
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import Word
from noteport.model.patterns import pattern

_BE = frozenset("is are was were".split())
_MODALS = frozenset("can could will would must should may might has have had".split())
_VERBS = _BE | _MODALS | frozenset("contains cost costs last lasted lasts takes".split())
"""Verbs of questions, whatever else they may be."""
_IN_SUBJECT = frozenset("a an the of for in into on to and or between from with".split())
_NO_SUBJECT = frozenset("it this that these those they we you he she i there here what which who".split())
_NEGATED = pattern(r"\s(?:not|never|n['’]t|no longer|only|also|then|still|already)\b")
_LONGEST_SUBJECT, _LONGEST_QUESTION = 9, 22
"""Words."""
_VOWELS = frozenset("aeiou")


class Clause(NamedTuple):
    """A clause in order: ``the pump``, ``was``, ``built in Graz``; or ``the pump``, ``needs``, ``no oil``."""

    subject: str
    """As it stands inside a sentence."""
    auxiliary: str
    """A form of *be*, a modal verb, or *has* before a participle; empty if there is none."""
    verb: str
    """The finite verb, if there is no auxiliary."""
    rest: str
    start_of_rest: int
    """Where what follows the auxiliary or the verb begins in the text."""

    def asked(self, rest: str) -> str:
        """The clause in the order of a question, with another rest; empty if its verb has no known plain form."""
        if self.auxiliary:
            return f"{self.auxiliary} {self.subject} {rest}".strip()
        helper, plain = _plain_form(self.verb)
        return f"{helper} {self.subject} {plain} {rest}".strip() if plain else ""


def clause_of(sentence: ClaimSentence, end: int) -> Clause | None:
    """The clause with which a sentence begins.

    Args:
        sentence: the sentence.
        end: where the clause ends in its text.

    Returns:
        None if its subject is no plain noun phrase right before the verb, or if it is negated.
    """
    text = sentence.text
    subject: list[Word] = []
    for word, tag in zip(sentence.words, sentence.tags, strict=False):
        if word.start < sentence.start:
            continue
        if word.end > end or (subject and text[subject[-1].end : word.start] != " "):
            return None
        if subject and subject[-1].stems and (tag == "verb" or word.lower in _VERBS):
            return _clause(sentence, subject, word, end)
        if word.lower in _NO_SUBJECT or (tag not in (*NOMINAL, "number") and word.lower not in _IN_SUBJECT):
            return None
        subject.append(word)
        if len(subject) > _LONGEST_SUBJECT:
            return None
    return None


def _clause(sentence: ClaimSentence, subject: list[Word], verb: Word, end: int) -> Clause | None:
    text = sentence.text
    if text[verb.end : verb.end + 1] != " " or _NEGATED.match(text, verb.end) or verb.lower.endswith(("ing", "n't")):
        return None
    is_auxiliary = verb.lower in _BE or (verb.lower in _MODALS and _before_verb(sentence, verb))
    start = verb.end + 1
    return Clause(
        subject=inside(sentence, text[subject[0].start : subject[-1].end]),
        auxiliary=verb.text if is_auxiliary else "",
        verb="" if is_auxiliary else verb.lower,
        rest=text[start:end].rstrip(" .!"),
        start_of_rest=start,
    )


def _before_verb(sentence: ClaimSentence, verb: Word) -> bool:
    """Whether ``has`` or a modal verb has another verb behind it."""
    _, behind = sentence.indices_of(verb.start, verb.end)
    if behind == len(sentence.words):
        return False
    return sentence.tags[behind] == "verb" or sentence.words[behind].lower in ("be", "been", "have")


def inside(sentence: ClaimSentence, phrase: str) -> str:
    """The beginning of a sentence as it would be written inside another: with a small letter, unless it is a name."""
    first, _, others = phrase.partition(" ")
    lower = first.lower()
    is_word = lower in STOP or (lower in table().words and first[1:].islower() and not others[:1].isupper())
    if is_word and first != "I" and not sentence.facts.words.is_name(first):
        return phrase[0].lower() + phrase[1:]
    return phrase


def fits(question: str) -> bool:
    """Whether a question is short enough, and whole."""
    balanced = question.count("(") == question.count(")") and not question.count('"') % 2
    return balanced and 2 < len(question.split()) <= _LONGEST_QUESTION


def _plain_form(verb: str) -> tuple[str, str]:
    """``does`` and ``need`` of ``needs``, ``did`` and ``stop`` of ``stopped``; an empty form if it is not known."""
    if verb == "has":
        return "does", "have"
    if verb.endswith("ed"):
        ied = verb[:-3] + "y" if verb.endswith("ied") else ""
        return "did", _known(verb[:-2], verb[:-1], ied, _single(verb[:-2]))
    if verb.endswith("s") and not verb.endswith("ss"):
        ies = verb[:-3] + "y" if verb.endswith("ies") else ""
        return "does", _known(verb[:-1], verb[:-2] if verb.endswith("es") else "", ies)
    return "do", verb if _is_verb(verb) and (_is_verb(f"{verb}s") or _is_verb(f"{verb}es")) else ""


def _known(*forms: str) -> str:
    """The first that is known as a verb, else as a word; empty if none is."""
    verbs = (form for form in forms if _is_verb(form))
    others = (form for form in forms if form in table().words or form in STOP)
    return next(verbs, "") or next(others, "")


def _single(stem: str) -> str:
    """``stopp`` as ``stop``."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-3] in _VOWELS
    return stem[:-1] if doubled else ""


def _is_verb(word: str) -> bool:
    return len(word) > 1 and "v" in table().words.get(word, "")
