"""Exports that are killed, and exports that run at once.

To kill more often: ``NOTEPORT_KILLS=200 pytest tests/test_killed.py``.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from noteport.errors import TargetError
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.options import Options
from noteport.export.report import ExportReport
from noteport.export.target import Target

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no such locks, and keeps what a killed export left"
)

KILLS = int(os.environ.get("NOTEPORT_KILLS", "4"))
CLAIM = "Water number {number} of the {kind} kind boils at {number} degrees [00:10].\n\n"
HIDDEN = re.compile(r"\..*\.[0-9a-f]{8}\.(tmp|old)")
EXPORTS = {
    "deck": ("anki", "it.apkg", ()),
    "tables": ("csv", "it.csv", ("--tables", "claims,notes")),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two vaults, ``old`` and ``new``, and ``out`` to write to; temporary files go to ``tmp``."""
    for name in ("old", "new", "out", "tmp"):
        (tmp_path / name).mkdir()
    for kind in ("old", "new"):
        text = "---\nvideoId: golden_test\n---\n" + "".join(CLAIM.format(number=n, kind=kind) for n in range(400))
        (tmp_path / kind / "water.md").write_text(text, encoding="utf-8")
    return tmp_path


def command(kind: str, export: str) -> list[str]:
    exporter, target, options = EXPORTS[export]
    return [sys.executable, "-m", "noteport", exporter, kind, "-o", f"out/{target}", "-q", *options]


def start(kind: str, export: str, place: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(kind, export), cwd=place, env={**os.environ, "TMPDIR": str(place / "tmp")})


def finish(kind: str, export: str, place: Path) -> dict[str, bytes]:
    """What stands in ``out`` after a whole export."""
    assert start(kind, export, place).wait() == 0
    return seen(place)


def seen(place: Path) -> dict[str, bytes]:
    """Every file in ``out`` that is not hidden away."""
    files = {path.relative_to(place / "out").as_posix(): path for path in (place / "out").rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not HIDDEN.match(name)}


@pytest.mark.parametrize("export", ["deck", "tables"])
def test_an_export_that_is_killed_at_any_moment_leaves_the_old_files(export: str, place: Path) -> None:
    new = finish("new", export, place)
    (place / "out").rename(place / "other")
    (place / "out").mkdir()
    begun = time.monotonic()
    old = finish("old", export, place)
    lasts = time.monotonic() - begun
    moments = random.Random(export)
    for _ in range(KILLS):
        running = start("new", export, place)
        time.sleep(moments.uniform(0, lasts))
        running.kill()
        running.wait()
        now = seen(place)
        if now != old:  # it was too late, or between two renames: each file is the new one, whole, or the old one
            assert now.keys() == new.keys() | old.keys()
            # A deck that knows the old one differs from a first one.
            assert export == "deck" or all(data in (new[name], old[name]) for name, data in now.items())
            old = finish("old", export, place)
        hidden = [path.name for path in (place / "out").iterdir() if HIDDEN.fullmatch(path.name)]
        assert len(hidden) <= len(old)
    assert finish("old", export, place)
    assert not [path.name for path in (place / "out").iterdir() if HIDDEN.fullmatch(path.name)]
    if export == "deck":  # it works in the temporary folder
        assert list((place / "tmp").iterdir()) == []


# --- what a killed one leaves ---------------------------------------------------------------------------------------


class Lines(Exporter[Options]):
    name, summary, suffixes = "lines", "Lines.", (".txt",)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        raise NotImplementedError


class Pages(Exporter[Options]):
    name, summary = "pages", "A folder of pages."

    def export(self, notes: Notes, target: Target) -> ExportReport:
        raise NotImplementedError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, text: str, *siblings: str) -> Target:
    target = Target(path, exporter=Lines)
    with target.open_text() as out:
        out.write(text)
    for sibling in siblings:
        with target.open_text(sibling) as out:
            out.write(text)
    return target


def test_the_next_export_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    for litter in (".a.txt.0123abcd.tmp", ".a.txt.00000000.old"):
        (tmp_path / litter).write_text("half")
    (tmp_path / ".a.txt.11111111.tmp").mkdir()
    (tmp_path / ".a.txt.11111111.tmp" / "page.html").touch()
    others = [".b.txt.0123abcd.tmp", ".a.txt.0123abcd.tmp~", ".a.txt.swp"]
    for other in others:
        (tmp_path / other).touch()
    write(tmp_path / "a.txt", "whole").commit()
    assert names(tmp_path) == sorted([*others, "a.txt"])


def test_a_dry_run_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.0123abcd.tmp").touch()
    Target(tmp_path / "a.txt", exporter=Lines, dry_run=True)
    assert names(tmp_path) == [".a.txt.0123abcd.tmp"]


def test_what_a_running_export_writes_is_no_litter(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", "first", "b.txt")
    second = write(tmp_path / "a.txt", "second", "b.txt")
    assert len(names(tmp_path)) == 4
    second.commit()
    first.commit()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"first"}


def test_what_killed_exports_left_in_the_temporary_folder_is_removed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "noteport-abcdefgh").mkdir()
    (tmp_path / "noteport-12345678").touch()
    (tmp_path / "noteport-of-mine").touch()
    with Target(None).scratch() as scratch:
        assert names(tmp_path) == sorted([scratch.name, "noteport-of-mine"])
        with Target(None).scratch() as other:
            assert scratch.is_dir()
            assert other.is_dir()
    assert names(tmp_path) == ["noteport-of-mine"]


def test_a_folder_comes_back_whose_replacement_was_killed_between_two_renames(tmp_path: Path) -> None:
    target = Target(tmp_path / "site", exporter=Pages)
    with target.folder() as folder:
        (folder / "old.html").touch()
    target.commit()
    (tmp_path / "site").rename(tmp_path / ".site.0123abcd.old")
    Target(tmp_path / "site", exporter=Pages)
    assert names(tmp_path) == ["site"]
    assert names(tmp_path / "site") == [".noteport", "old.html"]


def test_files_that_belong_together_change_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", "old", "b.txt").commit()
    target = write(tmp_path / "a.txt", "new", "b.txt", "c.txt")
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "a.txt" / "in the way").touch()
    with pytest.raises(TargetError):
        target.commit()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").read_text() == "old"


def test_where_there_are_no_hard_links_the_old_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    for text in ("old", "new"):
        write(tmp_path / "a.txt", text, "b.txt").commit()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").read_text() == "new"


def test_where_there_are_no_locks_nothing_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noteport.export.locks.fcntl", None)
    (tmp_path / ".a.txt.0123abcd.tmp").touch()
    write(tmp_path / "a.txt", "whole", "b.txt").commit()
    assert names(tmp_path) == [".a.txt.0123abcd.tmp", "a.txt", "b.txt"]


# --- two at once ----------------------------------------------------------------------------------------------------


def test_exports_to_one_target_at_once_do_not_mix(place: Path) -> None:
    whole = [finish(kind, "tables", place) for kind in ("old", "new")]
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda kind: start(kind, "tables", place).wait(), ["old", "new"] * 2))
    assert codes == [0] * 4
    assert seen(place) in whole
    assert not [path.name for path in (place / "out").iterdir() if HIDDEN.fullmatch(path.name)]


def test_an_export_that_is_terminated_tidies_up(place: Path) -> None:
    old = finish("old", "deck", place)
    for delay in (0.2, 0.6):
        running = start("new", "deck", place)
        time.sleep(delay)
        running.send_signal(signal.SIGTERM)
        running.wait()
        assert seen(place) == old or running.returncode == 0
        assert not [path.name for path in (place / "out").iterdir() if HIDDEN.fullmatch(path.name)]
