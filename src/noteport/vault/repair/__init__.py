"""Timestamps that were written wrongly, and what they mean: hypotheses compete, and a clear winner is taken.

clocks.py    the fields of a clock, and the ways to read them
weights.py   every weight and threshold, in one table
costs.py     how unlikely one reading of one clock is
path.py      the cheapest readings of a whole note, and how much dearer every other one is
judge.py     whether they are taken, doubted or dropped
echoes.py    what other notes of the video say in similar words, and when
report.py    the repaired timestamps, and the problems that tell of them
"""
