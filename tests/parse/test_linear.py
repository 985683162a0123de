"""Every pass over a note is linear: what would take minutes otherwise is read at once."""

from __future__ import annotations

import pytest

from noteport.api import parse_note

N = 4_000
MANY = 100_000

LONG = {
    "opening brackets": "[" * MANY,
    "closing brackets": "]" * (MANY // 2),
    "opening links": "[[" * MANY,
    "stars": "*" * MANY,
    "bold that never closes": "**a " * N,
    "bold that always closes": "**a** " * N,
    "stars between letters": "a**b" * N,
    "backticks": "`" * MANY,
    "backticks of all lengths": " ".join("`" * length for length in range(400)),
    "tags that never close": "<a " * N,
    "timestamps that never close": '<a data-t="00:01' * N,
    "comments that never close": "<!--" * MANY,
    "round brackets": "(a. " * N,
    "straight quotation marks": '"A b. ' * N,
    "curly quotation marks": "“A b. " * N,
    "dollars": "$a" * N,
    "formulas that never close": "\\(a" * MANY,
    "display formulas that never close": "\\[\n" * N,
    "full stops": ". " * N,
    "clocks without end": "00:" * N,
    "timestamps": "A b [00:01]. " * N,
    "one run": "[00:01]" * N,
    "pointers": "See [[a]]. " * N + "[00:01]",
    "lead-ins": "**a [00:01]**: b\n" * (N // 4),
    "lines": "a\n" * N,
    "hard lines": "a  \n" * N,
    "pipes": "|a" * MANY,
    "cells": "a|b\n-|-\n" + "a|b\n" * (N // 5),
    "items without timestamps": "- a b c d\n" * (N // 5) + "- [00:01] x\n",
    "footnotes": "[^a]" * N,
    "link definitions": "[a]: b\n" * (N // 2),
    "HTML blocks": "<div>\n" * N,
    "callouts": "> [!a] b\n> c\n\n" * (N // 10),
    "fences": "```\n" * N,
    "front matter": "---\n" * N,
    "blanks": " " * MANY,
    "blanks beside a link": "[[a|b]]\n\n" + " " * MANY + "x",
    "blanks in a heading": "# a" + " " * MANY + "b",
    "hashes in a heading": "# " + "#" * MANY + "a",
    "blanks of another kind": "a\nb" + "\xa0" * MANY + "c",
    "blanks behind the channel": "From: [[a]]" + " " * MANY + "b",
    "blanks in a broken head": "---\na: " + " " * MANY + "b\n - c: [\n---\n",
    "runs alone": "[00:01]\n\n" * (N // 2),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long(text: str) -> None:
    assert parse_note(text) is not None
