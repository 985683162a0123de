"""What a gap shows next to its dots: the kind of answer, or its number of words.

A first letter is shown only where other words would often fit as well, and never that of an everyday word. Strict
readers judged cards with and without it: of phrases of several words, they kept 54 instead of 41 in a hundred (292
cards each way), since only 22 instead of 46 had a rival; of single words 64 instead of 58 (72 cards). Quotations,
definitions, names and numbers gain too little by it.
"""

from __future__ import annotations

import re

from noteport.cards.amounts import how_many, how_many_in_words
from noteport.cards.candidates import Candidate
from noteport.cards.english import patterns
from noteport.cards.english.word_table import word_table
from noteport.cards.sentence import ClaimSentence
from noteport.cards.words import words_as_written
from noteport.model.patterns import pattern

_KINDS = {
    "money": "how much",
    "percent": "what percentage",
    "date": "date",
    "formula": "formula",
    "equation": "formula",
    "acronym spelt out": None,
    "meaning": None,
    "reason": None,
}
"""The hint of each kind that is told by its kind alone."""
_WITH_RIVALS = frozenset({"phrase", "link"})
"""The kinds of answers in whose place another phrase would often fit as well."""
_LONGEST_WITH_RIVALS = 3
"""Words of an answer: a longer one leaves little choice."""
_EVERYDAY = 8.0
"""The rarity below which a word is an everyday word: ``large``, ``model``."""
_SHORTEST_WITH_LETTER = 5
"""Letters of a single word."""
_NUMBERS = "no one two three four five six seven eight".split()

_ACRONYM = pattern(r"[^₀-₉]*[A-Z]{2}[^₀-₉]*$")
_CHEMICAL = pattern(r".*[₀-₉]")
_ARTICLE = pattern(r"\ban?\s$", re.IGNORECASE)
_FILES = (
    "c|cfg|conf|cpp|cs|css|csv|dart|env|exe|go|h|html|ini|ipynb|java|jpg|js|json|jsx|kt|lock|md|mjs|php|png|py|rb|rs|scss"
    "|sh|sql|svelte|svg|swift|toml|ts|tsx|txt|vue|wasm|xml|ya?ml|zip"
)
_KEYWORDS = "async|await|class|const|def|export|extends|function|implements|import|let|return|static|struct|typeof|var"
_CODE = (
    (pattern(r".*(?:[{};\"]|=>|===)"), "code"),
    (pattern(r".*(?:[²³⁰-⁹ⁿ₀-₉×÷±√∂∑∫∞πθλφ]|[\w)]\^)|\(?[a-z]\s?[-+*/]\s?[a-z]\)?$|1/[a-z]$"), "formula"),
    (pattern(r"d[a-zA-Z](?:/d[a-zA-Z])?$|\w+\([a-z](?:/\d+)?\)$"), "formula"),
    (pattern(r"(?:[a-zA-Z]|sin|cos|tan|log|ln|exp|max|min)\(|\S.*\s[=+^*/≤≥]\s"), "formula"),
    (pattern(r"[\w.$<>]+\([^()]*\)$"), "call"),
    (pattern(r"--?[a-z][\w-]*(?:[= ]\S*)?$"), "option"),
    (pattern(r"<.*>$"), "element"),
    (pattern(rf"[\w./-]*\.(?:{_FILES})$"), "file"),
    (pattern(rf"\w+$|.*[^\w\s-]|(?:{_KEYWORDS})\s"), "code"),
)
"""What a piece of code is, by its shape; several words are only words, whatever their typeface."""


def hint_for(sentence: ClaimSentence, candidate: Candidate, answer: str) -> str | None:
    """The hint of an English card; None if there is nothing to say."""
    kind = candidate.kind
    if kind in _KINDS:
        return _KINDS[kind]
    match kind:
        case "acronym":
            return _kind_of_acronym(answer)
        case "pair" | "list":
            return _things(sentence, candidate, answer)
        case "year":
            return "decade" if answer.endswith("s") else "year"
        case "count":
            return how_many_in_words(sentence, candidate)
        case "quantity" | "number":
            return how_many(sentence, candidate, answer)
        case "code":
            return next((name for shape, name in _CODE if shape.match(answer)), number_of_words(answer))
        case "name":
            return _which_name(sentence.text, candidate)
        case _:
            return _how_many_words(sentence, candidate, answer)


def number_of_words(answer: str) -> str | None:
    """``two words``; None for a single one, which is what a gap looks like, and for a long answer."""
    number = len(answer.split())
    return f"{_NUMBERS[number]} words" if 1 < number < len(_NUMBERS) else None


def _kind_of_acronym(answer: str) -> str:
    if _CHEMICAL.match(answer):
        return "formula"
    return "acronym" if _ACRONYM.match(answer) and not answer.endswith(("+", "#")) else "name"


def _things(sentence: ClaimSentence, candidate: Candidate, answer: str) -> str | None:
    """``two things``; behind an article, which is that of the first of them, how many words there are."""
    if _ARTICLE.search(sentence.text, max(candidate.start - 4, 0), candidate.start):
        return number_of_words(answer)
    if candidate.kind == "list":
        return "three things"
    last = sentence.tags_in(candidate.start, candidate.end)[-1]
    return f"two {last}s" if last in ("adjective", "adverb") else "two things"


def _which_name(text: str, candidate: Candidate) -> str:
    """Who or what is named, if what stands around it tells; else only that it is a name."""
    before = text[max(candidate.start - 30, 0) : candidate.start]
    for around, name in ((patterns.BEFORE_COMPANY, "a company"), (patterns.BEFORE_PLACE, "a place")):
        if around.search(before):
            return name
    several = text.count(" ", candidate.start, candidate.end) in (1, 2)
    if (
        several
        and not before.endswith(("The ", "the "))
        and (patterns.BEFORE_PERSON.search(before) or patterns.BEHIND_PERSON.match(text, candidate.end))
    ):
        return "a person"
    return "name"


def _how_many_words(sentence: ClaimSentence, candidate: Candidate, answer: str) -> str | None:
    if any(map(str.isdigit, answer)) and not any(map(str.isalpha, answer)):
        return "number"
    letter = _letter_against_rivals(sentence, candidate.kind, answer)
    if letter is None:
        return number_of_words(answer)
    return f"{number_of_words(answer) or 'one word'}, {letter}…"


def _letter_against_rivals(sentence: ClaimSentence, kind: str, answer: str) -> str | None:
    """The first letter of an answer in whose place other words would fit; None if the letter would tell little.

    It tells little if it is that of an everyday word, or of a word that the note has before the same noun, too; it
    tells too much of a short word.
    """
    words = words_as_written(answer)
    if not 1 <= len(words) <= _LONGEST_WITH_RIVALS or word_table().has_commoner_than(_EVERYDAY, words[0].lower()):
        return None
    if len(words) == 1:
        return answer[0] if kind == "phrase" and answer.isalpha() and len(answer) >= _SHORTEST_WITH_LETTER else None
    own, noun = words[0].lower(), words[1].lower()
    rivals = sentence.facts.before_nouns.get(noun, frozenset()) - {own}
    has_rivals = rivals or kind in _WITH_RIVALS
    return words[0][0] if has_rivals and all(rival[0] != own[0] for rival in rivals) else None
