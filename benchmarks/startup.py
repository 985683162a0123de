"""CPU of starting noteport, against importing what it needs. Usage: python benchmarks/startup.py"""

from __future__ import annotations

import os
import subprocess
import sys

ROUNDS = 10


def cpu(*arguments: str) -> float:
    """The least user and system seconds of a Python process."""
    times = []
    for _ in range(ROUNDS):
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(times)


def main() -> None:
    floor = cpu("-c", "import typer")
    shown = cpu("-m", "noteport", "--help")
    print(f"import typer      {floor * 1000:6.0f} ms   1.00")
    print(f"noteport --help   {shown * 1000:6.0f} ms   {shown / floor:.2f}")
    libraries = cpu("-c", "import typer, genanki, markdown_it, frontmatter, mdit_py_plugins.dollarmath")
    deck = cpu("-m", "noteport", "anki", "seeds", "-o", "deck.apkg", "--dry-run", "--quiet")
    print(f"its libraries     {libraries * 1000:6.0f} ms   1.00")
    print(f"one note, a deck  {deck * 1000:6.0f} ms   {deck / libraries:.2f}")


if __name__ == "__main__":
    main()
