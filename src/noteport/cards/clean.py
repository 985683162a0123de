"""Which claims are not asked about at all, and why."""

from __future__ import annotations

import string

from noteport.cards.english import patterns
from noteport.cards.persons import names_person
from noteport.cards.sentence import LONGEST, ClaimSentence
from noteport.cards.unnamed import needs_other_sentence
from noteport.model.patterns import pattern

_MARKUP = pattern(r"##|\\[a-zA-Z]|\|.*\||\]\(|\[\[|<[a-z]+[ >]|\$(?<!\d\$)(?<!\d\s\$)\s[^$]+\$")
"""Each alternative begins with a character: to search for one of a few characters takes a fifth of the time."""
_CALLED_QUESTION = pattern(r"(?:Q|Question)\s?(?:\d+\s?)?[:.]\s")
"""The beginning of a text that says that it is a question."""
_SAID = pattern(r"\"[^\"]+\"[.]?|“[^“”]+”[.]?")
_ASKS_AT_END = pattern(r"\s(?:what|which|who|whom|whose|where|when|how many|how much)[.:]?$")
_LONGEST_ASKING = len(" how many.")
_MOST_WORDS, _FEWEST_WORDS, _FEWEST_UNDER_TERM = 48, 6, 3
_LETTERS = 0.6
"""The least share of letters among the characters."""
_NO_LETTERS_LEFT = dict.fromkeys(map(ord, string.ascii_letters))


def why_skipped(sentence: ClaimSentence) -> str | None:
    """Why a claim makes no good card, whatever is asked for; None if it may make one."""
    if len(sentence.text) > LONGEST:
        return "too long"
    text = _without_formulas(sentence)
    if text.endswith(("?", "？")):
        return "a question"
    if text.endswith((":", "：")):
        return "introduces what follows"
    if _MARKUP.search(text):
        return "markup in the text"
    visible = text.replace(" ", "")
    others = visible.translate(_NO_LETTERS_LEFT)
    if len(visible) - len(others) + sum(map(str.isalpha, others)) < _LETTERS * len(visible):
        return "mostly figures and signs"
    return _why_skipped_in_english(sentence) if sentence.english else None


def is_broken_off(text: str) -> bool:
    """Whether an English text begins or ends in the middle of a sentence."""
    end = max(len(text) - patterns.LONGEST_NO_END, 0)
    return text[:1] in patterns.NO_BEGINNING or patterns.NO_END.search(text, end) is not None


def _why_skipped_in_english(sentence: ClaimSentence) -> str | None:
    text = sentence.text[sentence.start :]
    if _CALLED_QUESTION.match(text) or _ASKS_AT_END.search(text, max(len(text) - _LONGEST_ASKING, 0)):
        return "a question"
    length = text.count(" ") + 1
    if length < (_FEWEST_WORDS if sentence.claim.term is None else _FEWEST_UNDER_TERM):
        return "too short"
    if length > _MOST_WORDS:
        return "too long"
    if is_broken_off(text):
        return "broken off"
    about_the_video = patterns.ABOUT_THE_VIDEO
    if sentence.may_have(about_the_video) and about_the_video.pattern.search(text.lower()):
        return "about the video"
    if _points_back(sentence, text[0].upper() + text[1:]):
        return "its subject is in another sentence"
    reason = _why_not_alone(sentence, text)
    # What an acronym stands for can be asked without showing the sentence.
    return None if reason is None or patterns.ACRONYM_IN_BRACKETS.search(text) else reason


def _why_not_alone(sentence: ClaimSentence, text: str) -> str | None:
    """Why an English sentence tells little without what stands around it."""
    if patterns.SETS_EXAMPLE_UP.match(text):
        return "sets an example up"
    if _SAID.fullmatch(text) and patterns.FIRST_OR_SECOND_PERSON.search(text):
        return "something said"
    return "only another sentence explains it" if needs_other_sentence(sentence) else None


def _points_back(sentence: ClaimSentence, text: str) -> bool:
    """Whether only another sentence tells what this one is about.

    A person may be named above the claim; ``It`` and ``This`` right behind a lead-in mean the lead-in.
    """
    if not patterns.POINTS_BACK.match(text) and not patterns.HIDDEN_SUBJECT.match(text):
        return False
    if patterns.NOBODY.match(text):
        return False
    if sentence.leans_on_term or sentence.subject is not None:
        return False
    is_person = patterns.PERSON_BACK.match(text) or patterns.HIDDEN_SUBJECT.match(text)
    return not (is_person and names_person(part.text for part in sentence.context))


def _without_formulas(sentence: ClaimSentence) -> str:
    """The text, its formulas taken for words: their signs are no markup."""
    text = sentence.text
    for kind, start, end in reversed(sentence.marks.spans):
        if kind == "formula":
            text = f"{text[:start]}formula{text[end:]}"
    return text[sentence.start :]
