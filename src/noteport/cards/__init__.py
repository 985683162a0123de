"""Claim to card: which part of a sentence is worth asking for, and what must be hidden with it.

sentence → clean → candidates → features → chances → asked (leaks, trim) → hint, wording → Card, or Omission

sentence.py    a claim taken apart: its words, marks and context
clean.py       which claims are not asked about at all
candidates.py  what could be hidden: marked.py, announced.py, acronyms.py, numbers.py, names.py, phrases.py, joined.py,
               equations.py, each widened or narrowed to a whole term by whole.py
features.py    what can be said of a claim and of a candidate, with signs_of_claim.py, unnamed.py, place.py
chances.py     what that is worth: the chance that a reader keeps the card, by the weights in chances.json
weighing.py    the odds of everything that could be asked of one claim
asked.py       the card that asks for a candidate, with leaks.py, trim.py
labelled.py    what names the subject of a text that does not, shown before it, with fragments.py
basic.py       cards that ask for the lead-in, for the claim, and the author's own
wording.py     gaps that read better as questions
decided.py     cards that somebody chose or wrote
make.py        the steps in their order
statistics.py  how rare words are
english/       the one table of English words and phrases
"""

from noteport.cards.card import GAP, REJECTED, Card, CardOptions, Omission, Scored
from noteport.cards.decided import decision_about
from noteport.cards.front import Piece, front_of, plain_front
from noteport.cards.labels import is_label
from noteport.cards.make import make_candidates, make_cards
from noteport.cards.statistics import WordStatistics, count_words, word_statistics, words_of

__all__ = [
    "GAP",
    "REJECTED",
    "Card",
    "CardOptions",
    "Omission",
    "Piece",
    "Scored",
    "WordStatistics",
    "count_words",
    "decision_about",
    "front_of",
    "is_label",
    "make_candidates",
    "make_cards",
    "plain_front",
    "word_statistics",
    "words_of",
]
