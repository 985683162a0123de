"""Reduces grades of cards to places and tiers, so that they can be kept without the text they were given for.

    python training/grades.py GRADES.jsonl… > training/grades.jsonl

Each line of the input has a claim's id, the cards that were graded (``cards``, or one at the top level), each with its
place in the claim's text (-1 to -1 for the lead-in) and its tier, and the place of the best answer (``best_at``) if
there is one. Of several grades of one card, the last counts.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def reduced(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """A line for each claim, in the order of their ids."""
    tiers: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    best: dict[str, list[int]] = {}
    for line in lines:
        graded = json.loads(line)
        for card in graded.get("cards", (graded,)):
            tiers[graded["claim"]][card["start"], card["end"]] = card["tier"]
        if graded.get("best_at"):
            best[graded["claim"]] = graded["best_at"]
    for claim, own in sorted(tiers.items()):
        cards = [[*place, tier] for place, tier in sorted(own.items())]
        yield {"claim": claim, "cards": cards} | ({"best": best[claim]} if claim in best else {})


if __name__ == "__main__":
    texts = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    for each in reduced(line for text in texts for line in text.splitlines()):
        print(json.dumps(each))
