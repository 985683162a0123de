"""Locks between processes. The operating system ends a lock with the process that holds it, however that process ends.

POSIX has ``flock(2)``. Windows locks a range of bytes: one far behind the end of the file, so that the file stays
readable. Some network drives have no locks; there, nobody can tell whether another process is still alive.
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

    ``is_held`` is True if it is ours, False if another process has it, and None where there are no locks.
    """

    def __init__(self, descriptor: int) -> None:
        """Try to lock a file; its descriptor belongs to the lock from now on."""
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
        """End the lock. May be called again."""
        if self._is_open:
            self._is_open = False
            os.close(self.descriptor)


_held: WeakSet[Lock] = WeakSet()


def _release_in_child() -> None:
    # A forked worker may outlive a process that is killed, and would keep its locks alive.
    for lock in list(_held):
        with suppress(OSError):
            lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_release_in_child)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other export changes files in ``folder``, and keep others waiting meanwhile; not on Windows."""
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
