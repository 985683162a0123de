from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Note, ReadOptions, UsageError, Vault, WikiLink
from noteport.vault.loading.reader import WINDOW

SAMPLES = Path(__file__).parents[2] / "samples" / "vault"
HUB = "### [A video](https://www.youtube.com/watch?v=golden_test)\n- [[a]]\n"


def write(path: Path, text: str = "It rains [00:10].") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(note: Note) -> list[str]:
    return [note.id, *(claim.id for claim in note.claims())]


# --- which notes ----------------------------------------------------------------------------------------------------


def test_the_sample_vault_holds_ten_notes_on_two_channels() -> None:
    vault = Vault([SAMPLES])
    assert len(vault) == 10
    assert {note.channel for note in vault} == {"backyard_sky", "night_kitchen"}


def test_it_can_be_read_as_often_as_one_likes() -> None:
    vault = Vault([SAMPLES])
    assert list(vault) == list(vault)
    assert [note.id for note in vault] == sorted(note.id for note in vault)


def test_two_readers_do_not_disturb_each_other() -> None:
    vault = Vault([SAMPLES])
    assert all(one == other for one, other in zip(vault, vault, strict=True))


def test_several_paths_make_one_vault(tmp_path: Path) -> None:
    paths = [write(tmp_path / "x" / "a.md"), write(tmp_path / "y" / "b.md").parent, tmp_path / "x"]
    assert [note.id for note in Vault(paths)] == ["x/a", "y/b"]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        Vault([tmp_path / "nowhere"])


def test_no_notes_are_an_error_with_a_hint(tmp_path: Path) -> None:
    write(tmp_path / "plain.txt", "text")
    write(tmp_path / "c" / "c.md", HUB)
    with pytest.raises(UsageError, match="no notes") as caught:
        Vault([tmp_path])
    assert ".md" in caught.value.hint


def test_patterns_leave_notes_out(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    write(tmp_path / "drafts" / "b.md")
    assert [note.path.name for note in Vault([tmp_path], exclude=["drafts"])] == ["a.md"]


def test_options_reach_every_note(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "It rains.")
    [note] = Vault([tmp_path], options=ReadOptions(untimed=True, language="sv"))
    assert [claim.text for claim in note.claims()] == ["It rains."]
    assert note.language == "sv"


# --- identity -------------------------------------------------------------------------------------------------------


def test_adding_a_note_changes_no_other_notes_ids(tmp_path: Path) -> None:
    write(tmp_path / "c" / "c.md", HUB)
    write(tmp_path / "c" / "b.md", "It rains [00:10]. See [[d]] [00:10].")
    before = [ids(note) for note in Vault([tmp_path])]
    for name in ("a", "d", "x/e"):
        write(tmp_path / "c" / f"{name}.md", "It snows [00:10].")
    assert [ids(note) for note in Vault([tmp_path]) if note.id == "c/b"] == before


def test_where_the_vault_lies_and_how_it_is_named_changes_no_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "c" / "c.md", HUB)
    write(tmp_path / "c" / "x" / "a.md")
    expected = [ids(note) for note in Vault([tmp_path])]
    monkeypatch.chdir(tmp_path / "c")
    for paths in ([Path()], [Path("x")], [Path("x/a.md")], [Path("../c")]):
        assert [ids(note) for note in Vault(paths)] == expected


# --- links and problems ---------------------------------------------------------------------------------------------


def test_find_gives_the_note_that_a_link_leads_to(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a.md", "---\ntitle: Ay\n---\n")
    write(tmp_path / "y" / "a.md")
    vault = Vault([tmp_path])
    source = next(note for note in vault if note.channel == "y")
    assert [found and found.id for found in (vault.find(WikiLink(name), source) for name in ("a", "Ay", "b"))] == [
        "y/a",
        "x/a",
        None,
    ]


def test_problems_are_all_there_once_every_note_was_read(tmp_path: Path) -> None:
    write(tmp_path / "b.md", "---\nvideoId: golden_test\n---\n\nIt rains <a data-t=>[00:10]</a>.")
    write(tmp_path / "a.md", "---\n- list\n---\n")
    (tmp_path / "c.md").symlink_to(tmp_path / "nowhere")
    vault = Vault([tmp_path])
    assert [problem.code for problem in vault.problems] == ["file-unreadable"]
    for _ in range(2):
        list(vault)
    assert [(problem.path.name, problem.line, problem.code) for problem in vault.problems] == [
        ("a.md", 1, "front-matter-not-mapping"),
        ("a.md", 2, "note-without-claims"),
        ("b.md", 5, "timestamp-garbled"),
        ("c.md", 0, "file-unreadable"),
    ]


def test_a_note_that_goes_away_while_we_read_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    gone = write(tmp_path / "b.md")
    vault = Vault([tmp_path])
    gone.unlink()
    assert [note.path.name for note in vault] == ["a.md"]
    assert "file-unreadable" in [problem.code for problem in vault.problems]


# --- executors ------------------------------------------------------------------------------------------------------


def processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, processes])
def test_any_executor_gives_the_same_notes_and_problems(pool: Callable[[], Executor]) -> None:
    alone = Vault([SAMPLES])
    expected = list(alone)
    with pool() as executor:
        together = Vault([SAMPLES], executor=executor)
        assert list(together) == expected
        assert list(together) == expected
        assert together.problems == alone.problems


class Slow(ThreadPoolExecutor):
    """One thread, which can be told to do one more piece of work and no other before it is let go."""

    def __init__(self) -> None:
        super().__init__(1)
        self.does_one_more = False
        self.given: list[Future[Any]] = []
        self.let_go = threading.Event()

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self.given.append(super().submit(work, *arguments, **named))
        if self.does_one_more:
            super().submit(self.let_go.wait)
            self.does_one_more = False
        return self.given[-1]


def test_a_reader_that_stops_early_leaves_no_work_behind(tmp_path: Path) -> None:
    for number in range(WINDOW + 10):
        write(tmp_path / f"{number:03}.md")
    with Slow() as executor:
        vault = Vault([tmp_path], executor=executor)
        _ = vault.survey  # the first reading
        executor.does_one_more = True
        notes = iter(vault)
        assert next(notes).path.name == "000.md"
        assert not all(work.done() for work in executor.given)
        notes.close()  # type: ignore[attr-defined]  # it is a generator
        assert all(work.done() for work in executor.given)
        executor.let_go.set()
    assert len(list(Vault([tmp_path]))) == WINDOW + 10


# --- where a note's file is -----------------------------------------------------------------------------------------


def test_a_notes_file_is_named_below_what_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "vault" / "x" / "a.md")
    monkeypatch.chdir(tmp_path / "vault")
    for given in (tmp_path / "vault", Path(), Path("../vault")):
        vault = Vault([given])
        assert [str(vault.file_of(note)) for note in vault] == ["x/a.md"]
    for given in (tmp_path / "vault" / "x" / "a.md", Path("x/a.md")):
        vault = Vault([given])
        assert [str(vault.file_of(note)) for note in vault] == ["a.md"]
