"""Kills an export before each of its steps, and looks at what is left and at what the next export makes of it.

    python tests/killing.py FOLDER TARGET 'csv --tables claims,notes' 'csv --tables claims'
    python tests/killing.py FOLDER TARGET anki anki --times 300

FOLDER is created, with notes, and with files of others wherever noteport writes. The first export goes to TARGET, and
the second one, of changed notes, replaces it. A step is a call that creates, moves or removes something below FOLDER:
Python's audit hook sees each before it is done. With ``--times``, each is killed at as many random times instead.
All run in forks of this process, which has imported everything: one takes some hundredths of a second.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from noteport.cli.app import run
from noteport.export.journal import recover

Files = Mapping[str, bytes]
Kill = Callable[[int], None]
"""Sees to it that a process is killed; called with 0 in that process itself, and with its number in the other one."""

_CHANNELS = {"old": ("Heat", "Light", "Sound"), "new": ("Heat", "Light")}
_CLAIM = "Water number {number} of the {kind} kind boils at {number} degrees [00:10].\n\n"
_OTHERS = ("out/thesis.txt", "out/.it.csv.0123abcd.tmp", "tmp/noteport-abcdefgh/thesis.txt", "tmp/thesis.txt")
"""Two of them are where earlier versions of noteport would have removed them."""
_CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "sqlite3.connect"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Place:
    """The folder, and the exports that are made in it."""

    def __init__(self, root: Path, target: str, first: str, second: str) -> None:
        self.root = root
        self.out, self.tmp = root / "out", root / "tmp"
        self._target = target
        self._arguments = {"old": shlex.split(first), "new": shlex.split(second)}

    def prepare(self, claims: int) -> None:
        """Write the notes, with some claims each, and the files of others."""
        for kind, channels in _CHANNELS.items():
            for channel in channels:
                text = "".join(_CLAIM.format(number=number, kind=f"{kind} {channel}") for number in range(claims))
                _put(self.root / kind / f"{channel}/note.md", f"---\nvideoId: golden_test\n---\n{text}")
        for name in _OTHERS:
            _put(self.root / name, "precious")

    def import_all(self) -> None:
        """Import whatever an export needs, so that no fork has to."""
        (self.root / "warm").mkdir()
        assert self._run("new", self.root / "warm") == 0

    def export(self, kind: str, kill: Kill | None = None) -> bool:
        """Export in a process of its own; whether it came to its end."""
        return _in_a_fork(lambda: self._run(kind, self.out), kill)

    def recover(self, kill: Kill) -> bool:
        """Do what the next export begins with in a process of its own; whether it came to its end."""
        return _in_a_fork(lambda: recover(self.out), kill)

    def reset(self, to: Path) -> None:
        """Let ``out`` be as it was."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(to, self.out, symlinks=True)

    def _run(self, kind: str, out: Path) -> int:
        more = ["-o", str(out / self._target), "-q", "--no-cache", "--jobs", "1"]
        return run([*self._arguments[kind], str(self.root / kind), *more])


def _in_a_fork(work: Callable[[], int | None], kill: Kill | None) -> bool:
    child = os.fork()
    if child == 0:
        code: int | None = 1
        try:
            if kill is not None:
                kill(0)
            code = work()
        finally:
            os._exit(code or 0)
    if kill is not None:
        kill(child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in ((0,) if kill is None else (0, -signal.SIGKILL)), f"it ended with {status}"
    return status == 0


class BeforeStep:
    """Kills a process before one of its steps."""

    def __init__(self, root: Path, step: int) -> None:
        self._root = str(root)
        self._left = step

    def __call__(self, process: int) -> None:
        if not process:
            sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._is_step(event, arguments):
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)

    def _is_step(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            path, _, flags = arguments
            return isinstance(path, str) and path.startswith(self._root) and bool((flags or 0) & _WRITING)
        if event not in _CHANGES:
            return False
        # In a tree that is removed, names are relative to an open folder.
        path = os.fspath(arguments[0])
        return isinstance(path, str) and (path.startswith(self._root) or not Path(path).is_absolute())


class AtMoment:
    """Kills a process after some seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __call__(self, process: int) -> None:
        if process:
            time.sleep(self._seconds)
            os.kill(process, signal.SIGKILL)


def kill_again_and_again(place: Place, times: int = 0) -> int:
    """Raise AssertionError if something is lost, mixed or left; returns how many exports were killed.

    After a kill, the next export begins with all old files or with all new ones. After it, nothing else is there. Files
    of others are never touched.
    """
    others, others_in_tmp = contents(place.out), contents(place.tmp)
    place.import_all()
    states = [_copy(place.out, place.root / "state-0")]
    for number, kind in enumerate(("old", "new", "new"), start=1):
        begun = time.monotonic()
        place.export(kind)
        lasts = time.monotonic() - begun
        states.append(_copy(place.out, place.root / f"state-{number}"))
    seen = [contents(state) for state in states]
    assert all(others.items() <= files.items() for files in seen)
    kills = 0
    for before, kind in enumerate(("old", "new")):
        for name, kill in _at_times(times, lasts) if times else _before_steps(place.root):
            place.reset(states[before])
            is_whole = place.export(kind, kill)
            if is_whole and not times:
                break
            kills += not is_whole
            where = f"{kind}, killed {name}"
            # Sometimes what the next export begins with is killed too.
            again = kills % 24
            if again % 2:
                place.recover(BeforeStep(place.root, again // 2 + 1))
            recover(place.out)
            found = contents(place.out)
            now = before + (found != seen[before])
            _same(found, seen[now], where)
            place.export(kind if now == before else "new")
            _same(contents(place.out), seen[now + 1], f"{where}, after the next export")
            _same(contents(place.tmp), others_in_tmp, f"{where}, in the temporary folder")
    return kills


def contents(folder: Path) -> Files:
    """Every file below a folder, and every empty folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"a folder"
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }


def _before_steps(root: Path) -> Iterator[tuple[str, Kill]]:
    for step in count(1):
        yield f"before step {step}", BeforeStep(root, step)


def _at_times(number: int, lasts: float) -> Iterator[tuple[str, Kill]]:
    chosen = random.Random(number)
    for _ in range(number):
        seconds = chosen.uniform(0, 1.2 * lasts)
        yield f"after {seconds:.4f} s", AtMoment(seconds)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _copy(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to, symlinks=True))


def _same(found: Files, expected: Files, where: str) -> None:
    different = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    assert not different, f"{where}: {different}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("folder", "target", "first", "second"):
        parser.add_argument(name)
    parser.add_argument("--times", type=int, default=0)
    given = parser.parse_args()
    place = Place(Path(given.folder).absolute(), given.target, given.first, given.second)
    place.prepare(claims=60 if given.times else 4)
    tempfile.tempdir = str(place.tmp)
    print(kill_again_and_again(place, given.times))
