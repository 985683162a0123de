"""Ctrl-C at any time ends the program without a traceback, and leaves no file behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")

INTERRUPTED = """
import os, signal, sys

def interrupt(event, arguments):
    if event == {event!r} and {name!r} in str(arguments[0]):
        os.kill(os.getpid(), signal.SIGINT)

from noteport.cli.start import main
sys.argv = ["noteport", "anki", "notes", "-o", "deck.apkg", "--no-cache"]
sys.addaudithook(interrupt)
main()
"""


def interrupted(notes: Path, event: str, name: str) -> subprocess.CompletedProcess[str]:
    """Export, and press Ctrl-C when a module, file or database of this name is about to be opened."""
    program = INTERRUPTED.format(event=event, name=name)
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=notes.parent, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", ["noteport.cli.app", "typer"])
def test_at_start_up_the_process_ends_at_once(notes: Path, name: str) -> None:
    done = interrupted(notes, "import", name)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("import", "noteport_anki"),
        ("import", "noteport.vault.vault"),
        ("import", "noteport_anki.export"),
        ("import", "genanki"),
        ("open", "heat.md"),
        ("sqlite3.connect", "earlier.sqlite"),
    ],
)
def test_afterwards_it_says_so_in_one_line(notes: Path, event: str, name: str) -> None:
    done = interrupted(notes, event, name)
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr.startswith("noteport: interrupted")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in notes.parent.iterdir()] == ["notes"]


def test_an_interrupt_that_python_would_only_print_is_not_lost() -> None:
    program = """
import os, signal, time
from noteport.cli import app, start

class Finalized:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)

def run(arguments):
    Finalized()
    for _ in range(60):
        time.sleep(1)

app.run = run
start.main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, "")


def test_an_ignored_signal_stays_ignored(notes: Path) -> None:
    program = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n{INTERRUPTED}".format(
        event="import", name="noteport"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=notes.parent, capture_output=True, check=False)
    assert done.returncode == 0
    assert (notes.parent / "deck.apkg").is_file()


def test_a_worker_that_is_being_started_is_silent(notes: Path) -> None:
    """Ctrl-C in a terminal reaches all processes; a worker leaves it to the main program."""
    program = """
import os, signal
from noteport.vault.loading.pool import WorkerPool

def press_ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)

os.register_at_fork(after_in_child=press_ctrl_c)
with WorkerPool(1) as pool:
    print(pool.submit(os.getppid).result() == os.getpid())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")
