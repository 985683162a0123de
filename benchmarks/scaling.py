"""Measures how the time of each step grows when a note doubles. Usage: python benchmarks/scaling.py [--most 3]

The steps lead from the text of a note to cards, tables and a chapter. Linear growth is 2. A ratio above 3, as the mean
of three doublings, is a failure, which the exit code reports.
"""

from __future__ import annotations

import gc
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from noteport.api import Card, CardOptions, Note, Row, count_words, make_cards, parse_note, table_rows, tables_named
from noteport.vault.skim import skim_note
from noteport_anki.fields import anki_note
from noteport_csv.cells import Dialect
from noteport_csv.lines import lines_of
from noteport_epub.chapters import Wanted, make_chapter

sys.path.insert(0, str(Path(__file__).parents[1]))
from fuzz.inputs import OneNote

LIMIT = 3.0
FLOOR = 0.03
"""Seconds; below this, the precision of the clock matters."""
DOUBLINGS = 3
ROUNDS = 3
TIMESTAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'

SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"A claim of some words {TIMESTAMP}. And another one follows it.\n\n" * n,
    "one long line": lambda n: f"A claim of some words {TIMESTAMP}. And another one follows it. " * n,
    "untimestamped line": lambda n: "A sentence of some words. And another one, e.g. this: 3.5 of them! " * n,
    "nested bold": lambda n: "**" + f"a claim {TIMESTAMP}. Another one. " * n + "**",
    "list items": lambda n: f"* **Term**: text {TIMESTAMP}\n    * nested text without one\n" * n,
    "one run": lambda n: "text " + f"{TIMESTAMP}, " * n,
    "wikilinks": lambda n: "see [[a_note | shown text]] and more. " * n + TIMESTAMP,
    "brackets": lambda n: "[" * 20 * n,
    "double brackets": lambda n: "[[a|b " * 5 * n,
    "stars": lambda n: "*a **b " * 5 * n,
    "backticks": lambda n: "` `` ``` " * 3 * n,
    "quotation marks": lambda n: '"a. b" "c. ' * 5 * n,
    "round brackets": lambda n: "(a. b " * 5 * n,
    "dots": lambda n: "a.b.c. " * 5 * n,
    "less-than signs": lambda n: "<a class=" * 5 * n,
    "table rows": lambda n: "| a | b |\n|---|---|\n" + f"| x {TIMESTAMP} | [[y | z]] |\n" * n,
    "half-written links": lambda n: "# [x](y" + "](y" * 5 * n,
    "half-written images": lambda n: f"{TIMESTAMP} ![x](y" + "](y ![x" * 5 * n,
    "links": lambda n: "[x](y) " * 5 * n + TIMESTAMP,
    "images": lambda n: "![x](y.png) " * 5 * n + TIMESTAMP,
    "nested tags": lambda n: "The sun <b>is " * 5 * n + TIMESTAMP,
    "nested tags and marks": lambda n: "<sub>*a <i>**b " * 3 * n + TIMESTAMP,
    "closed tags": lambda n: "<b>a</b> " * 5 * n + TIMESTAMP,
    "tags in headings": lambda n: "# " + "<b>x:" * 5 * n + f"\n\n{TIMESTAMP} A word.",
    "the same code": lambda n: "is `a` " * 5 * n + TIMESTAMP,
    "the same formula": lambda n: "a $x$ is " * 5 * n + TIMESTAMP,
    "words in bold": lambda n: "**Word** is " * 5 * n + TIMESTAMP,
    "dollars": lambda n: "$a" * 10 * n,
    "backslashes": lambda n: "\\( \\[ " * 5 * n,
    "entities": lambda n: "&# &a " * 5 * n,
    "footnotes": lambda n: "[^a] [^" * 5 * n,
    "autolinks": lambda n: "<http://a " * 5 * n,
    "comments": lambda n: "<!-- a " * 5 * n,
    "strikes": lambda n: "~~a ~~~b " * 5 * n,
    "colons": lambda n: "1:2:x@y=" * 5 * n,
    "semicolons": lambda n: "a;=;\"='; " * 5 * n + TIMESTAMP,
    "headings": lambda n: f"## H {TIMESTAMP}\n\n{TIMESTAMP}\n\ntext\n\n" * n,
}


def skim(text: str) -> None:
    skim_note(text)


def cards(note: Note) -> None:
    for card in make_cards(note, CardOptions(all=True)):
        if isinstance(card, Card):
            anki_note(card, note, guid=card.claim.id)


def table(note: Note) -> None:
    tables = tables_named("claims,notes,terms,links")
    rows: dict[str, list[Row]] = {name: [] for name in tables}
    for name, row in table_rows(OneNote(note), tables):
        rows[name].append(row)
    cell_writers = Dialect(is_excel=True, is_guarded=True).cell_writers()
    for name, of_table in rows.items():
        lines_of(tables[name], of_table, cell_writers)


def chapter(note: Note) -> None:
    notes = OneNote(note)
    make_chapter(note, notes, Wanted(words=count_words(notes)))


def seconds(text: str) -> dict[str, float]:
    """Return the CPU time of each step from the text of a note to what exporters write of it."""
    gc.collect()  # so that garbage of the previous step is not collected here
    times: dict[str, float] = {}
    start = time.process_time()

    def took(step: str) -> None:
        nonlocal start
        now = time.process_time()
        times[step], start = now - start, now

    skim(text)
    took("skim")
    note = parse_note(text)
    took("parse")
    for step in (cards, table, chapter):
        step(note)
        took(step.__name__)
    return times


class Growth(NamedTuple):
    """Return how the slowest step of a shape grows."""

    size: int
    step: str
    first: float
    ratio: float


def doubled(shape: Callable[[int], str]) -> Growth:
    """The size of a note that takes long enough to measure, and how many times as long its double takes at worst.

    The result is the mean of several doublings, so that a slow phase of the machine matters little.
    """
    count = 100
    while sum(seconds(shape(count)).values()) < FLOOR and count < 50_000:
        count *= 2
    once, grown = shape(count), shape(count << DOUBLINGS)
    # Other work on the machine only adds time, so the minimum is closest to the truth. The runs alternate, so that it
    # affects both.
    rounds = [(seconds(once), seconds(grown)) for _ in range(ROUNDS)]
    growths = []
    for step in rounds[0][0]:
        first, last = (min(times[step] for times in side) for side in zip(*rounds, strict=True))
        ratio = (last / max(first, FLOOR / 20)) ** (1 / DOUBLINGS) if last > 2 * FLOOR else 0
        growths.append(Growth(len(once), step, first, ratio))
    return max(growths, key=lambda growth: growth.ratio)


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--most", type=float, default=LIMIT, help="the greatest ratio that passes (default: %(default)s)"
    )
    most = parser.parse_args().most
    failed = []
    print(f"{'shape':22}{'size':>10}  slowest   seconds   doubled")
    for name, shape in SHAPES.items():
        growth = doubled(shape)
        mark = ""
        if growth.ratio > most:
            failed.append(f"{name} ({growth.step})")
            mark = "  <<<"
        print(f"{name:22}{growth.size:>10}  {growth.step:8}{growth.first:9.3f}  {growth.ratio:8.2f}{mark}", flush=True)
    if failed:
        print(f"a note of twice the size takes more than {most:g} times as long: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
