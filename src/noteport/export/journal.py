"""Changes to several files that happen together, or not at all, even if the process is killed between two of them.

    plan ── Change, Change, …          which file appears, is replaced, or goes
      └── carry_out()                  writes ``finish`` into the workspace, makes the changes, removes ``finish``
            └── on an error            ``finish`` is renamed to ``undo``, and what was done is undone
    settle()                           does either for a workspace whose process was killed

New files stand in the workspace until they are moved to their places; the old ones are kept there until all is done. A
step is taken only if what stands at its place is what stood there when the journal was written: whatever somebody has
put there since then stays.
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
from noteport.export.locks import alone_in
from noteport.export.workspace import Workspace, abandoned, workspaces_in

_FINISH = "finish"
_UNDO = "undo"
_KEPT = "kept"

Identity: TypeAlias = tuple[int, int, int]
"""Tells a file from others and from its own earlier states: inode, size, and time of the last change in nanoseconds."""


class Change(Struct, frozen=True):
    """One file that is to change. Paths are relative to the folder that the workspace stands in."""

    place: str
    """Where the file stands or is to stand."""
    source: str | None
    """The new file; None if the one at ``place`` is to go."""


class _Step(Struct, frozen=True, kw_only=True):
    place: str
    source: str | None
    before: Identity | None
    """What stands at ``place``; None for nothing."""
    after: Identity | None
    """What will stand there."""


class _Journal(Struct, frozen=True, kw_only=True):
    steps: tuple[_Step, ...]
    made: tuple[str, ...]
    """Folders that are made, innermost first."""


def carry_out(changes: Sequence[Change], workspace: Workspace) -> None:
    """Make changes below the folder that the workspace stands in.

    Args:
        changes: in the order in which they are made; each place once. Folders that new files need are made, and those
            that removals leave empty are removed.
        workspace: holds the new files.

    Raises:
        OSError: it cannot be done. All is as it was, or will be once the workspace is settled.
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
    """Whether changes were begun that are neither finished nor undone."""
    return any((workspace.path / name).exists() for name in (_FINISH, _UNDO))


def settle(workspace: Workspace) -> None:
    """Finish or undo the changes that a killed process had begun; raises OSError if that is not possible."""
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
            except (OSError, ValueError):  # perhaps the next export can
                workspace.release()
            else:
                workspace.remove()


def _prepared(workspace: Path, changes: Iterable[Change]) -> Iterator[_Step]:
    """What is to be done in detail; copies of the old files are kept."""
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
        if step.source is not None and not place.parent.is_dir():
            place.parent.mkdir(parents=True)
        if _identity(place) == step.before and _is_reachable(place, base):
            if step.source is None:
                place.unlink()
            elif (workspace / step.source).exists():
                (workspace / step.source).replace(place)
        elif is_first:
            raise FileExistsError(errno.EEXIST, "somebody else has changed it in the meantime", str(place))
    for folder in _folders_of(step.place for step in journal.steps if step.source is None):
        with suppress(OSError):  # it holds other files
            (base / folder).rmdir()
    for folder in {str(Path(step.place).parent) for step in journal.steps}:
        sync_folder(base / folder)


def _undo(journal: _Journal, workspace: Path) -> None:
    base = workspace.parent
    for number, step in reversed([*enumerate(journal.steps)]):
        place, kept = base / step.place, workspace / _KEPT / str(number)
        if _identity(place) != step.after:
            continue
        if step.before is None:
            place.replace(workspace / str(step.source))
        elif kept.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            if _is_reachable(place, base):
                kept.replace(place)
    for folder in journal.made:
        with suppress(OSError):  # somebody has put a file there
            (base / folder).rmdir()


def _turn_back(workspace: Path) -> None:
    """Undo what was begun. What cannot be undone now is undone when the workspace is settled."""
    with suppress(OSError):
        (workspace / _FINISH).rename(workspace / _UNDO)
        _undo(msgspec.json.decode((workspace / _UNDO).read_bytes(), type=_Journal), workspace)
        (workspace / _UNDO).unlink()


def _identity(place: Path) -> Identity | None:
    try:
        info = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    # A folder's time changes with what is in it.
    return (info.st_ino, 0, 0) if stat.S_ISDIR(info.st_mode) else (info.st_ino, info.st_size, info.st_mtime_ns)


def _is_reachable(place: Path, base: Path) -> bool:
    """Whether the folders between the two are there, and none of them is a link that leads elsewhere."""
    between = [base / parent for parent in place.relative_to(base).parents]
    return all(folder.is_dir() for folder in between) and not any(folder.is_symlink() for folder in between[:-1])


def _folders_of(places: Iterable[str]) -> list[str]:
    """The folders that some files stand in, innermost first."""
    folders = {str(parent) for place in places for parent in Path(place).parents} - {"."}
    return sorted(folders, key=len, reverse=True)


def _link_or_copy(file: Path, other: Path) -> None:
    try:
        other.hardlink_to(file)
    except OSError:  # not every file system has hard links
        shutil.copy2(file, other, follow_symlinks=False)


def _copy_mode(old: Path, new: Path) -> None:
    if old.is_file() and new.is_file():
        with suppress(OSError):  # it may be somebody else's file, which we may replace all the same
            shutil.copymode(old, new)
