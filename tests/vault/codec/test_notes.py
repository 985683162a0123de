from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from noteport.api import Note, ReadOptions, Vault, parse_note
from noteport.model.problems import Problem
from noteport.vault.codec import NoteLocation, decode_note, decode_skimmed, encode_note, encode_skimmed
from noteport.vault.resolve import resolution_of, resolve
from noteport.vault.skim import skim_note

TESTS = Path(__file__).parents[2]
NOTES = sorted([*(TESTS / "golden").rglob("input/**/*.md"), *(TESTS.parent / "samples").rglob("*.md")])
FOLDERS = sorted({*(TESTS / "golden").rglob("input"), TESTS.parent / "samples" / "vault"})
PIECES = st.sampled_from([*"ab .!?*_`~[]()<>|#:-\n\t\\$&0123", "[[", "]]", "**", "[00:10]", "\u0301"])
MARKDOWN = st.lists(PIECES).map("".join)


def there_and_back(note: Note, problems: tuple[Problem, ...] = ()) -> None:
    data = encode_note(note, problems)
    assert data is not None
    assert decode_note(data, NoteLocation(note.id, note.channel, note.path)) == (note, problems)


@pytest.mark.parametrize("file", NOTES, ids=lambda file: file.relative_to(TESTS.parent).as_posix())
def test_every_note_comes_back_as_it_was(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    there_and_back(parse_note(text, file.as_posix(), options=ReadOptions(untimed=True, transcripts=True)))
    facts = skim_note(text, file.as_posix())
    data = encode_skimmed(facts)
    assert data is not None
    assert decode_skimmed(data, PurePosixPath(file)) == (facts, ())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(TESTS.parent).as_posix())
def test_a_note_that_is_resolved_out_of_bytes_is_the_one_that_is_resolved_as_it_stands(folder: Path) -> None:
    vault = Vault([folder])
    for task in vault.tasks:
        text = task.file.path.read_text(encoding="utf-8", errors="replace")
        note = parse_note(text, task.file.shown, id=task.id, channel=task.channel)
        data = encode_note(note)
        assert data is not None
        address = NoteLocation(task.id, task.channel, task.file.shown)
        decoded = decode_note(data, address, partial(resolution_of, survey=vault.survey))
        assert decoded == (resolve(note, vault.survey), ())


@given(MARKDOWN)
def test_whatever_is_written_comes_back(text: str) -> None:
    there_and_back(parse_note(text, options=ReadOptions(untimed=True)))


def test_problems_come_back_with_the_path_of_the_day() -> None:
    note = parse_note("It rains <a data-t=>[00:10]</a>.", "old/a.md")
    problem = Problem(code="file-encoding", path=note.path, line=3, message="Not UTF-8.")
    data = encode_note(note, [problem])
    assert data is not None
    decoded = decode_note(data, NoteLocation("new/a", "new", PurePosixPath("new/a.md")))
    assert decoded is not None
    moved, problems = decoded
    assert [claim.id for claim in moved.claims()] == ["new/a@10.1"]
    assert {problem.path for problem in (*problems, *moved.problems)} == {PurePosixPath("new/a.md")}


def test_what_no_other_program_could_hold_is_not_written() -> None:
    nested: list[object] = []
    for _ in range(2000):
        nested = [nested]
    for value in (nested, 10**30):
        assert encode_note(replace(parse_note("It rains [00:10]."), front_matter={"value": value})) is None


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xc1", b"\x90", b"\x9b" + b"\xc0" * 11, b"\x91" * 2000, b"text"])
def test_other_bytes_are_no_note_and_no_facts(data: bytes) -> None:
    assert decode_note(data, NoteLocation("c/a", "c", PurePosixPath("a.md"))) is None
    assert decode_skimmed(data, PurePosixPath("a.md")) is None


@given(st.data())
def test_bytes_that_are_cut_off_are_no_note(data: st.DataObject) -> None:
    whole = encode_note(parse_note("# A\n\n* **B**: it rains [00:10].\n"))
    assert whole is not None
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    assert decode_note(cut, NoteLocation("c/a", "c", PurePosixPath("a.md"))) is None
