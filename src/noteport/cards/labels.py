"""Lead-ins that name nothing: they sort a list or say what to do, ``**Step 2**: …``, ``**Calculate the slope**: …``."""

from __future__ import annotations

from noteport.cards.english.words import COUNTED, INSTRUCTIONS, LABELS
from noteport.cards.noun_phrases import singular
from noteport.cards.words import cut


def is_label(term: str) -> bool:
    """Return whether a lead-in names no term: it only sorts or counts, or is an instruction.

    Only English words are known: in other languages every lead-in is a term.
    """
    words = list(cut(term))
    if len(words) > 1 and words[0].lower in INSTRUCTIONS:
        return words[1].lower not in ("case", "cases")
    return all(
        singular(word.lower) in LABELS or word.lower in COUNTED or word.text.isdecimal() or not word.stems
        for word in words
    )
