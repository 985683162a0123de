"""What is left when nothing stands out: phrases in English, elsewhere single words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noteport.cards.candidates import LONGEST, Candidate
from noteport.cards.english.words import BEHIND_NOUNS, VAGUE_ADJECTIVES, VAGUE_NOUNS
from noteport.cards.sentence import ClaimSentence
from noteport.cards.unspaced import unspaced
from noteport.cards.words import UNSPACED, Word
from noteport.model.patterns import pattern

ADJECTIVE = pattern(r".{3,}(?:ed|able|ible|ful|ive|ous|less|ical|ing|ary|ish|istic)$")
"""What most likely is no noun."""

_ABSTRACT = pattern(r".{3,}(?:ness|ization|isation|ility|ment)$")


def phrases(sentence: ClaimSentence, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Every phrase of a text. What touches one of the names is none."""
    if UNSPACED.search(sentence.text):
        yield from (run for run in unspaced(sentence.text) if not _touches(run.start, run.end, named))
    elif sentence.english:
        for whole in sentence.noun_phrases:
            for phrase in (whole, _without_everyday_adjective(sentence, whole)):
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


def _in_name(phrase: list[Word], named: Sequence[Candidate]) -> bool:
    """Whether a phrase is a name or a piece of one. What a name begins is a phrase of its own: ``Hall effect``."""
    return any(name.start <= phrase[0].start < name.end and phrase[-1].end <= name.end + 2 for name in named)


def _touches(start: int, end: int, others: Sequence[Candidate]) -> bool:
    return any(start < other.end and other.start < end for other in others)


def phrase_candidate(sentence: ClaimSentence, phrase: list[Word]) -> Candidate:
    """A phrase with what speaks for or against it."""
    signs = (
        *_of_words(sentence, phrase),
        *(_of_single_word(sentence, phrase[0]) if len(phrase) == 1 else _of_pair(sentence, phrase)),
        *_of_neighbours(sentence, phrase),
    )
    return Candidate(phrase[0].start, phrase[-1].end, "phrase", signs)


def _of_words(sentence: ClaimSentence, phrase: list[Word]) -> Iterator[str]:
    own, head = speciality(phrase), phrase[-1].lower
    yield "technical words" if own else "everyday words"
    if own and sum(sentence.facts.counts.get(word.lower, 0) for word in phrase) >= 3 * len(phrase):
        yield "comes again in the note"
    if all(is_vague(word.lower) or word.lower in VAGUE_ADJECTIVES for word in phrase):
        yield "could be twenty others"
    elif is_vague(head):
        yield "a vague noun"


def _of_pair(sentence: ClaimSentence, phrase: list[Word]) -> Iterator[str]:
    """Two words that others put together too are a term; two that only this note does are its style."""
    if len(phrase) == 2:
        yield "two words"
    if sentence.facts.words.is_known(" ".join(word.lower for word in phrase[-2:])):
        yield "a known phrase"
    if min(sentence.facts.rarity(word.lower) for word in phrase) > 3:
        yield "each word is rare"
    if not speciality(phrase):
        yield "everyday words"
    head = phrase[-1].lower
    if head in BEHIND_NOUNS or (ADJECTIVE.match(head) and not head.endswith("ing")):
        yield "ends in an adjective"


def _of_neighbours(sentence: ClaimSentence, phrase: list[Word]) -> Iterator[str]:
    if sentence.text.endswith((" the ", "The "), 0, phrase[0].start):
        yield "definite"
    if sentence.text.startswith(" of ", phrase[-1].end):
        yield "goes on with of"
    if sentence.tag_before(phrase[0].start) == "adverb":
        yield "piece of a longer phrase"


def _of_single_word(sentence: ClaimSentence, word: Word) -> Iterator[str]:
    if word.common:
        yield "an everyday word"
    elif ADJECTIVE.match(word.lower):
        yield "an adjective"
    elif _ABSTRACT.match(word.lower):
        yield "an abstract noun"
    if sentence.facts.counts.get(word.lower, 0) < 2 and sentence.facts.words.counts.get(word.lower, 0) < 3:
        yield "used once"


def rarity(sentence: ClaimSentence, words: list[Word]) -> float:
    """How rare the rarest word is that says something of its own (see ``WordStatistics.rarity``)."""
    known = sentence.facts.rarity
    return max((known(word.lower) for word in words if word.lower not in VAGUE_NOUNS), default=0.0)


def speciality(words: list[Word]) -> float:
    """0 for words that notes on any subject use, 1 for words that none of the others use."""
    own = [not word.common for word in words if word.stems]
    return 0.6 + 0.4 * sum(own) / len(own) if any(own) else 0.0


def is_vague(noun: str) -> bool:
    """Whether twenty other nouns could stand for one, singular or plural, in small letters."""
    return noun in VAGUE_NOUNS or singular(noun) in VAGUE_NOUNS


def singular(noun: str) -> str:
    """A regular plural without its ending."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
