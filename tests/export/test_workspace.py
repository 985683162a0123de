"""What killed exports leave is removed, and nothing that merely looks like it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from noteport.export.journal import recover
from noteport.export.workspace import Workspace, abandoned, is_workspace_name


def left_behind(parent: Path, *files: str) -> Path:
    """A workspace of a process that has ended."""
    program = f"""
import os, sys
from pathlib import Path
from noteport.export.workspace import Workspace
workspace = Workspace.make(Path({str(parent)!r}))
for name in {files!r}:
    (workspace.path / name).write_text("half")
print(workspace.path)
sys.stdout.flush()
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def new_name(folder: Path) -> Path:
    """A path that a workspace could have."""
    workspace = Workspace.make(folder)
    workspace.remove()
    return workspace.path


def test_it_is_hidden_and_private_and_goes_with_all_that_it_holds(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    assert workspace.path.name.startswith(".")
    assert os.name == "nt" or workspace.path.stat().st_mode & 0o777 == 0o700
    (workspace.path / "deep" / "deeper").mkdir(parents=True)
    (workspace.path / "deep" / "file").touch()
    workspace.remove()
    workspace.remove()
    assert names(tmp_path) == []


def test_one_whose_process_was_killed_is_removed(tmp_path: Path) -> None:
    left_behind(tmp_path, "0", "1")
    recover(tmp_path)
    assert names(tmp_path) == []


def test_one_whose_process_is_alive_stays(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    assert list(abandoned(tmp_path)) == []
    recover(tmp_path)
    assert workspace.path.is_dir()


@pytest.mark.parametrize("steps", [0, 1])
def test_one_whose_process_was_killed_in_making_it_is_removed(tmp_path: Path, steps: int) -> None:
    path = new_name(tmp_path)
    path.mkdir()
    if steps:
        (path / "owner").touch()
    recover(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only a forked process inherits locks")
def test_a_worker_that_outlives_its_process_does_not_keep_it_alive(tmp_path: Path) -> None:
    program = f"""
import os, sys, time
from pathlib import Path
from noteport.export.workspace import Workspace
workspace = Workspace.make(Path({str(tmp_path)!r}))
worker = os.fork()
if not worker:
    os.close(1)
    sys.stdin.read()
    os._exit(0)
os.kill(os.getpid(), 9)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.wait()
        assert process.stdout is not None
        assert process.stdout.read() == b""  # the worker has closed its end, and lives
        recover(tmp_path)
        assert names(tmp_path) == []


# --- look-alikes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["noteport-feedback", "noteport-backup_1", "noteport-abcdefgh", ".noteport-0123456789ab01234567"],
)
def test_a_name_that_begins_alike_proves_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "thesis.txt").write_text("precious")
    for owner in ("", "A workspace of noteport: 1 2\n"):
        (folder / "owner").write_text(owner)
        recover(tmp_path)
        assert names(folder / "files") == ["thesis.txt"]
    assert not is_workspace_name(name)


@pytest.mark.parametrize("owner", [None, b"", b"A workspace of noteport: 1 2\n", b"mine"])
def test_a_right_name_with_other_contents_proves_nothing(tmp_path: Path, owner: bytes | None) -> None:
    folder = new_name(tmp_path)
    folder.mkdir()
    (folder / "thesis.txt").write_text("precious")
    if owner is not None:
        (folder / "owner").write_bytes(owner)
    recover(tmp_path)
    assert (folder / "thesis.txt").read_text() == "precious"


def test_a_copy_of_a_workspace_proves_nothing(tmp_path: Path) -> None:
    """It may have come with a backup, an archive, or a vault of somebody else's."""
    original = left_behind(tmp_path, "finish")
    copy = new_name(tmp_path)
    shutil.copytree(original, copy)
    recover(tmp_path)
    assert names(copy) == ["finish", "owner"]


def test_a_file_or_a_link_of_that_name_stays(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "owner").touch()
    link, file = new_name(tmp_path), new_name(tmp_path)
    link.symlink_to(tmp_path / "thesis")
    file.write_text("precious")
    recover(tmp_path)
    assert sorted(path.name for path in (link, file, tmp_path / "thesis")) == names(tmp_path)
    assert names(tmp_path / "thesis") == ["owner"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_workspace_of_another_user_stays(tmp_path: Path) -> None:
    path = left_behind(tmp_path, "0")
    os.chown(path, 12345, 12345)
    recover(tmp_path)
    assert names(path) == ["0", "owner"]


def test_where_there_are_no_locks_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left_behind(tmp_path, "0")

    def no_locks(descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr("noteport.vault.locks._lock", no_locks)
    recover(tmp_path)
    workspace = Workspace.make(tmp_path)
    workspace.remove()
    assert names(tmp_path) == [path.name]


def test_a_folder_that_cannot_be_listed_has_none(tmp_path: Path) -> None:
    recover(tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        Workspace.make(tmp_path / "none")
