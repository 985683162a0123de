"""What only a process of its own can show: what is imported, signals, pipes, terminals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

Install = Callable[..., Path]

SLOW = """
import time
from noteport.api import *

class OutlineExporter(Exporter):
    name, summary, suffixes = "outline", "x", (".txt",)

    def export(self, notes, target):
        with target.open_text() as out:
            for note in notes:
                out.write(note.title)
                print("working", flush=True)
                while True:
                    time.sleep(0.1)
"""

MOST_MODULES = 250
"""Beyond those of Python itself, to show the help: 178 are imported, of which a half are Python's own."""


def environment(site: Path | None = None) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(site) if site else "", "PYTHONDONTWRITEBYTECODE": "1"}


def imported_by(*arguments: str, cwd: Path) -> set[str]:
    """Names of all modules in memory after the program has run with these arguments."""
    program = f"import sys; from noteport.cli.app import run; assert run({list(arguments)}) == 0; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=cwd, env=environment()
    )
    return set(run.stdout.splitlines()[-1].split())


def test_the_help_imports_no_heavy_library_and_no_exporter(tmp_path: Path) -> None:
    modules = imported_by("--help", cwd=tmp_path)
    assert modules.isdisjoint({"genanki", "ebooklib", "markdown_it", "lxml", "rich", "pydantic", "yaml"})
    assert modules.isdisjoint({"noteport_anki", "noteport_csv", "noteport.model.nodes", "noteport.parse"})


def test_one_exporter_does_not_import_what_another_needs(notes: Path) -> None:
    modules = imported_by("csv", "notes", "-o", "a.csv", cwd=notes.parent)
    assert modules.isdisjoint({"genanki", "ebooklib", "lxml", "pydantic", "rich", "pyarrow", "numpy", "pandas"})
    assert modules.isdisjoint({"noteport_anki", "noteport_jsonld", "noteport_parquet"})


def test_captions_are_not_read_where_there_are_none(notes: Path) -> None:
    modules = imported_by("csv", "notes", "-o", "a.csv", cwd=notes.parent)
    assert modules.isdisjoint({"noteport.captions.align", "noteport.captions.reader", "xml.parsers.expat"})


def test_the_program_runs_as_a_module_too(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-m", "noteport", "--version"], capture_output=True, check=True, cwd=tmp_path)
    assert run.stdout.startswith(b"noteport ")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("noteport outl", "outline"), ("noteport che", "check"), ("noteport outline --bu", "--bullet")],
)
def test_the_shell_completes_exporters_and_their_options(
    install: Install, tmp_path: Path, typed: str, offered: str
) -> None:
    asked = {"_NOTEPORT_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    command = [sys.executable, "-m", "noteport"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment(install()) | asked)  # noqa: PLW1510  # typer leaves with the code 0 or 1
    assert run.stdout.split() == [offered]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_imports_no_exporter_and_survives_a_broken_one(install: Install, tmp_path: Path, shell: str) -> None:
    site = install(source="raise SystemExit('imported')")

    def complete(typed: str) -> str:
        words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" ")), "_TYPER_COMPLETE_ARGS": typed}
        asked = {"_NOTEPORT_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", **words}
        command = [sys.executable, "-m", "noteport"]
        run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment(site) | asked)  # noqa: PLW1510  # typer leaves with the code 0 or 1
        assert run.stderr == ""
        return run.stdout

    offered = complete("noteport ")
    for word in ("anki", "outline", "check", "new-plugin"):
        assert word in offered
    if shell != "bash":
        assert "own words" in offered  # zsh doubles the apostrophe before
    complete("noteport outline --bul")


def read_to_the_end(terminal: int) -> bytes:
    """All that was written to a terminal whose other side is closed; it comes in as many pieces as it likes."""
    pieces = []
    with suppress(OSError):  # how Linux tells the end
        while piece := os.read(terminal, 4096):
            pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
@pytest.mark.parametrize(
    ("changes", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_an_error_is_red_on_a_terminal_unless_nobody_wants_colour(
    tmp_path: Path, changes: dict[str, str], is_coloured: bool
) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {name: value for name, value in environment().items() if name != "NO_COLOR"} | {"TERM": "xterm"} | changes
    command = [sys.executable, "-m", "noteport", "outlien"]
    subprocess.run(command, cwd=tmp_path, env=env, stderr=theirs, stdout=theirs, check=False)
    os.close(theirs)
    text = read_to_the_end(ours).decode()
    os.close(ours)
    assert ("\x1b[31mnoteport: error: \x1b[0mThere is no exporter" in text) is is_coloured
    assert ("\x1b" in text) is is_coloured


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_export_leaves_nothing(
    install: Install, notes: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    site = install(source=SLOW)
    command = [sys.executable, "-m", "noteport", "outline", "notes", "-o", "a.txt"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment(site), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"working\n"  # what a plugin prints never goes to standard output
    assert [path.name for path in tmp_path.glob(".noteport-*")]
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    assert process.returncode == code
    assert b"Traceback" not in error
    if number == signal.SIGINT:
        named = "noteport: interrupted; outline of noteport-outline 1.2 was running on notes/heat.md\n"
        assert error.decode() == named
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes", "site-packages"]


def test_a_reader_who_has_gone_is_no_error(install: Install, notes: Path) -> None:
    site = install()
    claims = (f"Claim {number} is one of very many that fill a pipe [00:00:01].\n\n" for number in range(3_000))
    (notes / "long.md").write_text("".join(claims))
    command = [sys.executable, "-m", "noteport", "outline", "notes", "-q", "-o", "-"]
    process = subprocess.Popen(
        command, cwd=notes.parent, env=environment(site), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["outline", "notes", "-q", "-o", "-"], ["outline", "notes", "-q", "-o", "/dev/full"]]
)
def test_a_full_disk_is_one_clear_line(install: Install, notes: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "noteport", *arguments]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(  # noqa: PLW1510  # its failure is what is tested
            command, cwd=notes.parent, env=environment(install()), stdout=full, stderr=subprocess.PIPE
        )
    first, *hint = run.stderr.decode().splitlines()
    assert first.startswith("noteport: error: ")
    assert "No space left" in first or "disk is full" in first
    assert len(hint) <= 1
    assert run.returncode in {1, 5}


def test_a_closed_standard_output_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m noteport --help >&-"
    subprocess.run(["sh", "-c", command], check=True, cwd=tmp_path, env=environment())


def test_the_start_imports_few_modules(tmp_path: Path) -> None:
    """Modules are what a start spends its time on, and, unlike time, do not depend on the machine."""
    python = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert len(imported_by("--help", cwd=tmp_path) - set(python.stdout.split())) < MOST_MODULES
