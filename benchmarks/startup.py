"""Compares the CPU time of starting noteport with importing its libraries. Usage: python benchmarks/startup.py"""

from __future__ import annotations

import os
import subprocess
import sys

ROUNDS = 10
LIBRARIES = (
    "import typer, genanki, markdown_it, frontmatter, msgspec, platformdirs,"
    " mdit_py_plugins.dollarmath, mdit_py_plugins.footnote"
)
"""The libraries that a deck of one note loads."""


ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""That of measured processes, whose modules are compiled, as pip leaves them."""


def cpu(*arguments: str) -> float:
    """Return the minimum user and system seconds of a Python process."""
    times = []
    for _ in range(ROUNDS + 1):  # the first run may have to compile
        process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)  # more precise than os.times(), which counts in hundredths
        if status:
            raise SystemExit(f"{' '.join(arguments)} failed")
        times.append(usage.ru_utime + usage.ru_stime)
    return min(times)


def main() -> None:
    floor = cpu("-c", "import typer")
    shown = cpu("-m", "noteport", "--help")
    print(f"import typer      {floor * 1000:6.0f} ms   1.00")
    print(f"noteport --help   {shown * 1000:6.0f} ms   {shown / floor:.2f}")
    libraries = cpu("-c", LIBRARIES)
    deck = cpu("-m", "noteport", "anki", "seeds", "-o", "deck.apkg", "--dry-run", "--quiet")
    print(f"its libraries     {libraries * 1000:6.0f} ms   1.00")
    print(f"one note, a deck  {deck * 1000:6.0f} ms   {deck / libraries:.2f}")


if __name__ == "__main__":
    main()
