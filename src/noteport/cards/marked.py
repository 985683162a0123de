"""What the author marked: the surest sign of what a sentence is about."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import Candidate, short
from noteport.cards.phrases import is_like_adjective
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_QUOTED = pattern(r'"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』')

_BETWEEN = pattern(r"[,;.:]\s|\s")
"""The beginning of what stands between two pieces of code if a backtick was forgotten: ``a`, then `b``."""
_NEAR = 24
"""Characters before a quotation that are looked at."""
_WORD = pattern(r"[A-Za-z]{2}")
_TERM_BEFORE = pattern(
    r"\b(?:term|phrase|word|concept|idea|notion|principle|called|known as|termed|dubbed|named|coined)"
    r"(?:\sof)?(?:\sthe|\san?)?\s[\"“]$"
)
_LOOKS_BEHIND = pattern(r"[\"”]\s(?:appearance|look|sign|pattern|shape)\b")
_EXPLAINED_BEHIND = pattern(r",?[\"”],?\s(?:\(|meaning\b|indicating\b|which\b|where\b|that\b|an?\b)")


def marked(sentence: ClaimSentence) -> Iterator[Candidate]:
    """What the author marked or put in quotation marks, if it is short enough to be recalled."""
    text = sentence.text
    for kind, start, end in sentence.marks.spans:
        if kind not in ("code", "formula"):
            yield from short(text, start, end, kind)
        elif start < end <= len(text) and _BETWEEN.match(text, start) is None:
            yield Candidate(start, end, kind, tuple(_of_code(sentence, start, end)) if sentence.english else ())
    for found in _QUOTED.finditer(text) if '"' in text or not text.isascii() else ():
        for quote in short(text, *found.span(found.lastindex or 0), "quote"):
            yield quote._replace(signs=tuple(_of_quote(sentence, quote))) if sentence.english else quote


def _of_code(sentence: ClaimSentence, start: int, end: int) -> Iterator[str]:
    """Code that the sentence calls a thing of some kind is worth asking for; a value or a variable is not."""
    if _WORD.search(sentence.text, start, end) is None:
        yield "no word in it"
    if sentence.tag_after(end) == "noun":
        yield "said to be what follows"


def _of_quote(sentence: ClaimSentence, quote: Candidate) -> Iterator[str]:
    """A name that people give something is worth asking for; what somebody said is not."""
    text = sentence.text
    if _TERM_BEFORE.search(text, max(quote.start - _NEAR, 0), quote.start):
        yield "said to be a term"
    if _LOOKS_BEHIND.match(text, quote.end):
        yield "what something looks like"
    elif _EXPLAINED_BEHIND.match(text, quote.end):
        yield "explained behind it"
    if text[quote.start].islower():
        yield "a quotation in small letters"
    words = sentence.words_in(quote.start, quote.end)
    tags = sentence.tags_in(quote.start, quote.end)
    if "verb" in tags:
        yield "something said"
    elif tags[-1:] != ["noun"] or (len(words) == 1 and is_like_adjective(words[0])):
        yield "no noun"
