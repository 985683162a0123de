"""Every English word that a rule of the parser uses. Notes in other languages are read by marks and numbers alone."""

from __future__ import annotations

import re

from noteport.model.patterns import pattern

LOOKS_BACK = pattern(r"\W*(?:Therefore|Thus|Hence|So|This|That|These|Those|Such|It|Its|They|Their|He|His|She|Her)\b")
"""Openers of a sentence that depends on the one before it (claims.md, rules 4 and 7)."""

SENDS_AWAY = pattern(r"\W*(?:See|Refer to|Read more|For more|For further)\b")
"""Openers of a sentence that only sends the reader to another note (claims.md, rule 5)."""

ABBREVIATIONS = frozenset(
    "e.g i.e eg ie vs v dr mr mrs ms prof gen sen rep gov lt col capt sgt st mt fig vol pp cf approx viz al hon rev"
    " dept est no nos ca resp incl p ch chap sec eq eqs figs art".split()
)
"""Their full stop ends no sentence."""

BEFORE_NUMBERS = frozenset({"no", "al", "p", "ch", "chap", "sec", "eq", "eqs", "figs", "art"})
"""Abbreviations that are also words: they are abbreviations only before a number or a bracket."""

SOMETIMES_FINAL = frozenset("inc ltd co corp jr sr etc ph.d d.c a.m p.m bros b.c a.d m.d".split())
"""Their full stop ends a sentence only if the next word can open one."""

SENTENCE_OPENERS = frozenset(
    "The This That These Those It Its They Their He She His Her We You I If In On At As A An And But For From However"
    " While When With There Here Such To By Both Each One Some Many Most After Before Since Because Although"
    " Though Thus Therefore Hence So Then Also Additionally Furthermore Moreover Instead Despite Unlike Later Today Now"
    " What Why How".split()
)
"""Words that open a sentence after an abbreviation that may end one."""

TAKES_A_TIME = pattern(r"(?:^|\s)(?:at|@)(?: timestamp| minute)?\s*\Z", re.IGNORECASE)
"""The text before a timestamp that is the object of its clause: "pause the video at 05:24"."""

TAKES_AT = pattern(
    r"(?:excel|excels|look|looks|looked|looking|good|better|best|bad|succeed|succeeds|proficient|exceptional|experts?"
    r"|laughed?|work|works|staring|guessed|are)\s+(?:at|@)\s*\Z",
    re.IGNORECASE,
)
"""Words to which a following "at" belongs, so that the timestamp supports the sentence: "what he is good at <t>"."""

BETWEEN = pattern(r"\bbetween\s*\Z", re.IGNORECASE)
FROM = pattern(r"\bfrom\s*\Z", re.IGNORECASE)
TO = pattern(r"\s*to\s*\Z", re.IGNORECASE)
"""Words before the timestamps of ``between … and`` and ``from … to``."""

BEFORE_TIMES = ("at", "@", "timestamp", "minute", "between")
"""The endings, in lower case, of text before a timestamp that one of these patterns can match."""
