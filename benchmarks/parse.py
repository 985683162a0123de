"""Compares the CPU time of reading notes with markdown-it-py alone. Usage: python benchmarks/parse.py [PATH…]"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from markdown_it import MarkdownIt

from noteport.api import parse_note

T = TypeVar("T")

ROUNDS = 3
WANTED_CHARACTERS = 2_000_000
"""A small vault is repeated until it has this many notes."""


def cpu(work: Callable[[], object]) -> float:
    """Return the minimum CPU seconds of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def for_each(texts: list[T], work: Callable[[T], object]) -> None:
    """Do the work without keeping any of it, as reading a vault does."""
    for text in texts:
        work(text)


def cpu_of_command(paths: list[str]) -> float:
    """Return the user and system seconds of ``noteport csv`` in a separate process."""
    before = os.times()
    command = [sys.executable, "-m", "noteport", "csv", *paths, "-o", "-", "--quiet", "--jobs", "1", "--no-cache"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    paths = sys.argv[1:] or ["samples/vault"]
    files = sorted(file for path in paths for file in Path(path).rglob("*.md"))
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    size = sum(map(len, texts))
    repeat = max(1, WANTED_CHARACTERS // size)
    markdown = MarkdownIt("commonmark").enable("table")
    floor = cpu(lambda: for_each(texts * repeat, markdown.parse))
    named = [(file.as_posix(), text) for file, text in zip(files, texts, strict=True)]
    reading = cpu(lambda: for_each(named * repeat, lambda note: parse_note(note[1], note[0])))
    print(f"{len(texts)} notes, {size / 1e6:.2f} MB, read {repeat} times")
    print(f"markdown-it-py    {floor:7.2f} s   1.00   {size * repeat / floor / 1e6:.2f} MB/s")
    print(f"parse_note        {reading:7.2f} s   {reading / floor:.2f}")
    if repeat == 1:
        command = min(cpu_of_command(paths) for _ in range(ROUNDS))
        print(f"noteport csv      {command:7.2f} s   {command / floor:.2f}")


if __name__ == "__main__":
    main()
