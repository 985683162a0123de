"""Changes of several files that happen together or not at all, even if the process is killed between two of them.

    carry_out()     writes the journal ``finish`` into the workspace, makes the changes, and removes ``finish``;
                    after an error, renames ``finish`` to ``undo`` and undoes what was done
    recover()       does what the journal says in workspaces of processes that were killed

New files wait in the workspace, and links to the old ones are kept there until everything is done. A step is taken only
if its place is as it was when the journal was written: what another program has put there since then stays.
"""

from __future__ import annotations

import errno
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct

from noteport.export.disk import sync_folder, write_durably
from noteport.export.workspace import Workspace, abandoned, workspaces_in
from noteport.vault.locks import alone_in

_FINISH = "finish"
_UNDO = "undo"
_KEPT = "kept"

Identity: TypeAlias = tuple[int, int, int]
"""Inode, size, and time of the last change in nanoseconds: identifies a file and its version."""


class Change(Struct, frozen=True):
    """The change of one file."""

    place: str
    """The path of the file, relative to the parent of the workspace."""
    source: str | None
    """The path of the new file, relative to the workspace; None to remove the file at ``place``."""


class _Step(Struct, frozen=True, kw_only=True):
    place: str
    source: str | None
    before: Identity | None
    """The file at ``place`` before the step; None if there is none."""
    after: Identity | None
    """The file at ``place`` after the step."""


class _Journal(Struct, frozen=True, kw_only=True):
    steps: tuple[_Step, ...]
    made: tuple[str, ...]
    """New folders, innermost first."""


def carry_out(changes: Sequence[Change], workspace: Workspace) -> None:
    """Make changes in the parent folder of a workspace.

    Args:
        changes: in their order; each place occurs once. Missing folders are created, and folders that removals leave
            empty are removed.
        workspace: contains the new files.

    Raises:
        OSError: a change cannot be made. Everything is as it was, or will be after ``recover``.
    """
    base = workspace.path.parent
    if len(changes) == 1 and changes[0].source is not None:  # one rename needs no journal
        new = workspace.path / changes[0].source
        _copy_mode(base / changes[0].place, new)
        new.replace(base / changes[0].place)
        return
    steps = tuple(_prepared(workspace.path, changes))
    new_folders = [folder for folder in _folders_of(change.place for change in changes) if not (base / folder).exists()]
    journal = _Journal(steps=steps, made=tuple(new_folders))
    write_durably(workspace.path / "draft", msgspec.json.encode(journal))
    try:
        (workspace.path / "draft").rename(workspace.path / _FINISH)
        sync_folder(workspace.path)
        _finish(journal, workspace.path, is_first=True)
        (workspace.path / _FINISH).unlink()
    except BaseException:
        _turn_back(workspace.path)
        raise


def is_pending(workspace: Workspace) -> bool:
    """Return whether there are changes that are neither finished nor undone."""
    return any((workspace.path / name).exists() for name in (_FINISH, _UNDO))


def settle(workspace: Workspace) -> None:
    """Finish or undo the changes that a killed process has begun; raises OSError if this is impossible."""
    for name, proceed in ((_UNDO, _undo), (_FINISH, _finish)):
        file = workspace.path / name
        if file.exists():
            proceed(msgspec.json.decode(file.read_bytes(), type=_Journal), workspace.path)
            file.unlink()


def recover(folder: Path) -> None:
    """Settle and remove the workspaces that killed processes left in a folder; raises nothing."""
    if not workspaces_in(folder):
        return
    with alone_in(folder):
        for workspace in abandoned(folder):
            try:
                settle(workspace)
            except (OSError, ValueError):  # the next export tries again
                workspace.release()
            else:
                workspace.remove()


def _prepared(workspace: Path, changes: Iterable[Change]) -> Iterator[_Step]:
    """Yield the steps in detail, and keep the old files."""
    base = workspace.parent
    (workspace / _KEPT).mkdir()
    for number, change in enumerate(changes):
        place = base / change.place
        before = _identity(place)
        if before is not None:
            _link_or_copy(place, workspace / _KEPT / str(number))
        after = None
        if change.source is not None:
            _copy_mode(place, workspace / change.source)
            after = _identity(workspace / change.source)
        yield _Step(place=change.place, source=change.source, before=before, after=after)


def _finish(journal: _Journal, workspace: Path, *, is_first: bool = False) -> None:
    base = workspace.parent
    for step in journal.steps:
        place = base / step.place
        if _identity(place) == step.before and _open_way(place, base):
            if step.source is None:
                place.unlink()
            elif (workspace / step.source).exists():
                (workspace / step.source).replace(place)
        elif is_first:
            raise FileExistsError(errno.EEXIST, "another program has changed it in the meantime", str(place))
    for folder in {str(Path(step.place).parent) for step in journal.steps}:
        sync_folder(base / folder)
    _remove_empty(_folders_of(step.place for step in journal.steps if step.source is None), base)


def _undo(journal: _Journal, workspace: Path) -> None:
    base = workspace.parent
    for number, step in reversed([*enumerate(journal.steps)]):
        place, kept = base / step.place, workspace / _KEPT / str(number)
        if _identity(place) == step.after and _open_way(place, base):
            if step.before is None:
                place.replace(workspace / str(step.source))
            elif kept.exists():
                kept.replace(place)
    _remove_empty(journal.made, base)


def _turn_back(workspace: Path) -> None:
    """Undo what was done. What cannot be undone now is left to ``recover``."""
    with suppress(OSError):
        (workspace / _FINISH).rename(workspace / _UNDO)
        _undo(msgspec.json.decode((workspace / _UNDO).read_bytes(), type=_Journal), workspace)
        (workspace / _UNDO).unlink()


def _identity(place: Path) -> Identity | None:
    try:
        info = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    # The time of a folder changes with its contents.
    return (info.st_ino, 0, 0) if stat.S_ISDIR(info.st_mode) else (info.st_ino, info.st_size, info.st_mtime_ns)


def _open_way(place: Path, base: Path) -> bool:
    """Create the missing folders above a place, and return whether it can be reached.

    Nothing is created in a folder that was removed as a whole, or behind a symbolic link that leads elsewhere.
    """
    folders = [base / parent for parent in place.relative_to(base).parents][:-1]
    if any(folder.is_symlink() for folder in folders) or not all(folder.is_dir() for folder in folders[-1:]):
        return False
    if not place.parent.is_dir():
        place.parent.mkdir(parents=True)
    return True


def _remove_empty(folders: Iterable[str], base: Path) -> None:
    for folder in folders:
        with suppress(OSError):  # it contains other files
            (base / folder).rmdir()


def _folders_of(places: Iterable[str]) -> list[str]:
    """Return the folders that contain some files, innermost first."""
    folders = {str(parent) for place in places for parent in Path(place).parents} - {"."}
    return sorted(folders, key=len, reverse=True)


def _link_or_copy(file: Path, other: Path) -> None:
    try:
        other.hardlink_to(file)
    except OSError:  # not every file system has hard links
        shutil.copy2(file, other, follow_symlinks=False)


def _copy_mode(old: Path, new: Path) -> None:
    if old.is_file() and new.is_file():
        with suppress(OSError):  # the file of another user, which may be replaced all the same
            shutil.copymode(old, new)
