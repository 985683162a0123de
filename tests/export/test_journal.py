"""Several files change together, whatever happens in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from noteport.export.journal import Change, carry_out, is_pending, recover
from noteport.export.workspace import Workspace

OLD = {"a.txt": "old a", "b.txt": "old b", "gone.txt": "old", "site/old/gone.txt": "old", "site/mine.txt": "mine"}
NEW = {"a.txt": "new a", "b.txt": "new b", "c.txt": "new c", "site/new/d.txt": "new d", "site/mine.txt": "mine"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write(tmp_path, OLD)
    return tmp_path


@pytest.fixture
def workspace(place: Path) -> Iterator[Workspace]:
    """A workspace with the new files in it."""
    workspace = Workspace.make(place)
    write(workspace.path / "new", {name: text for name, text in NEW.items() if text != "mine"})
    yield workspace
    workspace.release()


CHANGES = [
    *(Change(name, None) for name in ("gone.txt", "site/old/gone.txt")),
    *(Change(name, f"new/{name}") for name in NEW if "mine" not in name),
]


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def seen(folder: Path) -> dict[str, str]:
    """Every file but those in workspaces; and every folder that is empty."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() if path.is_file() else "a folder"
        for path in folder.rglob("*")
        if ".noteport-" not in str(path) and (path.is_file() or not any(path.iterdir()))
    }


class Crash(BaseException):
    """Ends everything, as a kill does, but for what the operating system does then."""


def crash_at(monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """Let the n-th call that moves or removes something, and every one after it, end the process."""
    left = [call]

    def ending(name: str) -> None:
        original = getattr(os, name)

        def end(*arguments: object, **more: object) -> object:
            left[0] -= 1
            if left[0] <= 0:
                raise Crash
            return original(*arguments, **more)

        monkeypatch.setattr(os, name, end)

    for name in ("replace", "rename", "unlink", "rmdir", "mkdir", "link"):
        ending(name)


def test_files_appear_change_and_go_together(place: Path, workspace: Workspace) -> None:
    carry_out(CHANGES, workspace)
    assert not is_pending(workspace)
    workspace.remove()
    assert seen(place) == NEW
    assert not (place / "site" / "old").exists()


@pytest.mark.parametrize("call", range(1, 25))
def test_whenever_the_process_ends_all_is_old_or_all_is_new(
    place: Path, workspace: Workspace, call: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crashing:
        crash_at(crashing, call)
        with suppress(Crash):
            carry_out(CHANGES, workspace)
    workspace.release()
    recover(place)
    assert seen(place) in (OLD, NEW)
    assert not [path for path in place.iterdir() if path.name.startswith(".noteport-")]


@pytest.mark.parametrize("call", range(1, 9))
def test_what_fails_is_undone(place: Path, workspace: Workspace, call: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [call]
    replace = os.replace

    def failing(*arguments: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(5, "Input/output error")
        replace(*arguments)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", failing)
        try:
            carry_out(CHANGES, workspace)
        except OSError:
            assert seen(place) == OLD
        else:
            assert seen(place) == NEW
    assert not is_pending(workspace)


def test_what_cannot_be_undone_now_is_undone_later(
    place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [3]
    replace = os.replace

    def failing(*arguments: str) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise OSError(5, "Input/output error")
        replace(*arguments)

    with monkeypatch.context() as broken, pytest.raises(OSError, match="Input/output"):
        broken.setattr(os, "replace", failing)
        carry_out(CHANGES, workspace)
    assert is_pending(workspace)
    workspace.release()
    recover(place)
    assert seen(place) == OLD


def begun(place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave everything as a kill in the middle would: four copies are kept, the removals and ``a.txt`` are done."""
    with monkeypatch.context() as crashing, pytest.raises(Crash):
        crash_at(crashing, 10)
        carry_out(CHANGES, workspace)
    assert is_pending(workspace)
    assert seen(place) not in (OLD, NEW)
    workspace.release()


def test_what_somebody_puts_there_before_it_is_finished_stays(
    place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(place, workspace, monkeypatch)
    for name in ("b.txt", "c.txt"):
        (place / name).unlink(missing_ok=True)
        (place / name).write_text("precious")
    recover(place)
    assert seen(place) == NEW | {"b.txt": "precious", "c.txt": "precious"}


def test_nothing_is_written_through_a_link_that_somebody_puts_there(
    place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    begun(place, workspace, monkeypatch)
    (place / "site" / "new").symlink_to(elsewhere)
    recover(place)
    assert list(elsewhere.iterdir()) == []
    assert seen(place) == {name: text for name, text in NEW.items() if name != "site/new/d.txt"} | {
        "site/new": "a folder"
    }


def test_a_folder_that_somebody_removes_before_it_is_finished_does_not_come_back(
    place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(place, workspace, monkeypatch)
    shutil.rmtree(place / "site")
    recover(place)
    assert seen(place) == {name: text for name, text in NEW.items() if not name.startswith("site/")}


def test_somebodys_change_in_the_meantime_undoes_all(
    place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(*_: object) -> None:
        (place / "b.txt").write_text("precious, and longer")

    monkeypatch.setattr("noteport.export.journal.sync_folder", change)
    with pytest.raises(FileExistsError, match="in the meantime"):
        carry_out(CHANGES, workspace)
    assert seen(place) == OLD | {"b.txt": "precious, and longer"}


def test_where_there_are_no_hard_links_the_old_files_are_copied(
    place: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    carry_out(CHANGES, workspace)
    assert seen(place) == NEW
