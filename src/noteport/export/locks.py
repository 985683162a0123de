"""Tells what a killed export left behind from what a running export still needs.

An export locks each hidden file for as long as it is hidden; a hidden file without a lock is left over. The lock
belongs to the system (flock), so it ends with the process, however that ends. On Windows and on file systems without
such locks, leftovers stay.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # typeshed says that it always exists

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Hold:
    """A lock on a hidden file or folder. It ends when it is released, or with the process."""

    def __init__(self, path: Path, descriptor: int = -1) -> None:
        """Lock the file or folder at ``path``, through an open descriptor if there is one.

        Raises:
            FileNotFoundError: another export removed it between its creation and this call.
        """
        # The lock is held by a copy, because the writer may close the file; all copies share one lock.
        self._descriptor: int | None = None
        if fcntl is None:
            return
        self._descriptor = os.open(path, _AT_ONCE) if descriptor < 0 else os.dup(descriptor)
        if not (_lock(self._descriptor) and _is_at(self._descriptor, path)):
            self.release()
            raise FileNotFoundError(path)

    def release(self) -> None:
        """Release the lock. May be called again."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def sweep(folder: Path, name: re.Pattern[str]) -> None:
    """Remove leftovers among the files and folders whose whole name matches. Raises nothing."""
    if fcntl is None:
        return
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if name.fullmatch(path.name)]:
            with suppress(OSError):
                _remove_if_litter(path)


def _remove_if_litter(path: Path) -> None:
    descriptor = os.open(path, _AT_ONCE)
    try:
        if not _lock(descriptor, otherwise=False):
            return
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
    finally:
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int, *, otherwise: bool = True) -> bool:
    """Return whether no other process has the lock; ``otherwise`` on a file system without locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return otherwise
    return True


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other export is moving files into ``folder``, and make others wait meanwhile."""
    descriptor = None
    if fcntl is not None:
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)
