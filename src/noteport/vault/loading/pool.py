"""A pool of processes that parse notes and end with the program that started them, however it ends.

A worker writes the name of each file into shared memory before it starts on it, so that the file can be named if the
worker dies.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, InvalidStateError, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.sharedctypes import RawArray
from multiprocessing.synchronize import Lock
from typing import Any

from noteport.vault.loading.jobs import Work, hold, tell_of_each
from noteport.vault.loading.memory import settle

_SLOT = 1024
"""Bytes for the name of one worker's file."""
_ENDED = b"?"
"""Precedes the name if the worker was told to exit: then the file is not to blame."""


class WorkerPool(ProcessPoolExecutor):
    """A pool of processes that parse and render notes.

    Args:
        jobs: their number.
        held: large work that each of them receives once.
    """

    def __init__(self, jobs: int, held: Work[Any, Any] | None = None) -> None:
        context = _context()
        self.held = held
        self._names = RawArray("c", jobs * _SLOT)
        self._pids = RawArray("i", jobs)
        shared = (self._names, self._pids, context.Lock(), held.elsewhere() if held is not None else None)
        super().__init__(jobs, mp_context=context, initializer=_begin, initargs=shared)

    def submit(self, *arguments: Any, **named: Any) -> Future[Any]:
        """Start processes as they are needed; they inherit that Ctrl-C does not reach them before ``_begin``."""
        with _interrupts_wait():
            return super().submit(*arguments, **named)

    def victims(self) -> list[str]:
        """The files that dead workers were reading."""
        self.shutdown(cancel_futures=True)
        raw = bytes(self._names)
        names = [raw[start : start + _SLOT].rstrip(b"\0") for start in range(0, len(raw), _SLOT)]
        busy = [name for name in names if name]
        dead = [name for name in busy if not name.startswith(_ENDED)] or busy
        return sorted(name.removeprefix(_ENDED).decode("utf-8", "replace") for name in dead)

    def end(self) -> None:
        """Stop all workers at once, whatever they are doing."""
        with _quiet_about_cancelled():
            for process in multiprocessing.active_children():
                if process.pid in self._pids[:]:
                    process.kill()
            # Waiting is short, because the processes are dead; the thread that may report an error has then ended.
            self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold Ctrl-C back for a short time, where the system can."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _quiet_about_cancelled() -> Iterator[None]:
    """Drop the complaint of Python 3.11 and 3.12 about work that was cancelled before its process ended."""
    before = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not InvalidStateError:
            before(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before


def _context() -> BaseContext:
    # A fork shares the modules that are already loaded. It is safe here, where no thread is running yet. The libraries
    # of other systems start threads, so Python's default is used there.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


# --- in a worker ----------------------------------------------------------------------------------------------------


def _begin(names: Any, pids: Any, lock: Lock, held: Work[Any, Any] | None) -> None:
    """Initialise a new worker."""
    hold(held)
    with lock:
        place = pids[:].index(0)
        pids[place] = os.getpid()
    start = place * _SLOT

    def tell(name: str) -> None:
        # The whole slot is overwritten, and the last byte stays empty.
        names[start : start + _SLOT] = name.encode("utf-8", "replace")[: _SLOT - 1].ljust(_SLOT, b"\0")

    def end(number: int, frame: object) -> None:
        names[start : start + _SLOT] = (_ENDED + names[start : start + _SLOT])[:_SLOT]
        os._exit(128 + number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the main program stops the workers
    signal.signal(signal.SIGTERM, end)
    tell_of_each(tell)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    settle()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
