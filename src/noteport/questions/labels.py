"""Lead-ins that name nothing: they sort a list, ``**Purpose**: …``, ``**Step 2**: …``."""

from __future__ import annotations

from noteport.questions.english import COUNTED, LABELS
from noteport.questions.words import cut


def is_label(term: str) -> bool:
    """Whether a lead-in is no term: made of words that sort, count or say nothing. Other languages have none."""
    return all(
        word.text.casefold() in LABELS | COUNTED or word.text.isdecimal() or not word.stems.own for word in cut(term)
    )
