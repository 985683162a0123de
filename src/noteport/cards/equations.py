"""What something equals, said by a sign or in words: ``Tangent = [opposite / adjacent]``."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.cards.candidates import LONGEST_MARK_CHARACTERS, Candidate
from noteport.cards.sentence import ClaimSentence
from noteport.model.patterns import pattern

_ENDS = r"(?=\s[=≈]\s|[.,;:]?$|[,;:.]\s|\s\(|\s(?:where|which|for|if|and|or|when|with|at|in|on|to|from|as|is|so|but)\b)"
_SIGN = pattern(rf"(?<=\s[=≈]\s)[^\s=≈][^=≈,;:]{{0,58}}?{_ENDS}")
_WORDS = pattern(
    r"\b(?:calculated|computed|defined|expressed|found|given) (?:as|by) (?:the |that |an? )?"
    r"([^,;:]+?)(?=[.,;:]?$|[,;:.]\s)"
)
_ARITHMETIC = pattern(r"\b(?:difference|divided|minus|multiplied|plus|power|product|ratio|squared?|sum|times)\b")
_FEWEST, _MOST = 3, 10
"""Words of what something equals, if it is said in words."""


def equations(sentence: ClaimSentence) -> Iterator[Candidate]:
    """What stands behind each equals sign, and behind ``is calculated as`` and the like."""
    text = sentence.text
    spans = [found.span() for found in _SIGN.finditer(text)] if "=" in text or "≈" in text else []
    if " as " in text or " by " in text:
        said = (found.span(1) for found in _WORDS.finditer(text) if _ARITHMETIC.search(found[1]))
        spans += [span for span in said if _FEWEST <= text.count(" ", *span) + 1 <= _MOST]
    for start, end in spans:
        is_whole = text.count("(", start, end) == text.count(")", start, end)
        if is_whole and end - start <= LONGEST_MARK_CHARACTERS:
            yield Candidate(start, end, "equation")
