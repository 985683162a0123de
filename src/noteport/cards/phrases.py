"""What is left when nothing stands out: phrases in English, elsewhere single words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.candidates import LONGEST, Candidate
from noteport.cards.noun_phrases import POSSESSIVE, is_vague
from noteport.cards.sentence import ClaimSentence
from noteport.cards.unspaced import unspaced
from noteport.cards.words import Word, is_unspaced

_OF_ADJECTIVES = ("ed", "able", "ible", "ful", "ive", "ous", "less", "ical", "ing", "ary", "ish", "istic")


def phrases(sentence: ClaimSentence, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Every phrase of a text. What touches one of the names is none."""
    if is_unspaced(sentence.text):
        yield from (run for run in unspaced(sentence.text) if not _touches(run.start, run.end, named))
    elif sentence.english:
        for whole in sentence.noun_phrases:
            owned = _owned(sentence, whole) if len(whole) > 2 and whole[0].capitalised else []
            for phrase in (whole, _without_everyday_adjective(sentence, whole), owned):
                if 0 < len(phrase) <= LONGEST and not _in_name(phrase, named):
                    yield phrase_candidate(sentence, phrase)
    else:
        for word in sentence.words:
            if len(word.text) > 1 and not _touches(word.start, word.end, named):
                yield Candidate(word.start, word.end, "word")


def _without_everyday_adjective(sentence: ClaimSentence, phrase: list[Word]) -> list[Word]:
    """The noun of ``a clear schema`` without the adjective; empty if what stands first belongs to the term."""
    first = phrase[0]
    if len(phrase) < 2 or not first.common or first.capitalised or sentence.tag_of(first) == "noun":
        return []
    return phrase[1:]


def _owned(sentence: ClaimSentence, phrase: list[Word]) -> list[Word]:
    """What a name owns, if it is a term and not another name: ``license plate``, but not ``theorem``; else empty."""
    owner, *owned = phrase
    if not (owner.text.endswith(POSSESSIVE) or sentence.text.startswith(("'", "’"), owner.end)):
        return []
    is_term = not owned[0].capitalised and (len(owned) > 2 or not is_vague(owned[-1].lower))
    return owned if is_term else []


def _in_name(phrase: list[Word], named: Sequence[Candidate]) -> bool:
    """Whether a phrase is a name or a piece of one. What a name begins is a phrase of its own: ``Hall effect``."""
    return any(name.start <= phrase[0].start < name.end and phrase[-1].end <= name.end + 2 for name in named)


def _touches(start: int, end: int, others: Sequence[Candidate]) -> bool:
    return any(start < other.end and other.start < end for other in others)


def phrase_candidate(sentence: ClaimSentence, phrase: list[Word], kind: str = "phrase") -> Candidate:
    """A phrase with what speaks for or against it."""
    start, end = phrase[0].start, phrase[-1].end
    return Candidate(start, end, kind, tuple(_signs(sentence, phrase, start, end)))


def _signs(sentence: ClaimSentence, phrase: list[Word], start: int, end: int) -> Iterator[str]:
    if len(phrase) == 1:
        if not phrase[0].common and is_like_adjective(phrase[0]):
            yield "an adjective"
    # Two words that others put together too are a term; two that only this note does are its style.
    elif sentence.facts.words.is_known(f"{phrase[-2].lower} {phrase[-1].lower}"):
        yield "a known phrase"
    if is_vague(phrase[-1].lower):
        yield "a vague noun"
    if sentence.text.startswith(" of ", end):
        yield "goes on with of"
    if sentence.tag_before(start) == "adverb":
        yield "piece of a longer phrase"


def is_like_adjective(word: Word) -> bool:
    """Whether a word most likely is no noun, by its ending."""
    return word.lower.endswith(_OF_ADJECTIVES, 3)
