"""Sentences: each begins after the previous one, inside its block, and none begins inside a run of timestamps."""

from __future__ import annotations

from itertools import pairwise

from fuzz.inputs import text_of
from noteport.parse.markdown.parser import tokens_of
from noteport.parse.note import normalise
from noteport.parse.text.flatten import flatten
from noteport.parse.text.lead_ins import find_lead_ins
from noteport.parse.text.runs import find_runs
from noteport.parse.text.sentences import cut


def check(data: bytes) -> None:
    try:
        tokens = tokens_of(normalise(text_of(data)))
    except RecursionError:  # as documented for text that is nested too deeply
        return
    for token in tokens:
        if token.type != "inline":
            continue
        flat = flatten(token.children or ())
        assert len(flat.mask) == len(flat.text)
        runs = find_runs(flat) if flat.timestamps else []
        assert sum(len(run.timestamps) for run in runs) <= len(flat.timestamps)
        lead_ins = find_lead_ins(flat, runs)
        for runs_first in (False, True):
            starts = [0, *cut(flat.mask, runs, lead_ins, flat.bolds, runs_first=runs_first), len(flat.mask)]
            assert all(first < second for first, second in pairwise(starts)) or starts == [0, 0]
            assert not any(run.start < start < run.end for run in runs for start in starts)
