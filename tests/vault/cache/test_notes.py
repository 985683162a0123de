"""The cache as a user meets it: the same result as without, whatever changed in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import noteport
from noteport.api import Note, ReadOptions, Vault
from noteport.cli.app import run
from noteport.parse import parse_note
from noteport.vault.cache import NoteCache, info
from noteport.vault.codec import decode_note
from noteport.vault.loading import jobs as work

DEFAULTS = ReadOptions()
SAMPLES = Path(__file__).parents[3] / "samples" / "vault"


def read(folder: Path, cache: Path, options: ReadOptions = DEFAULTS) -> tuple[list[Note], list[str]]:
    """Notes and problems, read with the cache in the folder."""
    with NoteCache(cache) as kept:
        vault = Vault([folder], options=options, cache=kept)
        return list(vault), [str(problem) for problem in vault.problems]


def fresh(folder: Path, options: ReadOptions = DEFAULTS) -> tuple[list[Note], list[str]]:
    vault = Vault([folder], options=options)
    return list(vault), [str(problem) for problem in vault.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES, tmp_path / "vault"))


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the notes that were parsed."""
    parsed: list[str] = []

    def parse(text: str, path: Path, **rest: object) -> Note:
        parsed.append(path.stem)
        return parse_note(text, path, **rest)  # type: ignore[arg-type]  # handed on as they are

    monkeypatch.setattr(work, "parse_note", parse)
    return parsed


def test_a_second_run_parses_nothing_and_reads_the_same(folder: Path, tmp_path: Path, parses: list[str]) -> None:
    expected = fresh(folder)
    assert read(folder, tmp_path / "cache") == expected
    parses.clear()
    assert read(folder, tmp_path / "cache") == expected
    assert parses == []


def test_an_edited_note_is_parsed_anew_and_no_other(folder: Path, tmp_path: Path, parses: list[str]) -> None:
    read(folder, tmp_path / "cache")
    note = sorted((folder / "night_kitchen").glob("*.md"))[1]
    note.write_text(note.read_text(encoding="utf-8") + "\nIt rains [00:10].\n", encoding="utf-8")
    expected = fresh(folder)
    parses.clear()
    assert read(folder, tmp_path / "cache") == expected
    assert parses == [note.stem]


def test_an_edited_title_shows_in_the_notes_that_link_to_it(tmp_path: Path, parses: list[str]) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("It needs [[b]] [00:10].", encoding="utf-8")
    (tmp_path / "notes" / "b.md").write_text("---\ntitle: Bread\n---\n", encoding="utf-8")
    [a, _], _ = read(tmp_path / "notes", tmp_path / "cache")
    assert [claim.text for claim in a.claims()] == ["It needs Bread."]
    (tmp_path / "notes" / "b.md").write_text("---\ntitle: Butter\n---\n", encoding="utf-8")
    parses.clear()
    [a, _], _ = read(tmp_path / "notes", tmp_path / "cache")
    assert [claim.text for claim in a.claims()] == ["It needs Butter."]
    assert parses == ["b"]


def test_a_length_that_another_note_tells_repairs_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    timestamps = " ".join(f"It rains for {minute} days [{minute}:30:00]." for minute in (1, 2, 3, 4))
    (folder / "a.md").write_text(f"---\nvideoId: golden_test\n---\n{timestamps}", encoding="utf-8")
    read(folder, tmp_path / "cache")
    (folder / "b.md").write_text("---\nvideoId: golden_test\nduration: 600\n---\n", encoding="utf-8")
    [a, _], _ = found = read(folder, tmp_path / "cache")
    assert found == fresh(folder)
    assert [claim.timestamps[0].start for claim in a.claims()] == [90, 150, 210, 270]


def test_a_note_that_moved_has_its_new_place_and_id(folder: Path, tmp_path: Path, parses: list[str]) -> None:
    read(folder, tmp_path / "cache")
    elsewhere = folder.rename(tmp_path / "elsewhere")
    expected = fresh(elsewhere)
    parses.clear()
    assert read(elsewhere, tmp_path / "cache") == expected
    assert parses == []


def test_other_options_read_otherwise(folder: Path, tmp_path: Path) -> None:
    read(folder, tmp_path / "cache")
    for options in (ReadOptions(untimed=True), ReadOptions(language="sv"), ReadOptions(repair=False)):
        assert read(folder, tmp_path / "cache", options) == fresh(folder, options)


def test_hubs_skipped_notes_and_broken_files_are_kept_as_what_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "bread"
    folder.mkdir()
    hub = "### [A video](https://www.youtube.com/watch?v=golden_test)\n- [[a]]\n"
    (folder / "bread.md").write_text(hub, encoding="utf-8")
    (folder / "a.md").write_text("---\nvideoId: golden_test\n---\nIt rains [00:10].", encoding="utf-8")
    (folder / "skipped.md").write_text("---\nnoteport: skip\n---\nIt snows [00:10].", encoding="utf-8")
    (folder / "latin.md").write_bytes(b"Caf\xe9 [00:10].")
    (folder / "binary.md").write_bytes(bytes(1000))
    expected = fresh(folder)
    for _ in range(2):
        assert read(folder, tmp_path / "cache") == expected


def test_another_parser_believes_nothing_that_this_one_kept(folder: Path, tmp_path: Path, cache_home: Path) -> None:
    source = Path(noteport.__file__).parent
    copied = Path(shutil.copytree(source, tmp_path / "other" / "noteport"))
    arguments = ["csv", str(folder), "-o", "-", "--quiet"]
    program = f"from noteport.cli.app import run; run({arguments})"

    def export(*extra: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(copied.parent)}
        command = [sys.executable, "-c", program.replace("]", "".join(f", {word!r}" for word in extra) + "]")]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    before = export()
    assert info(cache_home / "noteport").entries > 0
    sentences = copied / "parse" / "text" / "sentences.py"
    whole = sentences.read_text(encoding="utf-8")
    changed = whole.replace('_END = pattern(rf"[.!?…', '_END = pattern(rf"[!?…')
    assert changed != whole
    sentences.write_text(changed, encoding="utf-8")
    after = export()
    assert after != before
    assert after == export("--no-cache")


def test_what_is_broken_inside_is_parsed_anew(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = fresh(folder)
    read(folder, tmp_path / "cache")
    get = NoteCache.get

    def cut(self: NoteCache, what: str, content: bytes, stem: str) -> bytes | None:
        data = get(self, what, content, stem)
        return None if data is None else data[: len(data) // 2]

    monkeypatch.setattr(NoteCache, "get", cut)
    assert read(folder, tmp_path / "cache") == expected


def test_reading_bytes_runs_no_code(tmp_path: Path) -> None:
    import pickle

    class Bomb:
        def __reduce__(self) -> tuple[object, ...]:
            return (tmp_path.joinpath("exploded").touch, ())

    from noteport.vault.codec import NoteLocation

    address = NoteLocation("c/a", "c", Path("a.md"))  # type: ignore[arg-type]  # any path will do
    assert decode_note(pickle.dumps(Bomb()), address) is None
    assert not tmp_path.joinpath("exploded").exists()


# --- the command line -----------------------------------------------------------------------------------------------


def test_the_command_line_keeps_notes_unless_told_otherwise(folder: Path, tmp_path: Path, cache_home: Path) -> None:
    arguments = ["csv", str(folder), "-o", str(tmp_path / "a.csv"), "--quiet", "--force"]
    assert run([*arguments, "--no-cache"]) == 0
    assert list(cache_home.iterdir()) == []
    without = (tmp_path / "a.csv").read_bytes()
    for _ in range(2):
        assert run(arguments) == 0
        assert (tmp_path / "a.csv").read_bytes() == without
    assert info(cache_home / "noteport").entries > 0


def test_cache_info_says_where_and_how_much_and_clear_throws_it_away(
    folder: Path, tmp_path: Path, cache_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["csv", str(folder), "-o", str(tmp_path / "a.csv"), "--quiet"]) == 0
    assert run(["cache", "info"]) == 0
    place, count, *parts = capsys.readouterr().out.splitlines()
    assert Path(place).parent == cache_home / "noteport"
    assert count.startswith("33 records, ")
    assert [part.split()[:3] for part in parts] == [
        ["csv", "10", "records"],
        ["facts", "13", "records"],
        ["notes", "10", "records"],
    ]
    assert run(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("33 records, ")
    assert run(["cache"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("0 records, 0.0 MB")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that nobody can write, not even root")
def test_a_home_that_cannot_be_written_is_no_reason_to_fail(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/self")
    assert run(["csv", str(folder), "-o", str(tmp_path / "a.csv"), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert (tmp_path / "a.csv").exists()
    assert run(["cache", "clear"]) == 0
