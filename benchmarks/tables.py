"""Measures the cost of tables: CPU per claim beyond reading, and peak memory. Usage: python benchmarks/tables.py
[PATH…]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from noteport.api import Exporter, Note, Target, Vault, claims
from noteport_csv import CsvExporter
from noteport_jsonld import JsonLdExporter
from noteport_parquet import ParquetExporter

EXPORTERS: tuple[tuple[type[Exporter[Any]], str], ...] = (
    (CsvExporter, ".csv"),
    (ParquetExporter, ".parquet"),
    (JsonLdExporter, ".jsonl"),
    (JsonLdExporter, ".nt"),
)
ROUNDS = 3


class Read(Vault):
    """A vault whose notes stay in memory, so that reading them costs nothing."""

    def __iter__(self):  # type: ignore[no-untyped-def]  # the benchmark itself
        self.notes: list[Note] = getattr(self, "notes", None) or list(super().__iter__())
        return iter(self.notes)


def microseconds(work: Callable[[], object], claims: int) -> float:
    """Return the minimum CPU time per claim of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) / claims * 1e6


def export(exporter: type[Exporter[Any]], vault: Vault, file: Path) -> None:
    target = Target(file, exporter=exporter)
    exporter().export(vault, target)
    target.commit()


def peak(command: str, paths: list[str], file: Path) -> float:
    """Return the megabytes of a whole command in a separate process."""
    arguments = [sys.executable, "-m", "noteport", command, *paths, "-o", str(file), "--quiet"]
    process = subprocess.Popen(arguments)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_maxrss / 1024


def main() -> None:
    paths = sys.argv[1:] or ["samples/vault"]
    with tempfile.TemporaryDirectory() as folder:
        # Comes first, because a new process starts with the memory of its parent.
        peaks = {suffix: peak(exporter.name, paths, Path(folder, f"notes{suffix}")) for exporter, suffix in EXPORTERS}
    start = time.process_time()
    vault = Read(paths)
    count = len(list(claims(vault)))
    print(f"{len(vault)} notes, {count} claims")
    print(f"reading           {(time.process_time() - start) / count * 1e6:8.1f} µs a claim")
    print(f"rows              {microseconds(lambda: list(claims(vault)), count):8.1f}")
    with tempfile.TemporaryDirectory() as folder:
        for exporter, suffix in EXPORTERS:
            file = Path(folder, f"notes{suffix}")
            cost = microseconds(partial(export, exporter, vault, file), count)
            size = file.stat().st_size / 1e6
            print(f"{exporter.name:8}{suffix:10}{cost:8.1f} {peaks[suffix]:8.0f} MB peak {size:8.1f} MB written")


if __name__ == "__main__":
    main()
