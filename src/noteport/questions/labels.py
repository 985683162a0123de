"""Lead-ins that name nothing: they sort a list or say what to do, ``**Step 2**: …``, ``**Calculate the slope**: …``."""

from __future__ import annotations

import re

from noteport.questions.english import COUNTED, LABELS, STOP

_INSTRUCTIONS = frozenset(
    """
    add adjust analyse analyze apply ask assess assume avoid avoiding be begin bring calculate choose combine compare
    compute consider convert create decide define delete describe determine differentiate discuss distribute divide
    don't eliminate embrace encourage ensure establish evaluate examine explain explore find follow generate give
    identify ignore implement include initialize install integrate introduce invest isolate join keep learn let
    leverage maintain make memorize minimize modify monitor multiply never obtain pick practise predict prepare
    prioritize provide recall recognize reduce remember remove rename repeat replace revise select send simplify solve
    substitute subtract tell translate treat try understand upload use utilize validate verify visualize write
    """.split()
)
"""Words that hardly begin a name of several words."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def is_label(term: str) -> bool:
    """Whether a lead-in is no term: made of words that sort, count or say nothing, or an instruction.

    Only English words are known: in other languages every lead-in is a term.
    """
    words = [word.lower() for word in _WORD.findall(term)]
    if all(word in LABELS or word in COUNTED or word in STOP or word.isdecimal() for word in words):
        return True
    return len(words) > 1 and words[0] in _INSTRUCTIONS and words[1] not in ("case", "cases")
