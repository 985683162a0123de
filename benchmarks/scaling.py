"""How reading time grows when a note doubles. Usage: python benchmarks/scaling.py [--most 3]

Linear is 2. A ratio above 3, the mean of three doublings, is a failure, and the exit code says so.
"""

from __future__ import annotations

import gc
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable

from noteport.api import parse_note

LIMIT = 3.0
FLOOR = 0.03
"""Seconds; below it, a clock measures itself."""
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
    "headings": lambda n: f"## H {TIMESTAMP}\n\n{TIMESTAMP}\n\ntext\n\n" * n,
}


def seconds(text: str) -> float:
    gc.collect()  # what the one before left behind is not this one's to clear away
    start = time.process_time()
    parse_note(text)
    return time.process_time() - start


def doubled(shape: Callable[[int], str]) -> tuple[int, float, float]:
    """Return the size and the seconds of a note that takes long enough to measure, and the ratio for twice the size.

    The result is the mean of several doublings, so that a slow phase of the machine matters little.
    """
    count = 100
    while seconds(shape(count)) < FLOOR and count < 50_000:
        count *= 2
    once, grown = shape(count), shape(count << DOUBLINGS)
    # Whatever else the machine does only adds: the smallest is nearest to the truth. In turns, so that it meets both.
    rounds = [(seconds(once), seconds(grown)) for _ in range(ROUNDS)]
    first, last = (min(times) for times in zip(*rounds, strict=True))
    return len(once), first, (last / first) ** (1 / DOUBLINGS)


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "--most", type=float, default=LIMIT, help="the greatest ratio that passes (default: %(default)s)"
    )
    most = parser.parse_args().most
    failed = []
    print(f"{'shape':18}{'size':>10}  seconds   doubled")
    for name, shape in SHAPES.items():
        size, first, ratio = doubled(shape)
        if ratio > most:
            failed.append(name)
        print(f"{name:18}{size:>10}  {first:7.3f}  {ratio:8.2f}{'  <<<' if ratio > most else ''}")
    if failed:
        print(f"a note of twice the size takes more than {most:g} times as long: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
