"""The same notes give the same bytes, on every machine and for every user, and no byte reveals the user."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from pyarrow import parquet

SAMPLES = Path(__file__).parents[1] / "samples" / "vault"
Case = tuple[str, str, list[str]]
"""Exporter, target and options (conftest.py)."""

HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "USER": "ana-of-here"}
THERE = {
    "TZ": "Pacific/Chatham",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "USER": "ben-of-there",
    "COLUMNS": "40",
}


def run(case: Case, vault: str, out: Path, cwd: Path, *, umask: int, **environment: str) -> None:
    exporter, target, options = case
    out.mkdir()
    subprocess.run(
        [sys.executable, "-m", "noteport", exporter, vault, "-o", str(out / target), "-q", *options],
        check=True,
        cwd=cwd,
        umask=umask,
        env={name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        | {"HOME": str(cwd / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
        | environment,
    )


def copied(files: list[Path], to: Path) -> Path:
    """The samples, written anew in this order and at this time."""
    for file in files:
        target = to / file.relative_to(SAMPLES)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return to


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def two_exports(export_case: Case, tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """All files of an export here, and of one there: another machine, as far as one can make that up."""
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    here, there = tmp_path / "ana-of-here", tmp_path / "ben-of-there" / "deep" / "down"
    there.mkdir(parents=True)
    one, other = copied(files, here / "vault"), copied(files[::-1], there / "vault")
    for number, file in enumerate(path for path in other.rglob("*")):
        os.utime(file, (1_000_000_000 + number,) * 2)
    (here / "elsewhere").mkdir()
    run(export_case, "vault", here / "out", here, umask=0o022, **HERE)
    run(export_case, str(other), there / "out", here / "elsewhere", umask=0o077, **THERE)
    assert one.name == other.name
    return contents(here / "out"), contents(there / "out")


def test_bytes_depend_on_nothing_but_the_notes(two_exports: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    here, there = two_exports
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    text = b"\n".join(part for name in sorted(there) for part in unpacked(name, there[name]))
    for trace in ("ana-of-here", "ben-of-there", "deep/down", "/home", "/tmp", f"@{os.uname().nodename}"):
        assert trace.encode() not in text, trace
    assert b"flour" in text  # it was looked at


def unpacked(name: str, data: bytes) -> Iterator[bytes]:
    """The names and contents of a file, and of all that is packed into it."""
    yield name.encode()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                yield info.comment + info.extra
                yield from unpacked(info.filename, archive.read(info))
    elif data.startswith(b"PAR1"):
        table = parquet.read_table(BytesIO(data))
        yield json.dumps(table.to_pylist()).encode()
        yield repr(table.schema.metadata).encode()
    elif data.startswith(b"SQLite"):
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            yield "\n".join(database.iterdump()).encode()
