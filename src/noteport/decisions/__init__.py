"""What people and programs decided about cards: the decisions file, and the claims that it is about.

    noteport-cards.jsonl ── read_decisions() ── apply_decisions() ── Claim.decision ── make_cards()
                         ── change_decisions()

file.py     reading and writing the file
place.py    which claim of today each decision belongs to
"""

from noteport.decisions.file import DecisionsFile, change_decisions, clean_decision, read_decisions
from noteport.decisions.place import Placed, apply_decisions, is_outdated, place_decisions

__all__ = [
    "DecisionsFile",
    "Placed",
    "apply_decisions",
    "change_decisions",
    "clean_decision",
    "is_outdated",
    "place_decisions",
    "read_decisions",
]
