"""Claim to card: which part of a sentence is worth asking for, and what must be hidden with it.

context → candidates (marks, numbers, names, phrases) → leak checks and score → hint → Card
"""

from noteport.questions.card import BLANK, Card
from noteport.questions.labels import is_label
from noteport.questions.make import make_card

__all__ = ["BLANK", "Card", "is_label", "make_card"]
