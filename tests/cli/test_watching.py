"""``noteport watch`` exports once, then after every change, until Ctrl-C is pressed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteport.cli.app import run
from noteport.cli.watching import _counts, _told, find_output
from noteport.errors import UsageError

pytest.importorskip("watchfiles", reason="pip install 'noteport[watch]'")


class Watching:
    """A process that watches, and what it says."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "noteport", "watch", *arguments],
            cwd=folder,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )

    def lines_until(self, words: str) -> list[str]:
        """The lines that it says from now on, up to one with these words."""
        assert self.process.stderr is not None
        lines: list[str] = []
        while not lines or words not in lines[-1]:
            line = self.process.stderr.readline()
            assert line, f"it ended without saying {words!r}: {lines}"
            lines.append(line.rstrip("\n"))
        return lines

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait()


def put(file: Path, text: str) -> None:
    """Write a file in one step, as editors do, so that no export can begin while it is empty."""
    half = file.parent / ".half"  # hidden files do not count
    half.write_text(text, encoding="utf-8")
    half.replace(file)


@pytest.fixture
def watching(notes: Path) -> Iterator[Watching]:
    """It writes into the watched folder, which must not start another export."""
    watching = Watching(notes.parent, "notes", "-o", "notes/claims.csv", "-o", "jsonld=notes/graph.jsonl")
    yield watching
    watching.process.kill()
    watching.process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
def test_every_output_follows_the_notes_whatever_happens(watching: Watching, notes: Path) -> None:
    watching.lines_until("Watching notes")
    put(notes / "new.md", "---\nvideoId: dQw4w9WgXcQ\n---\nSound needs a medium [00:00:09].\n")
    changed, *rest = watching.lines_until("graph.jsonl")
    assert changed == "new.md changed"
    assert any("claims.csv" in line for line in rest)
    assert "Sound needs a medium." in (notes / "claims.csv").read_text(encoding="utf-8")
    assert "Sound needs a medium." in (notes / "graph.jsonl").read_text(encoding="utf-8")

    (notes / "claims.csv").write_text("my own table")  # somebody else's file now, but no note
    (notes / ".hidden.md").write_text("Nobody sees this [00:00:01].")
    (notes / "new.md").unlink()
    changed, refusal, *_ = watching.lines_until("graph.jsonl")
    assert changed == "new.md changed"
    assert refusal.startswith("noteport: error: ")
    assert (notes / "claims.csv").read_text() == "my own table"

    (notes / "claims.csv").unlink()
    put(notes / "new.md", "---\nvideoId: dQw4w9WgXcQ\n---\nEchoes take time [00:00:11].\n")
    watching.lines_until("graph.jsonl")
    assert "Echoes take time." in (notes / "claims.csv").read_text(encoding="utf-8")
    assert watching.end(signal.SIGINT) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
def test_settings_beside_the_notes_are_followed_too(watching: Watching, notes: Path) -> None:
    """An invalid one is reported, and its repair is noticed."""
    watching.lines_until("Watching notes")
    settings = notes.parent / "noteport.toml"
    put(settings, "nonsense = 1\n")
    assert watching.lines_until("There are:")[0] == "noteport.toml changed"
    watching.lines_until("There are:")  # the other output's error
    put(settings, '[csv]\ndialect = "excel"\n')
    assert watching.lines_until("graph.jsonl")[0] == "noteport.toml changed"
    assert (notes / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    put(notes.parent / "noteport-cards.jsonl", "")
    assert watching.lines_until("graph.jsonl")[0] == "noteport-cards.jsonl changed"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
def test_it_ends_cleanly_when_it_is_told_to(watching: Watching) -> None:
    watching.lines_until("Watching notes")
    assert watching.end(signal.SIGTERM) == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("deck.apkg", "anki"),
        ("claims.csv", "csv"),
        ("GUIDE.EPUB", "epub"),
        ("cards.html", "cards"),
        ("anki=cards.csv", "anki"),
        ("anki=decks", "anki"),
        ("a=b.csv", "csv"),
    ],
)
def test_the_exporter_is_found_by_the_extension_or_named(text: str, name: str) -> None:
    assert find_output(text).reference.name == name


@pytest.mark.parametrize("text", ["notes.docx", "decks"])
def test_an_output_of_no_known_kind_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="which exporter writes"):
        find_output(text)


@pytest.mark.parametrize("arguments", [[], ["notes"], ["nowhere", "-o", "a.csv"], ["notes", "-o", "a.docx"]])
def test_wrong_arguments_end_it_at_once(
    arguments: list[str], notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(notes.parent)
    assert run(["watch", *arguments]) == 2
    assert capsys.readouterr().err.startswith("noteport: error: ")


def test_without_its_library_it_says_what_to_install(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert run(["watch", str(notes), "-o", "a.csv"]) == 2
    assert "pip install 'noteport[watch]'" in capsys.readouterr().err


def test_only_visible_files_in_the_given_paths_count(tmp_path: Path) -> None:
    notes, single = tmp_path / "notes", tmp_path / "single.md"
    written = {notes / "deck.apkg", notes / "decks"}
    counting = {
        notes / "a.md": True,
        notes / "deep" / "picture.png": True,
        single: True,
        notes / ".obsidian" / "workspace.json": False,
        notes / "deck.apkg": False,
        notes / "decks" / "bread.apkg": False,
        tmp_path / "other.md": False,
    }
    assert {path: _counts(path, [notes, single], written) for path in counting} == counting


def test_many_changed_files_are_told_in_one_line() -> None:
    assert _told([Path("b.md"), Path("x/a.md")]) == "2 files changed: a.md, b.md"
    assert _told(map(Path, "dcba")) == "4 files changed: a, b, c …"
