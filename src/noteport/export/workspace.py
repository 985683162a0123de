"""Workspaces: folders in which noteport writes files, hidden next to a target or in the system's temporary folder.

A process that is killed leaves its workspace behind, and the next export removes it. Nothing else is ever removed, so a
folder has to prove that it is an abandoned workspace:

- its name ends in a checksum of the rest, which no other name does by chance;
- it belongs to this user;
- the file ``owner`` in it contains the inode numbers of both, so a copy, or a folder from an archive, is no workspace;
- nobody holds the lock on ``owner``, so the process that created it has ended.

A process may also be killed before ``owner`` is written. Then the workspace is empty or contains an empty ``owner``.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from noteport.vault.locks import Lock

_OWNER = "owner"
_NAME = re.compile(r"\.noteport-([0-9a-f]{12})([0-9a-f]{8})")
_READ_WRITE = os.O_RDWR | getattr(os, "O_BINARY", 0)
_NEW = _READ_WRITE | os.O_CREAT | os.O_EXCL
_OLD = _READ_WRITE | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Workspace:
    """A workspace that this process has locked."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def make(cls, parent: Path) -> Workspace:
        """Create a workspace in a folder; raises OSError."""
        while True:
            path = parent / _name(secrets.token_hex(6))
            try:
                path.mkdir(mode=0o700)
                return cls(path, _own(path))
            except (FileExistsError, FileNotFoundError):
                # Another process may have removed it just before it was locked.
                if not parent.is_dir():
                    raise

    def remove(self) -> None:
        """Remove it with its contents; raises nothing. May be called again."""
        with suppress(OSError):
            for entry in [entry for entry in self.path.iterdir() if entry.name != _OWNER]:
                _remove(entry)
        self.release()
        _remove_proof(self.path)

    def release(self) -> None:
        """Leave it to the next export. May be called again."""
        self._lock.release()


def workspaces_in(parent: Path) -> list[Path]:
    """Return the workspaces in a folder, going by their names; none if the folder cannot be listed."""
    try:
        return [parent / name for name in sorted(filter(is_workspace_name, os.listdir(parent)))]  # noqa: PTH208  # a path for each of a thousand names takes as long as an export
    except OSError:
        return []


def abandoned(parent: Path) -> Iterator[Workspace]:
    """Lock and yield the workspaces in a folder whose processes have ended; an empty one is removed instead."""
    for path in workspaces_in(parent):
        with suppress(OSError):
            workspace = _abandoned(path)
            if workspace is not None:
                yield workspace


def is_workspace_name(name: str) -> bool:
    """Return whether a folder may be a workspace, going by its name."""
    found = _NAME.fullmatch(name)
    return found is not None and _name(found[1]) == name


# --- proofs ---------------------------------------------------------------------------------------------------------


def _name(token: str) -> str:
    return f".noteport-{token}{zlib.crc32(token.encode()):08x}"


def _own(path: Path) -> Lock:
    """Write and lock the proof in a new workspace; raises FileNotFoundError if another process has removed it."""
    proof = path / _OWNER
    lock = None
    try:
        lock = Lock(os.open(proof, _NEW, 0o600))
        _check_still_there(lock, proof)
        os.write(lock.descriptor, _statement(path, lock.descriptor))
    except BaseException:
        if lock is not None:
            lock.release()
        _remove_proof(path)
        raise
    return lock


def _check_still_there(lock: Lock, proof: Path) -> None:
    if lock.is_held is False or not os.path.samestat(os.fstat(lock.descriptor), proof.stat()):
        raise FileNotFoundError(proof)


def _abandoned(path: Path) -> Workspace | None:
    if not _is_own_folder(path):
        return None
    entries = [entry.name for entry in path.iterdir()]
    if not entries:
        path.rmdir()
        return None
    lock = Lock(os.open(path / _OWNER, _OLD))
    if lock.is_held and (_is_proof(path, lock.descriptor) or _is_unfinished(entries, lock.descriptor)):
        return Workspace(path, lock)
    lock.release()
    return None


def _is_own_folder(path: Path) -> bool:
    info = path.lstat()
    return stat.S_ISDIR(info.st_mode) and (not hasattr(os, "geteuid") or info.st_uid == os.geteuid())


def _is_proof(path: Path, descriptor: int) -> bool:
    statement = _statement(path, descriptor)
    return stat.S_ISREG(os.fstat(descriptor).st_mode) and os.read(descriptor, len(statement) + 1) == statement


def _is_unfinished(entries: list[str], descriptor: int) -> bool:
    info = os.fstat(descriptor)
    return entries == [_OWNER] and stat.S_ISREG(info.st_mode) and info.st_size == 0


def _statement(path: Path, descriptor: int) -> bytes:
    return f"A workspace of noteport: {path.stat().st_ino} {os.fstat(descriptor).st_ino}\n".encode()


# --- removal --------------------------------------------------------------------------------------------------------


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        with suppress(OSError):
            entry.unlink()


def _remove_proof(path: Path) -> None:
    """Remove the proof and the folder, if nothing else is left."""
    with suppress(OSError):
        if [*path.iterdir()] == [path / _OWNER]:
            (path / _OWNER).unlink()
        path.rmdir()
