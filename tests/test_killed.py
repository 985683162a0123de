"""Exports that are killed, and exports that run at once.

killing.py kills before every step; by hand, at as many random times as you like.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from noteport.errors import TargetError
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.plugins.options import Options

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no such locks, and keeps what a killed export left"
)

CLAIM = "Water number {number} of the {kind} kind boils at {number} degrees [00:10].\n\n"
KILLED = {
    "anki": ("it.apkg", "anki --all", "anki --all"),
    "anki-folder": ("decks", "anki --all --split channel", "anki --all --split video"),
    "cards": ("it.html", "cards", "cards"),
    "csv": ("it.csv", "csv", "csv"),
    "csv-more-files": ("it.csv", "csv --tables claims,notes", "csv --tables claims,notes,terms,links"),
    "csv-fewer-files": ("it.csv", "csv --tables claims,notes,terms", "csv --tables claims,notes"),
    "anki-text": ("it.txt", "anki --all", "anki --all"),
    "epub": ("it.epub", "epub", "epub"),
    "epub-volumes": ("it.epub", "epub --split 1", "epub --split 1"),
    "jsonld": ("it.jsonld", "jsonld", "jsonld"),
    "parquet-tables": ("it.parquet", "parquet --tables claims,notes", "parquet --tables claims,notes"),
}
"""Target, and what is exported to it first, and then."""
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
    """Every file in ``out``, hidden ones too."""
    files = {path.relative_to(place / "out").as_posix(): path for path in (place / "out").rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items()}


# --- at every step --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the exports that are killed are forks")
@pytest.mark.parametrize("case", KILLED.values(), ids=KILLED)
def test_before_whichever_step_it_is_killed_nothing_is_lost_or_mixed_or_left(
    case: tuple[str, str, str], tmp_path: Path
) -> None:
    command = [sys.executable, str(Path(__file__).with_name("killing.py")), str(tmp_path / "place"), *case]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10


# --- what a killed one leaves ---------------------------------------------------------------------------------------


class Lines(Exporter[Options]):
    name, summary, suffixes = "lines", "Lines.", (".txt",)

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        return head.startswith((b"old", b"first", b"second"))

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


def killed(path: Path, text: str, *siblings: str) -> None:
    """Leave what an export leaves that is killed before it puts its files in place."""
    program = f"""
import os, sys
from pathlib import Path
from noteport.export.target import Target
target = Target(Path({str(path)!r}))
for sibling in (None, *{siblings!r}):
    with target.open_text(sibling) as out:
        out.write({text!r})
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program], check=False)


def test_the_next_export_removes_what_a_killed_one_left_even_if_it_writes_fewer_files(tmp_path: Path) -> None:
    killed(tmp_path / "a.txt", "half", "b.txt")
    assert len(names(tmp_path)) == 1
    write(tmp_path / "a.txt", "whole").commit()
    assert names(tmp_path) == ["a.txt"]


def test_a_dry_run_removes_nothing(tmp_path: Path) -> None:
    killed(tmp_path / "a.txt", "half")
    before = names(tmp_path)
    Target(tmp_path / "a.txt", exporter=Lines, dry_run=True)
    assert names(tmp_path) == before


def test_what_a_running_export_writes_is_no_litter(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt", "first", "b.txt")
    second = write(tmp_path / "a.txt", "second", "b.txt")
    assert len(names(tmp_path)) == 2
    second.commit()
    first.commit()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"first"}


def test_what_killed_exports_left_in_the_temporary_folder_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    others = ["noteport-abcdefgh", "noteport-feedback", "noteport-of-mine"]
    for name in others:
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("precious", encoding="utf-8")
    program = """
import os
from noteport.export.target import Target
with Target(None).scratch():
    os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program], check=False, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert len(names(tmp_path)) == len(others) + 1
    with Target(None).scratch() as scratch:
        assert names(tmp_path) == sorted([scratch.parent.name, *others])
        with Target(None).scratch() as other:
            assert scratch.is_dir()
            assert other.is_dir()
    assert names(tmp_path) == others
    assert all((tmp_path / name / "thesis.txt").is_file() for name in others)


# --- what earlier versions left -------------------------------------------------------------------------------------


def folder_of(path: Path, page: str) -> None:
    """Export a page into a folder."""
    target = Target(path, exporter=Pages)
    with target.folder() as folder:
        (folder / page).write_text("page", encoding="utf-8")
    target.commit()


def test_a_folder_comes_back_that_an_earlier_version_was_killed_in_replacing(tmp_path: Path) -> None:
    folder_of(tmp_path / "site", "old.html")
    (tmp_path / "site").rename(tmp_path / ".site.0123abcd.old")
    Target(tmp_path / "site", exporter=Pages)
    assert names(tmp_path) == ["site"]
    assert names(tmp_path / "site") == [".noteport", "old.html"]


def test_no_other_export_takes_or_removes_it_though_its_name_begins_alike(tmp_path: Path) -> None:
    beginning = "pages of a video channel whose name is long enough "
    one, two = f"{beginning}1", f"{beginning}2"
    folder_of(tmp_path / one, "one.html")
    folder_of(tmp_path / two, "two.html")
    aside = f".{beginning[:50]}.0123abcd.old"
    (tmp_path / one).rename(tmp_path / aside)
    folder_of(tmp_path / two, "more.html")
    assert names(tmp_path / aside) == [".noteport", "one.html"]
    Target(tmp_path / one, exporter=Pages)
    assert names(tmp_path / one) == [".noteport", "one.html"]
    # Where it came from cannot be told for certain: it stays for others that may have been there.
    assert names(tmp_path / aside) == [".noteport", "one.html"]


def test_what_merely_looks_like_it_stays(tmp_path: Path) -> None:
    (tmp_path / ".site.0123abcd.old").mkdir()
    (tmp_path / ".site.0123abcd.old" / "thesis.txt").touch()
    folder_of(tmp_path / "site", "page.html")
    assert names(tmp_path) == [".site.0123abcd.old", "site"]


def test_files_that_belong_together_change_together(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "old", "b.txt").commit()
    target = write(tmp_path / "a.txt", "new", "b.txt", "c.txt")
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "a.txt" / "in the way").touch()
    with pytest.raises(TargetError):
        target.commit()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").read_text() == "old"


# --- two at once ----------------------------------------------------------------------------------------------------


def test_exports_to_one_target_at_once_do_not_mix(place: Path) -> None:
    whole = [finish(kind, "tables", place) for kind in ("old", "new")]
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda kind: start(kind, "tables", place).wait(), ["old", "new"] * 2))
    assert codes == [0] * 4
    assert seen(place) in whole


TERMINATED = """
import os, signal, sys
from noteport.cli.start import main

_, expected, name, *sys.argv = sys.argv

def terminate(event, arguments):
    global expected
    if event == expected and name in str(arguments[0]):
        expected = None
        os.kill(os.getpid(), signal.SIGTERM)

sys.addaudithook(terminate)
main()
"""


def test_an_export_that_is_terminated_tidies_up(place: Path) -> None:
    """Whatever it is about to do."""
    for kind in ("old", "new"):
        (place / kind / "water.md").write_text(CLAIM.format(number=1, kind=kind), encoding="utf-8")
    old = finish("old", "deck", place)
    for event, name in (
        ("open", "water.md"),
        ("open", "spool"),
        ("sqlite3.connect", "0.anki2"),
        ("shutil.copymode", "it.apkg"),
        ("os.rename", "/0"),  # to it.apkg
    ):
        program = [sys.executable, "-c", TERMINATED, event, name, "noteport", *command("new", "deck")[3:]]
        done = subprocess.run(program, cwd=place, env={**os.environ, "TMPDIR": str(place / "tmp")}, check=False)
        assert done.returncode == 128 + signal.SIGTERM, event
        assert seen(place) == old, event
        assert list((place / "tmp").iterdir()) == [], event
