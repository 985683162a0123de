"""Processes of our own, seen from outside: what they leave behind, and what is said when one dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from noteport.plugins.containment import contained
from noteport.vault.loading.workers import Workers, cores

PROGRAM = """
    import multiprocessing, os, signal, sys
    from noteport.vault.loading import jobs
    from noteport.api import Vault
    from noteport.errors import NoteportError
    from noteport.vault.loading.workers import Workers

    parse_note = jobs.parse_note

    def parse(text, path, **rest):
        if "poison" in text:
            {poison}
        return parse_note(text, path, **rest)

    jobs.parse_note = parse
    Workers.LEAST_ASKED = 1
    try:
        with Workers(2) as workers:
            for note in Vault([sys.argv[1]], executor=workers):
                print(*(process.pid for process in multiprocessing.active_children()), flush=True)
                {then}
    except KeyboardInterrupt:
        sys.exit(130)
    except NoteportError as error:
        sys.exit(str(error))
"""


def run(folder: Path, *, then: str = "pass", poison: str = "pass") -> subprocess.CompletedProcess[str]:
    """Runs a program that reads a folder in two processes, and ``then`` with each note."""
    program = textwrap.dedent(PROGRAM).format(then=then, poison=poison)
    command = [sys.executable, "-c", program, str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):  # it may go while its file is read
        return False
    return "\nState:\tZ" not in status


def wait_for_end(pids: list[int]) -> list[int]:
    """Those that are still alive after a while."""
    for _ in range(100):
        if not any(map(is_alive, pids)):
            return []
        time.sleep(0.1)
    return [pid for pid in pids if is_alive(pid)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(60):
        (tmp_path / f"{number:02}.md").write_text("It rains [00:10].", encoding="utf-8")
    return tmp_path


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_two_jobs_are_two_processes_which_end_with_the_work(folder: Path) -> None:
    ended = run(folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    pids = {int(pid) for line in ended.stdout.splitlines() for pid in line.split()}
    assert len(pids) == 2
    assert wait_for_end(list(pids)) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_however_the_program_ends_no_process_stays(folder: Path, number: signal.Signals) -> None:
    ended = run(folder, then=f"os.kill(os.getpid(), {int(number)})")
    assert ended.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert ended.stderr == ""
    pids = [int(pid) for pid in ended.stdout.splitlines()[0].split()]
    assert wait_for_end(pids) == []


def test_an_interrupt_waits_for_no_note(folder: Path) -> None:
    folder.joinpath("40.md").write_text("poison", encoding="utf-8")
    ended = run(folder, poison="signal.pause()", then="os.kill(os.getpid(), signal.SIGINT)")
    assert (ended.returncode, ended.stderr) == (130, "")


@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_process_that_dies_names_its_note(folder: Path, end: str) -> None:
    folder.joinpath("23.md").write_text("poison", encoding="utf-8")
    ended = run(folder, poison=end)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{folder}/23.md: the process that was reading this ended early.")
    assert "--exclude" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_note_that_cannot_be_parsed_is_named_too(folder: Path) -> None:
    folder.joinpath("23.md").write_text("poison", encoding="utf-8")
    ended = run(folder, poison="raise RuntimeError('deep inside')")
    assert (
        f"noteport failed in reading {folder}/23.md: this is a bug in noteport (RuntimeError: deep inside"
        in ended.stderr
    )


def test_few_notes_are_read_by_one_process() -> None:
    with Workers(None) as workers:
        assert workers(Workers.LEAST - 1) is None
        assert (workers(Workers.LEAST) is None) == (cores() == 1)
    with Workers(1) as workers:
        assert workers(Workers.LEAST) is None
    with Workers(2) as workers:
        assert workers(Workers.LEAST_ASKED - 1) is None
        assert workers(Workers.LEAST_ASKED) is not None


def test_a_run_does_not_wait_for_the_threads_of_its_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    joined: list[threading.Thread] = []
    with Workers(2) as workers:
        pool = workers(Workers.LEAST)
        assert pool is not None
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "join", lambda thread, timeout=None: joined.append(thread))
            with contained():
                pool.submit(os.getpid).result()
                assert threading.active_count() > 2
    assert joined == []
