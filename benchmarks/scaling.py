"""How reading time grows when a note doubles. Usage: python benchmarks/scaling.py

Linear is 2. A ratio above 3 for one doubling is a failure, and the exit code says so.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from noteport.api import parse_note

LIMIT = 3.0
FLOOR = 0.02
"""Seconds; below it, a clock measures itself."""
STAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'

SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"A claim of some words {STAMP}. And another one follows it.\n\n" * n,
    "one long line": lambda n: f"A claim of some words {STAMP}. And another one follows it. " * n,
    "unstamped line": lambda n: "A sentence of some words. And another one, e.g. this: 3.5 of them! " * n,
    "nested bold": lambda n: "**" + f"a claim {STAMP}. Another one. " * n + "**",
    "list items": lambda n: f"* **Term**: text {STAMP}\n    * nested text without one\n" * n,
    "one run": lambda n: "text " + f"{STAMP}, " * n,
    "wikilinks": lambda n: "see [[a_note | shown text]] and more. " * n + STAMP,
    "brackets": lambda n: "[" * 20 * n,
    "double brackets": lambda n: "[[a|b " * 5 * n,
    "stars": lambda n: "*a **b " * 5 * n,
    "backticks": lambda n: "` `` ``` " * 3 * n,
    "quotation marks": lambda n: '"a. b" "c. ' * 5 * n,
    "round brackets": lambda n: "(a. b " * 5 * n,
    "dots": lambda n: "a.b.c. " * 5 * n,
    "less-than signs": lambda n: "<a class=" * 5 * n,
    "table rows": lambda n: "| a | b |\n|---|---|\n" + f"| x {STAMP} | [[y | z]] |\n" * n,
    "headings": lambda n: f"## H {STAMP}\n\n{STAMP}\n\ntext\n\n" * n,
}


def seconds(text: str) -> float:
    start = time.process_time()
    parse_note(text)
    return time.process_time() - start


def main() -> int:
    worst = 0.0
    print(f"{'shape':18}{'size':>10}  seconds   doubled")
    for name, shape in SHAPES.items():
        count = 100
        while (first := seconds(shape(count))) < FLOOR and count < 50_000:
            count *= 2
        first = min(first, seconds(shape(count)))
        second = min(seconds(shape(2 * count)) for _ in range(2))
        ratio = second / first
        worst = max(worst, ratio)
        print(f"{name:18}{len(shape(count)):>10}  {first:7.3f}  {ratio:8.2f}{'  <<<' if ratio > LIMIT else ''}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
