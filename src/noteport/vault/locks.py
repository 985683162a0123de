"""Locks between processes. The system releases a lock when its process ends, however it ends.

POSIX has ``flock(2)``. On Windows, one byte far behind the end of the file is locked, so that the file stays readable.
Some network drives have no locks; there, one process cannot tell whether another one is alive.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakSet

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A lock on an open file. It ends when it is released, or with the process.

    ``is_held`` is True if this process has it, False if another one has it, and None where there are no locks.
    """

    def __init__(self, descriptor: int) -> None:
        """Try to lock a file, and take over its descriptor."""
        self.descriptor = descriptor
        self._is_open = True
        self.is_held: bool | None = True
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            self.is_held = False
        except OSError:
            self.is_held = None
        _held.add(self)

    def release(self) -> None:
        """Release the lock. May be called again."""
        if self._is_open:
            self._is_open = False
            os.close(self.descriptor)


_held: WeakSet[Lock] = WeakSet()


def _release_in_child() -> None:
    # A forked worker may outlive its killed parent for a short time, and would keep the locks.
    for lock in list(_held):
        with suppress(OSError):
            lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release_in_child)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process is replacing files in ``folder``, and make others wait meanwhile; not on Windows."""
    descriptor = None
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)
