"""Each file is read once in a run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

import pytest

from noteport.cli.app import run
from noteport.vault.cache import digest_of
from noteport.vault.files import NoteFile, read_bytes
from noteport.vault.loading import contents
from noteport.vault.loading.contents import Contents


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file is read."""
    counts: Counter[str] = Counter()

    def counting(file: NoteFile) -> object:
        counts[file.path.name] += 1
        return read_bytes(file)

    monkeypatch.setattr(contents, "read_bytes", counting)
    return counts


@pytest.fixture
def file(tmp_path: Path) -> NoteFile:
    path = tmp_path / "heat.md"
    path.write_bytes(b"It is hot [00:10].")
    return NoteFile(path, PurePosixPath("heat.md"))


@pytest.mark.parametrize("exporter", ["csv", "anki"])
@pytest.mark.parametrize("cache", ["--cache", "--no-cache"])
def test_a_run_reads_each_note_once(
    exporter: str, cache: str, notes: Path, tmp_path: Path, reads: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    output = tmp_path / f"out.{'csv' if exporter == 'csv' else 'apkg'}"
    arguments = [exporter, str(notes), "-o", str(output), cache, "--jobs", "1", "--quiet", "--force"]
    for _ in range(2):
        assert run(arguments) == 0
        assert set(reads) == {path.name for path in notes.rglob("*.md")}
        assert set(reads.values()) == {1}
        reads.clear()


def test_a_file_that_has_changed_is_read_again(file: NoteFile, reads: Counter[str]) -> None:
    known = Contents()
    known.digest(file)
    file.path.write_bytes(b"It is very hot [00:10].")
    assert known.digest(file) == digest_of(b"It is very hot [00:10].")
    assert known.read(file) == (b"It is very hot [00:10].", ())
    assert reads.total() == 2


def test_a_file_that_is_gone_is_a_problem(file: NoteFile) -> None:
    known = Contents()
    known.digest(file)
    file.path.unlink()
    data, [problem] = known.read(file)
    assert data is None
    assert problem.code == "file-unreadable"


def test_bytes_are_kept_within_bounds(file: NoteFile, reads: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "ROOM", 10)
    known = Contents()
    known.digest(file)
    assert known.read(file) == (b"It is hot [00:10].", ())
    assert reads.total() == 2
    assert known.read(file, again=True) == (b"It is hot [00:10].", ())
    assert reads.total() == 3


def test_the_room_of_a_changed_file_is_free_again(
    file: NoteFile, reads: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "ROOM", 30)
    known = Contents()
    for text in (b"It is hot [00:10].", b"It is cold [00:10]."):
        file.path.write_bytes(text)
        known.digest(file)
    assert known.read(file) == (b"It is cold [00:10].", ())
    assert reads.total() == 2
