"""Claim to card: which part of a sentence is worth asking for, and what must be hidden with it.

sentence → clean → candidates → features → chances → asked (leaks, trim) → hint, wording → Card, or Omission

sentence.py    a claim taken apart: its words, marks and context, with words.py, marks.py, note_context.py,
               noun_phrases.py, noun_or_verb.py
subjects.py    what its pronoun stands for, with antecedents.py, demonstratives.py, topics.py, persons.py
incomplete.py  whether it lacks a subject or a verb
labels.py      which lead-ins only sort a list
clean.py       which claims are not asked about at all

candidates.py  what could be asked for; the module lists those that find it
features.py    what can be said of a claim and of a candidate, with signs_of_claim.py, unnamed.py, place.py
chances.py     what that is worth: the chance that a reader keeps the card, by the weights in chances.json
weighing.py    the odds of everything that could be asked of one claim
statistics.py  how rare words are

asked.py       the card that asks for a candidate, with leaks.py, similar_code.py, brackets.py, trim.py
basic.py       cards that ask for the lead-in, for the claim, and the author's own
decided.py     cards that somebody chose or wrote
named_above.py the names that the front of an incomplete sentence begins with
wording.py     gaps that read better as questions, with asking.py, clauses.py
hints.py       what a gap shows next to its dots, with amounts.py
card.py        the card itself, and the options
front.py       what the front of a card shows

make.py        the steps in their order
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
