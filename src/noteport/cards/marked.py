"""What the author marked: the surest sign of what a sentence is about."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import Candidate, short
from noteport.cards.phrases import is_like_adjective
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_QUOTED = pattern(r'"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』')


def marked(sentence: ClaimSentence) -> Iterator[Candidate]:
    """What the author marked or put in quotation marks, if it is short enough to be recalled."""
    text = sentence.text
    for kind, start, end in sentence.marks.spans:
        if kind not in ("code", "formula"):
            yield from short(text, start, end, kind)
        elif start < end <= len(text):
            yield Candidate(start, end, kind)
    for found in _QUOTED.finditer(text):
        for quote in short(text, *found.span(found.lastindex or 0), "quote"):
            yield quote._replace(signs=tuple(_of_quote(sentence, quote))) if sentence.english else quote


def _of_quote(sentence: ClaimSentence, quote: Candidate) -> Iterator[str]:
    """A name that people give something is worth asking for; what somebody said is not."""
    words = sentence.words_in(quote.start, quote.end)
    tags = sentence.tags_in(quote.start, quote.end)
    if "verb" in tags:
        yield "something said"
    elif tags[-1:] != ["noun"] or (len(words) == 1 and is_like_adjective(words[0])):
        yield "no noun"
