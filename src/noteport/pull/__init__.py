"""What was done to cards where they are learned, brought back to the notes that they were made from.

    collection ── Exporter.read_back() ── find_changes() ── Change ── decision_of() ── decisions file
                                                               ├───── edits_of() ──── a patch of the notes
                                                               └───── lapses

changes.py    what happened to the card of each claim
decide.py     what that decides about the claim
patch.py      edits of a claim's own words as a patch
"""
