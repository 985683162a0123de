"""Measures memory and time of decks, and how they grow. Usage: python benchmarks/decks.py [CARDS]

It exports a generated vault of CARDS cards (10,000 by default) and one of twice the size: as a new deck, over the
existing deck with nothing edited, and with every note renamed and one claim in ten edited. More than 1 kB of memory for
each further card, or more than 3 times the time for twice the cards, is a failure, which the exit code reports.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

MOST_MEMORY = 1024
"""Bytes per card."""
MOST_GROWTH = 3.0
PER_NOTE = 40
WORDS = [a + b + c for a in "bcdfglmnprstv" for b in ("a", "ei", "o", "u") for c in ("n", "rd", "st", "ll", "m", "x")]


def write_vault(folder: Path, cards: int) -> None:
    choose = random.Random(1)
    for number in range(cards // PER_NOTE):
        note = folder / f"channel{number // 250:02}" / f"note{number}.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"---\ntitle: Topic {number}\nvideoId: v{number:010}\n---\n"]
        for claim in range(PER_NOTE):
            time = f"00:{claim:02}:{choose.randrange(60):02}"
            lines.append(f"{' '.join(choose.choices(WORDS, k=16)).capitalize()} in {1000 + claim} [{time}].\n")
        note.write_text("\n".join(lines), encoding="utf-8")


def edit_vault(folder: Path) -> None:
    """Rename every note, and put a typing error into one claim in ten."""
    for note in list(folder.rglob("*.md")):
        lines = note.read_text(encoding="utf-8").split("\n")
        lines = [f"x{line}" if line.endswith("].") and at % 20 == 0 else line for at, line in enumerate(lines)]
        note.write_text("\n".join(lines), encoding="utf-8")
        note.rename(note.with_name(f"new_{note.name}"))


def measured(*arguments: str) -> tuple[float, int]:
    """Return the CPU seconds and the peak memory of a command in bytes."""
    process = subprocess.Popen([sys.executable, "-m", "noteport", *arguments], stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"noteport {' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def run(cards: int) -> dict[str, tuple[float, int]]:
    """Return seconds and bytes of each kind of export."""
    with tempfile.TemporaryDirectory() as name:
        vault, deck = Path(name, "vault"), str(Path(name, "deck.apkg"))
        write_vault(vault, cards)
        found = {}
        for kind in ("first", "again", "edited"):
            if kind == "edited":
                edit_vault(vault)
            found[kind] = measured("anki", str(vault), "-o", deck, "-q")
        return found


def main() -> int:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    few, many = run(cards), run(2 * cards)
    failed = False
    print(f"{'export':8}{'cards':>9}  CPU seconds  twice the cards   MB  bytes a further card")
    for kind, (seconds, memory) in many.items():
        growth, further = seconds / few[kind][0], (memory - few[kind][1]) / cards
        failed = failed or growth > MOST_GROWTH or further > MOST_MEMORY
        print(f"{kind:8}{2 * cards:>9,}  {seconds:11.1f}  {growth:15.2f}  {memory / 1e6:3.0f}  {further:20.0f}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
