"""Every call that writes fails once, for every exporter: what stood there stands there still, and nothing else."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from noteport.cli.app import run

NOTE = """---
title: Heat
videoId: golden_test
---
## Water

Water boils at **100 degrees** on most days [00:10]. See [[ice]] for more, and ![a cup](cup.png).

- **Ice**: it swims on water [00:20]
"""
OTHER = NOTE.replace("100 degrees", "373 kelvin") + "\nSteam is lighter than air [00:30].\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

Case = tuple[str, str, list[str]]
"""Exporter, target and options (conftest.py)."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``notes`` in it, and ``out`` to write to; temporary files go to ``tmp``."""
    for name in ("notes", "out", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes" / "heat.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "notes" / "cup.png").write_bytes(PNG)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def restore(folder: Path, before: dict[str, bytes | None]) -> None:
    """Make a folder what it was."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in before.items():
        if data is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)


def export(case: Case) -> int:
    exporter, target, options = case
    # What fails in the cache costs no export (tests/cache).
    return run([exporter, "notes", "-o", f"out/{target}", "-q", "--no-cache", *options])


# --- one call fails -------------------------------------------------------------------------------------------------


class Faults:
    """Lets the n-th call that writes fail, by an error of the system's or an interrupt."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Callable[[], BaseException]) -> None:
        self._error = error
        self._left = 0
        self.happened = ""
        # Where links cannot be made, files are copied: no failure.
        links = ["link"] if isinstance(error(), KeyboardInterrupt) else []
        for name in ("fsync", "replace", "rename", "mkdir", *links):
            monkeypatch.setattr(os, name, self._failing(name, getattr(os, name)))
        monkeypatch.setattr(os, "open", self._failing("open", os.open, lambda path, flags, *_: flags & os.O_CREAT))
        monkeypatch.setattr(os, "fdopen", self._fdopen)

    def at(self, call: int) -> None:
        self._left, self.happened = call, ""

    def count(self, name: str) -> None:
        self._left -= 1
        if self._left == 0:
            self.happened = name
            raise self._error()

    def _failing(
        self, name: str, call: Callable[..., Any], counts: Callable[..., object] = lambda *_: True
    ) -> Callable[..., Any]:
        def failing(*arguments: Any, **more: Any) -> Any:
            if counts(*arguments):
                self.count(name)
            return call(*arguments, **more)

        return failing

    def _fdopen(self, descriptor: int, mode: str = "r", *_: Any, **__: Any) -> BinaryIO:
        faults = self

        class File(io.FileIO):
            def write(self, data: Any) -> int:
                faults.count("write")
                return super().write(data)

        return io.BufferedRandom(File(descriptor, "r+b"))


def disk_full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("error", [disk_full, KeyboardInterrupt], ids=["disk full", "interrupt"])
@pytest.mark.parametrize("is_first", [True, False], ids=["first export", "second export"])
def test_whichever_call_fails_all_is_as_it_was(
    export_case: Case,
    is_first: bool,
    error: Callable[[], BaseException],
    place: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not is_first:
        assert export(export_case) == 0
    (place / "notes" / "heat.md").write_text(OTHER, encoding="utf-8")
    before = contents(place / "out")
    happened = set()
    with pytest.MonkeyPatch.context() as monkeypatch:
        faults = Faults(monkeypatch, error)
        for call in range(1, 200):
            faults.at(call)
            code = export(export_case)
            if not faults.happened:
                break
            happened.add(faults.happened)
            said = capsys.readouterr().err
            if code == 0 and faults.happened == "mkdir":  # of the temporary cache, without which it only takes longer
                assert contents(place / "out") != before
                restore(place / "out", before)
                continue
            assert (code, "Traceback" in said) == (5 if error is disk_full else 130, False), (faults.happened, said)
            assert contents(place / "out") == before, (call, faults.happened)
            assert contents(place / "tmp") == {}, (call, faults.happened)
    assert code == 0
    assert contents(place / "out") != before
    assert happened >= {"open", "write", "fsync"} or happened >= {"mkdir", "replace"}


# --- the disk itself ------------------------------------------------------------------------------------------------

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from noteport.cli.app import run
sys.exit(run(sys.argv[2:]))
"""


def test_a_file_that_may_not_grow_any_further_leaves_all_as_it_was(export_case: Case, place: Path) -> None:
    """The system itself refuses bytes, those of SQLite and of Arrow too, from some byte on."""
    assert export(export_case) == 0
    (place / "notes" / "heat.md").write_text(OTHER, encoding="utf-8")
    before = contents(place / "out")
    exporter, target, options = export_case
    largest = max(len(data) for data in before.values() if data)
    for limit in (0, largest // 2, largest - 1):
        command = [sys.executable, "-c", LIMITED, str(limit), exporter, "notes", "-o", f"out/{target}", "-q", *options]
        # Python would cut its own compiled files off at the limit, and other tests would import what is left.
        limited = {**os.environ, "TMPDIR": str(place / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=limited)
        if done.returncode == 0:  # the new file is smaller than the old one
            assert limit == largest - 1
            continue
        assert (done.returncode, "Traceback" in done.stderr) == (5, False), done.stderr
        assert contents(place / "out") == before, limit
        assert contents(place / "tmp") == {}, limit


IN_A_SMALL_FOLDER = 'mount -t tmpfs -o size="$1k" tmpfs tmp && shift && "$@"; code=$?; ls -A tmp; exit $code'


def in_a_small_folder(kilobytes: int, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program whose temporary folder ``tmp`` is a disk of its own; its output ends with what is left there."""
    shell = ["unshare", "--map-root-user", "--mount", "sh", "-c", IN_A_SMALL_FOLDER, "sh", str(kilobytes), *command]
    folder = str(Path("tmp").absolute())
    return subprocess.run(shell, capture_output=True, text=True, check=False, env={**os.environ, "TMPDIR": folder})


@pytest.mark.skipif(shutil.which("unshare") is None, reason="only Linux lets a test have a disk of its own")
@pytest.mark.parametrize("kilobytes", [8, 40, 80])
@pytest.mark.parametrize(
    "arguments", [["anki", "-o", "out/it.apkg", "--all"], ["jsonld", "-o", "-"]], ids=["deck", "standard output"]
)
def test_a_full_temporary_folder_is_named_and_nothing_changes(
    arguments: list[str], kilobytes: int, place: Path
) -> None:
    if in_a_small_folder(8, "true").returncode:
        pytest.skip("this user may not mount anything here")
    text = NOTE + "".join(f"Water number {number} boils at {number} degrees [00:10].\n\n" for number in range(400))
    (place / "notes" / "heat.md").write_text(text, encoding="utf-8")
    assert export(("anki", "it.apkg", ["--all"])) == 0
    before = contents(place / "out")
    command = [sys.executable, "-m", "noteport", arguments[0], "notes", *arguments[1:], "-q", "--no-cache"]
    done = in_a_small_folder(kilobytes, *command)
    assert f"The temporary folder {place / 'tmp'} is full. Nothing was changed." in done.stderr
    assert (done.returncode, done.stdout, contents(place / "out")) == (5, "", before)
