"""Measures everything in docs/performance.md, on a generated vault or on a copy of your own.

    python benchmarks/whole.py [NOTES | FOLDER] [--write]

Each figure is a ratio to a baseline of the same run: markdown-it-py, genanki, zipfile and pandoc alone. CPU time and
wall time are reported separately; on a machine with other work, only ratios of CPU time are meaningful, and wall time
least of all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generate import generate
from startup import ENVIRONMENT, LIBRARIES
from startup import cpu as cpu_of_start

DOCS = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- end -->"
GUIDE = 1000
"""Number of notes in the measured guide; nobody reads a longer one."""
SIZES = (100, 1_000, 10_000, 20_000)


class Used(NamedTuple):
    """The cost of a process."""

    cpu: float
    wall: float
    memory: float
    """Megabytes of the largest process."""


def used(*arguments: str) -> Used:
    """Measure a command, including the processes that it starts."""
    began = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return Used(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024)


def noteport(*arguments: str | Path) -> Used:
    return used(sys.executable, "-m", "noteport", *map(str, arguments), "--quiet", "--force")


# --- baselines, each in a separate process --------------------------------------------------------------------------

MARKDOWN = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
markdown = MarkdownIt("commonmark").enable("table")
for file in sorted(Path(sys.argv[1]).rglob("*.md")):
    markdown.parse(file.read_text(encoding="utf-8"))
"""
GENANKI = """
import csv, sys, tempfile
import genanki
columns = ("claim_id", "text", "term", "lead", "section", "url")
fields = [{"name": name} for name in columns]
model = genanki.Model(1, "m", fields=fields, templates=[{"name": "c", "qfmt": "{{text}}", "afmt": "{{term}}"}])
deck = genanki.Deck(2, "d")
csv.field_size_limit(10**9)
with open(sys.argv[1], encoding="utf-8", newline="") as rows:
    for row in csv.DictReader(rows):
        deck.add_note(genanki.Note(model=model, fields=[row[name] or "" for name in columns]))
genanki.Package(deck).write_to_file(sys.argv[2])
"""


def floor_of_markdown(folder: Path) -> Used:
    return used(sys.executable, "-c", MARKDOWN, str(folder))


def least(rounds: int, *measures: Callable[[], Used]) -> list[Used]:
    """Return the minimum of several runs of each, figure by figure; the runs alternate, because the speed of a machine
    varies.
    """
    runs = [[measure() for measure in measures] for _ in range(rounds)]
    return [Used(*(min(values) for values in zip(*of_one, strict=True))) for of_one in zip(*runs, strict=True)]


# --- the table ------------------------------------------------------------------------------------------------------


class Table:
    def __init__(self) -> None:
        self.lines = ["| what | took | against | ratio |", "|---|---|---|---|"]

    def add(self, what: str, took: str, against: str, ratio: float | None) -> None:
        self.lines.append(f"| {what} | {took} | {against} | {'' if ratio is None else f'{ratio:.2f}'} |")
        print(self.lines[-1], flush=True)


EXPORTS = (("csv", ".csv"), ("anki", ".apkg"), ("epub", ".epub"))


def measure(folder: Path, work: Path, table: Table) -> None:
    notes = sum(1 for _ in folder.rglob("*.md"))
    size = sum(file.stat().st_size for file in folder.rglob("*.md")) / 1e6
    print(f"{notes} notes, {size:.1f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    rounds = 3 if notes <= 2000 else 1
    ENVIRONMENT["XDG_CACHE_HOME"] = str(work / "cache")
    for exporter, suffix in EXPORTS:
        measure_export(exporter, folder, work / f"out{suffix}", rounds, table)
    for exporter, suffix in (("jsonld", ".jsonl"), ("parquet", ".parquet")):
        took = noteport(exporter, folder, "-o", work / f"out{suffix}", "--jobs", "2")
        table.add(f"{exporter} `{suffix}`, memory", f"{took.memory:.0f} MB", "", None)
    measure_baselines(folder, work / "out.csv", work, table)
    measure_flatness(work, notes, table)
    measure_start(table)


def measure_export(exporter: str, folder: Path, out: Path, rounds: int, table: Table) -> None:
    """Measure an export without a cache of earlier runs, after one edit, and with two processes."""
    note = sorted(folder.rglob("*.md"))[1]

    def cold(jobs: str) -> Used:
        shutil.rmtree(ENVIRONMENT["XDG_CACHE_HOME"], ignore_errors=True)
        out.unlink(missing_ok=True)
        return noteport(exporter, folder, "-o", out, "--jobs", jobs)

    def after_an_edit(jobs: str) -> Used:
        note.write_text(note.read_text(encoding="utf-8") + "\nIt rains [00:10].\n", encoding="utf-8")
        return noteport(exporter, folder, "-o", out, "--jobs", jobs)

    floor, one, again, two, again_by_two = least(
        rounds,
        lambda: floor_of_markdown(folder),
        lambda: cold("1"),
        lambda: after_an_edit("1"),
        lambda: cold("2"),
        lambda: after_an_edit("2"),
    )
    table.add(f"{exporter} `{out.suffix}`, one job", f"{one.cpu:.1f} s CPU", "markdown-it-py", one.cpu / floor.cpu)
    table.add("… after one edit", f"{again.cpu:.1f} s CPU", "the first run", again.cpu / one.cpu)
    table.add("… one job", f"{one.wall:.1f} s", "two jobs, wall", one.wall / two.wall)
    table.add("… two jobs", f"{two.wall:.1f} s", "markdown-it-py, wall", two.wall / floor.wall)
    table.add(
        "… two jobs, after one edit",
        f"{again_by_two.wall:.1f} s",
        "markdown-it-py, wall",
        again_by_two.wall / floor.wall,
    )
    table.add("… memory", f"{max(one.memory, two.memory):.0f} MB", "", None)


def measure_baselines(folder: Path, rows: Path, work: Path, table: Table) -> None:
    """Measure what other programs need for the same notes."""
    alone = used(sys.executable, "-c", GENANKI, str(rows), str(work / "alone.apkg"))
    table.add("genanki alone, a card for each claim", f"{alone.cpu:.1f} s CPU", "", None)
    table.add("… memory", f"{alone.memory:.0f} MB", "", None)
    if shutil.which("pandoc"):
        files = [str(file) for file in sorted(folder.rglob("*.md"))[:GUIDE]]
        pandoc = used("pandoc", "-f", "markdown", "-o", str(work / "pandoc.epub"), *files)
        table.add(f"pandoc alone, a book of {len(files):,} notes", f"{pandoc.cpu:.1f} s CPU", "", None)
        table.add("… memory", f"{pandoc.memory:.0f} MB", "", None)


def measure_flatness(work: Path, notes: int, table: Table) -> None:
    """Return the CPU time per note without start-up, compared with the smallest vault, each relative to its own
    baseline.
    """
    first = 0.0
    for size in (size for size in SIZES if size <= notes):
        folder = generate(work / f"vault_{size}", size, seed=2)
        rounds = max(1, min(5, 2000 // size))
        floor, took = least(
            rounds,
            partial(floor_of_markdown, folder),
            partial(noteport, "csv", folder, "-o", work / "flat.csv", "--jobs", "1", "--no-cache"),
        )
        start = cpu_of_start("-c", "import noteport.cli.exporting, noteport.api, noteport_csv")
        bare = cpu_of_start("-c", "import markdown_it")
        ratio = (took.cpu - start) / (floor.cpu - bare)
        first = first or ratio
        milliseconds = (took.cpu - start) / size * 1000
        table.add(
            f"a note of {size:,}", f"{milliseconds:.2f} ms CPU", f"a note of {SIZES[0]}, by floors", ratio / first
        )


def measure_start(table: Table) -> None:
    typer = cpu_of_start("-c", "import typer")
    shown = cpu_of_start("-m", "noteport", "--help")
    table.add("`noteport --help`", f"{shown * 1000:.0f} ms CPU", "`import typer`", shown / typer)
    libraries = cpu_of_start("-c", LIBRARIES)
    deck = cpu_of_start(
        "-m", "noteport", "anki", str(DOCS.parents[1] / "seeds"), "-o", "deck.apkg", "--dry-run", "--quiet"
    )
    table.add("one note to a deck", f"{deck * 1000:.0f} ms CPU", "importing its libraries", deck / libraries)


def main() -> None:
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    given = arguments[0] if arguments else "1000"
    table = Table()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "vault")
        if given.isdecimal():
            folder = generate(folder, int(given))
        else:
            shutil.copytree(given, folder)
        notes = sum(1 for _ in folder.rglob("*.md"))
        measure(folder, Path(work), table)
    if "--write" in sys.argv:
        page = DOCS.read_text(encoding="utf-8")
        text = "\n".join([BEGIN, "", f"{notes:,} notes, {os.cpu_count()} cores:", "", *table.lines, "", END])
        DOCS.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: text, page, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
