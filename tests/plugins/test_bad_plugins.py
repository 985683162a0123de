"""Plugins that misbehave while they run: each is named, nothing is lost, and nothing looks like success."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run

Install = Callable[..., Path]

EXPORTER = """
import atexit, io, os, sys, threading
from pathlib import Path
from noteport.api import *

def fail(): raise LookupError("in a thread")

class Unspeakable(Exception):
    def __str__(self): raise ValueError("no words")

class OutlineExporter(Exporter):
    name, summary, suffixes = "outline", "x", (".txt",)
    {attributes}

    def export(self, notes, target):
        {first}
        with target.open_text() as out:
            out.write("claims\\n")
            {inside}
        {last}
"""
GOOD = {"attributes": "pass", "first": "pass", "inside": "pass", "last": "return target.report()"}

BAD = {
    # what it does: its source, and the words by which it is told
    "writes nothing": (
        {"first": "return target.report()"},
        "RuntimeError: export() returned a report, but it has not written the target",
    ),
    "writes only beside the target": (
        {"first": "with target.open_text('other.txt'): pass\n        return target.report()"},
        "it has not written the target",
    ),
    "returns nothing": ({"last": "pass"}, "TypeError: export() returned None"),
    "is a generator": ({"last": "yield"}, "TypeError: export() returned <generator"),
    "returns a dictionary": ({"last": "return {'notes': 2}"}, "TypeError: export() returned {'notes': 2}"),
    "counts with words": ({"last": "return target.report({'notes': 'two'})"}, "TypeError: the counts"),
    "counts with a boolean": ({"last": "return target.report({'notes': True})"}, "TypeError: the counts"),
    "reports numbers as remarks": ({"last": "return ExportReport(remarks=(3,))"}, "TypeError: the remarks"),
    "reports a string as remarks": ({"last": "return ExportReport(remarks='done')"}, "TypeError: the remarks"),
    "reports words as problems": ({"last": "return ExportReport(problems=('bad',))"}, "TypeError: the problems"),
    "reports a problem without a line": (
        {"last": "return target.report(problems=[Problem(code='x', path=Path('a.md'), line='1', message='x')])"},
        "TypeError: the line of a problem is '1'",
    ),
    "reports a problem without a path": (
        {"last": "return target.report(problems=[Problem(code='x', path='a.md', line=1, message='x')])"},
        "TypeError: Problem(",
    ),
    "reports another file": (
        {"last": "return ExportReport(paths=(target.path.with_name('other.txt'),))"},
        "RuntimeError: its report names",
    ),
    "fails in a thread": (
        {"inside": "threading.Thread(target=fail).start()"},
        "LookupError: in a thread",
    ),
    "ends the process": ({"inside": "os._exit(0)"}, "RuntimeError: it called os._exit(0)"),
    "exits": ({"inside": "sys.exit(0)"}, "SystemExit: 0"),
    "exits with an exception of its own": (
        {"inside": "raise type('Odd', (BaseException,), {})('at all')"},
        "Odd: at all",
    ),
    "cannot say what is wrong": ({"inside": "raise Unspeakable"}, "(Unspeakable: "),
    "moves elsewhere": ({"inside": "os.chdir('..')"}, "RuntimeError: it changed the working directory"),
    "opens the target itself": (
        {"first": "open(target.path, 'w').write('half')"},
        "PermissionError: open of ",
    ),
    "removes the target": ({"first": "target.path.unlink()"}, "PermissionError: os.remove of "),
    "writes into a note": (
        {"inside": "open(next(iter(notes)).path, 'a').write('seen')"},
        "PermissionError: open of ",
    ),
    "removes a note": ({"inside": "os.remove(next(iter(notes)).path)"}, "PermissionError: os.remove of "),
    "fails when it looks at an old file": (
        {"attributes": "recognises = classmethod(lambda cls, head: 1 / 0)"},
        "ZeroDivisionError",
    ),
    "cannot be made": ({"attributes": "def __init__(self, options): raise LookupError('no')"}, "LookupError: no"),
    "recurses without an end": ({"inside": "again = lambda: again(); again()"}, "RecursionError"),
    "runs out of memory": ({"inside": "raise MemoryError"}, "MemoryError"),
    "changes a note": ({"inside": "next(iter(notes)).title = 'x'"}, "AttributeError"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notes: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    return notes


def files(folder: Path) -> dict[str, bytes]:
    """All files, without those of installed packages."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "site-packages" not in path.parts
    }


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_exporter_is_named_and_loses_nothing(
    bad: str, install: Install, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, words = BAD[bad]
    own = "recognises = classmethod(lambda cls, head: head.startswith(b'claims'))"
    attributes = f"{own}\n    {source.get('attributes', 'pass')}"
    install(source=EXPORTER.format(**{**GOOD, **source, "attributes": attributes}))
    Path("a.txt").write_text("claims of yesterday")
    before = files(tmp_path)
    assert run(["outline", "notes", "-o", "a.txt", "--no-cache"]) == 70
    error = capsys.readouterr().err
    assert error.startswith("noteport: outline of noteport-outline 1.2 failed ")
    assert words in error
    assert "a bug in that plugin" in error
    assert files(tmp_path) == before


def test_what_a_plugin_prints_is_not_in_the_file(install: Install) -> None:
    inside = "print('printed'); os.write(1, b'written\\n'); sys.stdout.close()"
    site = install(source="print('imported')\n" + EXPORTER.format(**{**GOOD, "inside": inside}).lstrip())
    command = [sys.executable, "-m", "noteport", "outline", "notes", "-o", "-"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(site), *sys.path])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "claims\n"
    assert {"imported", "printed", "written"} <= set(done.stderr.split())


def test_an_unknown_ending_does_not_become_a_folder(
    install: Install, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(source=EXPORTER.format(**{**GOOD, "attributes": "folders = True"}))
    assert run(["outline", "notes", "-o", "talks.xyz"]) == 2
    assert "talks.xyz: outline writes .txt files, or a folder, whose name has no ending." in capsys.readouterr().err
    assert sorted(files(tmp_path)) == ["notes/heat.md", "notes/light.md"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.pdf", 2), ("a.PDF", 2), ("a.apkg", 2), ("a.epub", 2), ("a.txt", 0), ("a", 0), ("a.2024", 0), ("a.mine", 0)],
)
def test_the_ending_of_another_format_is_refused(name: str, code: int, install: Install) -> None:
    install(source=EXPORTER.format(**GOOD))
    assert run(["outline", "notes", "-o", name]) == code
    assert Path(name).exists() is (code == 0)


@pytest.mark.parametrize(
    "recognises",
    ["pass", *(f"recognises = classmethod(lambda cls, head: {one})" for one in ("True", "bool(head)", "b'D' in head"))],
)
def test_a_file_of_others_is_never_replaced_without_force(
    recognises: str, install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install(source=EXPORTER.format(**{**GOOD, "attributes": recognises}))
    Path("a.txt").write_text("Dear Diary")
    assert run(["outline", "notes", "-o", "a.txt"]) == 5
    assert "a.txt exists and was not written by 'outline'." in capsys.readouterr().err
    assert Path("a.txt").read_text() == "Dear Diary"
    assert run(["outline", "notes", "-o", "a.txt", "--force"]) == 0


# --- plugins that take part in reading ------------------------------------------------------------------------------

READING = """
from msgspec.structs import replace
from noteport.api import *

class Bad({base}):
    name, summary = "bad", "x"
    {attributes}
"""
ODD_READERS = {
    "a provider that fails": ("Provider", "providers", "def knows(self, address): 1 / 0\n    video = knows"),
    "a provider that exits": ("Provider", "providers", "def knows(self, address): exit(0)\n    video = knows"),
    "a provider that makes no video": (
        "Provider",
        "providers",
        "def knows(self, address): return address.host == 'example.org'\n    def video(self, address): return 'x'",
    ),
    "a provider of addresses that run scripts": (
        "Provider",
        "providers",
        ("def knows(self, address): return True\n    "
         "def video(self, address): return Video(provider='bad', id='x', page='javascript:1', time_suffix='')"),
    ),
    "a dialect that fails": ("Dialect", "dialects", "words = ('boils',)\n    def translate(self, page): 1 / 0"),
    "a dialect that loses a line": (
        "Dialect",
        "dialects",
        "words = ('boils',)\n    def translate(self, page): return page.lines[1:]",
    ),
    "a dialect that gives text": (
        "Dialect",
        "dialects",
        "words = ('boils',)\n    def translate(self, page): return page.text",
    ),
    "a transform that fails": ("Transform", "transforms", "def transform(self, note): 1 / 0"),
    "a transform that returns nothing": ("Transform", "transforms", "def transform(self, note): pass"),
    "a transform of the id": (
        "Transform",
        "transforms",
        "def transform(self, note): return replace(note, id='x')",
    ),
    "a transform that makes a list of sections": (
        "Transform",
        "transforms",
        "def transform(self, note): return replace(note, sections=None)",
    ),
    "a transform that makes no claims": (
        "Transform",
        "transforms",
        "def transform(self, note): return map_claims(note, lambda claim: claim.text)",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("eager_workers")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("bad", ODD_READERS)
def test_a_bad_reader_is_named_whatever_exports(
    bad: str, jobs: str, install: Install, tmp_path: Path, capsys: pytest.CaptureFixture[str], notes: Path
) -> None:
    if jobs == "2" and ("fails" not in bad or sys.platform == "win32"):
        pytest.skip("one failure of each kind shows that names come from other processes too")
    base, kind, attributes = ODD_READERS[bad]
    install("bad", READING.format(base=base, attributes=attributes), attribute="Bad", group=f"noteport.{kind}")
    notes.joinpath("heat.md").write_text("Water boils at 100 degrees [01:05](https://example.org/x#t=65).\n")
    before = files(tmp_path)
    assert run(["csv", "notes", "-o", "a.csv", "--jobs", jobs]) == 70
    error = capsys.readouterr().err
    assert error.startswith("noteport: bad of noteport-bad 1.2 failed ")
    assert "notes/heat.md" in error
    assert "a bug in that plugin" in error
    assert files(tmp_path) == before


@pytest.mark.parametrize("kind", ["providers", "dialects", "transforms"])
def test_a_reader_that_cannot_be_loaded_stops_the_run(
    kind: str, install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install("bad", "import nowhere_to_be_found", attribute="Bad", group=f"noteport.{kind}")
    assert run(["csv", "notes", "-o", "a.csv"]) == 3
    error = capsys.readouterr().err
    assert f"The {kind.removesuffix('s')} bad (noteport-bad 1.2) cannot be used: ModuleNotFoundError" in error
    assert not Path("a.csv").exists()
