"""What a claim is about, as it reads in its text: names, and terms that the author marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from noteport.cards.statistics import WordStatistics
from noteport.cards.words import cut
from noteport.lexicon.names import names_in
from noteport.lexicon.noun_phrases import names_something
from noteport.model.nodes import Claim, Emphasis, Highlight, Inline, Link, Strong, WikiLink
from noteport.model.patterns import pattern
from noteport.model.text import plain

SubjectKind: TypeAlias = Literal["name", "name that opens a sentence", "link", "bold", "lead-in"]

_LONGEST_ELSEWHERE = 40
_MOST_WORDS_ELSEWHERE = 4
_SENTENCE = pattern(r"[.!?:;,()\[\]=<>{}|/\"“”«»]")
_BRACKETS = pattern(r"^(?P<name>[^()]+?)\s*\([^()]*\)$")


class Subject(NamedTuple):
    """Something that a claim is about."""

    text: str
    """As it reads in the claim."""
    kind: SubjectKind


def subjects_of(claim: Claim, words: WordStatistics, *, english: bool) -> Iterator[Subject]:
    """Yield what an index could list of a claim, in the order of the text; marked terms before names.

    Args:
        claim: the claim.
        words: how rare words are: ``count_words(notes)``.
        english: whether the note is English. Elsewhere, only what the author marked is known.
    """
    for text, kind in _marked(claim.inlines):
        if _is_subject(text, english=english):
            yield Subject(text, kind)
    if claim.term is not None and claim.kind != "cell":
        found = _BRACKETS.match(claim.term)
        name = found["name"] if found is not None else claim.term
        if _is_subject(name, english=english):
            yield Subject(name, "lead-in")
    if english:
        for name in names_in(claim.text, words):
            yield Subject(name.text, "name" if name.certain else "name that opens a sentence")


def _marked(inlines: tuple[Inline, ...]) -> Iterator[tuple[str, SubjectKind]]:
    for inline in inlines:
        match inline:
            case WikiLink(shown=shown) if shown:
                yield shown.strip(), "link"
            case Strong(children) | Highlight(children):
                yield plain(children).strip(" .:"), "bold"
                yield from _marked(children)
            case Emphasis(children) | Link(_, children):
                yield from _marked(children)
            case _:
                pass


def _is_subject(text: str, *, english: bool) -> bool:
    if english:
        return names_something(text)
    short = 2 < len(text) <= _LONGEST_ELSEWHERE and len(cut(text)) <= _MOST_WORDS_ELSEWHERE
    return short and _SENTENCE.search(text) is None and any(map(str.isalpha, text))
