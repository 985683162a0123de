"""Every pass over a note is linear.

Work is counted in calls, Python's and those into C, which no other load of the machine changes. What one call does
inside a regular expression is not counted: benchmarks/scaling.py measures it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from noteport.api import parse_note
from noteport.vault.skim import skim_note

SMALL, LARGE = 400, 4_000
"""Repetitions: for counting, and for ending at all."""
MOST = 2.6
"""Twice the text may take so many times the calls; linear is 2, and sorting a little more."""

SHAPES: dict[str, Callable[[int], str]] = {
    "opening brackets": lambda n: "[" * (25 * n),
    "closing brackets": lambda n: "]" * (12 * n),
    "opening links": lambda n: "[[" * (25 * n),
    "stars": lambda n: "*" * (25 * n),
    "bold that never closes": lambda n: "**a " * n,
    "bold that always closes": lambda n: "**a** " * n,
    "stars between letters": lambda n: "a**b" * n,
    "backticks": lambda n: "`" * (25 * n),
    "backticks of all lengths": lambda n: " ".join("`" * length for length in range(n // 10)),
    "tags that never close": lambda n: "<a " * n,
    "timestamps that never close": lambda n: '<a data-t="00:01' * n,
    "comments that never close": lambda n: "<!--" * (25 * n),
    "comments": lambda n: "%%a%%" * n,
    "comments of Obsidian that never close": lambda n: "`%%a " * n + "%%",
    "comments and backticks of all lengths": lambda n: "%%a%%" + " ".join("`" * length for length in range(n // 10)),
    "comments and fences": lambda n: "%%a%%\n```\n" * n,
    "highlights": lambda n: "==a== ^^b^^ " * n,
    "highlights that never close": lambda n: "==a " * n,
    "highlights in other spans": lambda n: "**==a** ==b== ^^c " * n,
    "formulas that are sentences": lambda n: "$a$.\n" * n + "[00:01]",
    "times on one line": lambda n: "1:00 / a " * n,
    "shortcodes that never close": lambda n: "{{< " * n,
    "attributes that never close": lambda n: "[a]{.b " * n,
    "admonitions": lambda n: ":::a\nb\n:::\n" * (n // 4),
    "admonitions in admonitions": lambda n: ":::a\n" * n + ":::\n" * n,
    "admonitions that never close": lambda n: ":::a\n" * n,
    "admonitions by indentation": lambda n: "!!! a\n    b\n" * (n // 4),
    "whitespace in an admonition": lambda n: "!!! a" + " " * (25 * n) + "b\n    c\n::: a" + " : " * (8 * n) + "b\n:::",
    "definitions": lambda n: "a\n: b\n" * (n // 4),
    "ids on lines": lambda n: "a ^b\n" * (n // 4),
    "ids of blocks": lambda n: "a ^b " * n,
    "sizes of images": lambda n: f"![{'| 1 ' * n}](a.png)",
    "embeds": lambda n: "![[a#b]] " * n,
    "tags": lambda n: "#a " * n + "b",
    "tags between words": lambda n: "a #b-1 " * n,
    "tags between timestamps": lambda n: "a #b [00:01]" + " #b [00:01]" * n + " c",
    "fields in brackets": lambda n: "[a:: b] " * n + "c",
    "fields that never close": lambda n: "[a:: " * n,
    "fields in round brackets that never close": lambda n: "(a:: " * n,
    "fields on lines": lambda n: "a:: b\n" * n,
    "tasks": lambda n: "- TODO a 📅 2026-05-01 🔁 every day\n" * (n // 10),
    "drawers that never close": lambda n: ":LOGBOOK:\n" * n,
    "blocks of Org mode": lambda n: "#+BEGIN_QUOTE\n" * n,
    "references by id": lambda n: "[a](((" * n,
    "flashcards": lambda n: "a\n?\n" * (n // 4) + "\na::b [00:01]" * (n // 4),
    "dots in the answer of a flashcard": lambda n: "Why?::" + "." * (4 * n) + "a",
    "gaps of Anki": lambda n: "{{c1::" * n + "{{c1::a}} " * n,
    "footnotes that are times": lambda n: "a[^1] " * n + "\n\n[^1]: 00:01",
    "blocks with ids": lambda n: "- a ((6628a1b2-0c3d-4e5f-8a9b-0123456789ab))\n" * (n // 4),
    "labels with times": lambda n: "[a 1:05](https://youtu.be/golden_test?t=65) " * (n // 4),
    "letters with full stops": lambda n: "z. B. " * n + "[00:01]",
    "inline footnotes": lambda n: "a^[b] " * n,
    "inline footnotes that never close": lambda n: "a^[b " * n,
    "round brackets": lambda n: "(a. " * n,
    "straight quotation marks": lambda n: '"A b. ' * n,
    "curly quotation marks": lambda n: "“A b. " * n,
    "dollars": lambda n: "$a" * n,
    "formulas that never close": lambda n: "\\(a" * (25 * n),
    "display formulas that never close": lambda n: "\\[\n" * n,
    "full stops": lambda n: ". " * n,
    "clocks without end": lambda n: "00:" * n,
    "timestamps": lambda n: "A b [00:01]. " * n,
    "one run": lambda n: "[00:01]" * n,
    "pointers": lambda n: "See [[a]]. " * n + "[00:01]",
    "lead-ins": lambda n: "**a [00:01]**: b\n" * (n // 4),
    "lines": lambda n: "a\n" * n,
    "hard lines": lambda n: "a  \n" * n,
    "pipes": lambda n: "|a" * (25 * n),
    "cells": lambda n: "a|b\n-|-\n" + "a|b\n" * (n // 5),
    "items without timestamps": lambda n: "- a b c d\n" * (n // 5) + "- [00:01] x\n",
    "footnotes": lambda n: "[^a]" * n,
    "link definitions": lambda n: "[a]: b\n" * (n // 2),
    "HTML blocks": lambda n: "<div>\n" * n,
    "callouts": lambda n: "> [!a] b\n> c\n\n" * (n // 10),
    "fences": lambda n: "```\n" * n,
    "front matter": lambda n: "---\n" * n,
    "front matter closed by dots": lambda n: "---\na: b\n" + "...\nc: d\n" * n,
    "TOML": lambda n: "+++\n" + "a = 1\n" * n,
    "JSON": lambda n: '{"a": ' * n,
    "blank lines before front matter": lambda n: " \n" * n + "---\n",
    "blanks": lambda n: " " * (25 * n),
    "whitespace beside a link": lambda n: "[[a|b]]\n\n" + " " * (25 * n) + "x",
    "whitespace in a heading": lambda n: "# a" + " " * (25 * n) + "b",
    "hashes in a heading": lambda n: "# " + "#" * (25 * n) + "a",
    "other whitespace": lambda n: "a\nb" + "\xa0" * (25 * n) + "c",
    "whitespace after the channel": lambda n: "From: [[a]]" + " " * (25 * n) + "b",
    "whitespace in a broken head": lambda n: "---\na: " + " " * (25 * n) + "b\n - c: [\n---\n",
    "half-written links": lambda n: "# [x](y" + "](y" * (25 * n),
    "half-written images": lambda n: "![x](y" * n,
    "links": lambda n: "[x](y)" * n + "[00:01]",
    "images": lambda n: "![x](y.png)" * n + "[00:01]",
    "nested tags": lambda n: "a <b>" * n + "[00:01]",
    "superscripts": lambda n: "a^2^ [00:01] " * n,
    "subscripts without ends": lambda n: "a~" * (25 * n),
    "raised tags without ends": lambda n: "a<sup>b " * n + "</sup>",
    "struck-out text": lambda n: "~~a [00:01]~~ b " * n,
    "struck-out tags": lambda n: "a <del>b " * n + "</del>" * n + "[00:01]",
    "links to a second": lambda n: "[a b c](https://youtu.be/golden_test?t=5) " * (n // 4),
    "half-written players": lambda n: "<iframe src=" * n,
    "anchors that never close": lambda n: '<a href="https://youtu.be/golden_test?t=5">a ' * (n // 4),
    "addresses": lambda n: "https://youtu.be/golden_test?t=5 " * (n // 4),
    "one long address": lambda n: "https://youtu.be/" + "a" * (25 * n) + "?t=5",
    "players": lambda n: "![](https://youtu.be/golden_test?t=5)\n\n" * (n // 8),
    "clocks in brackets": lambda n: "(1:05) [1h2m3s] 【00:10】 " * (n // 4),
    "bare clocks": lambda n: "a 12:20 b 1:02:03 " * (n // 4),
    "half-written clocks": lambda n: "[ 1h 2m " * n,
    "clocks in one bracket": lambda n: "(" + "1:05, " * n,
    "emphasis beside ideographs": lambda n: "窯**(窯" * n + "[00:01]",
    "runs alone": lambda n: "[00:01]\n\n" * (n // 2),
}


def calls(text: str) -> int:
    """How many calls reading a note takes."""
    count = 0

    def tally(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        parse_note(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_twice_the_text_takes_twice_the_work(shape: Callable[[int], str]) -> None:
    calls(shape(SMALL))  # patterns are compiled on first use
    assert calls(shape(2 * SMALL)) <= MOST * calls(shape(SMALL))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_long_note_is_read_to_its_end(shape: Callable[[int], str]) -> None:
    assert parse_note(shape(LARGE)) is not None
    assert skim_note(shape(LARGE)) is not None
