"""What a plugin cannot do to the program that runs it.

contained()            everything below, while a plugin runs
failing_here()         exceptions in its threads, and attempts to end the process, are its failure
printing_to_stderr()   what it prints does not get into a file that goes to standard output
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import Any, NoReturn

from noteport.plugins.audit import changed_paths

_PATIENCE = 1.0
"""The number of seconds for which threads that a plugin leaves running are waited for."""


@contextmanager
def contained(may_change: Callable[[str], bool] | None = None) -> Iterator[None]:
    """Run a plugin inside the with block.

    What it prints goes to standard error. An exception in a thread of its own, and an attempt to end the process, to
    move to another folder or to change a file that is not its own, is raised here as its failure.

    Args:
        may_change: returns whether it may change the file at a path; None if it may change any.
    """
    folder = _folder()
    with printing_to_stderr(), failing_here(), _files(may_change):
        try:
            yield
        finally:
            moved = _folder() != folder
            if moved:
                os.chdir(folder)
        if moved:
            raise RuntimeError("it changed the working directory")


@contextmanager
def failing_here() -> Iterator[None]:
    """Raise here what would fail elsewhere: exceptions of threads, and ``os._exit``."""
    with _without_exit(), _threads():
        yield


@contextmanager
def printing_to_stderr() -> Iterator[None]:
    """Send to standard error what is written to standard output inside the with block, by Python or by a library."""
    out, err = _descriptor(sys.stdout), _descriptor(sys.stderr)
    if out is None or err is None:
        with redirect_stdout(sys.stderr):
            yield
        return
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(out)
    try:
        os.dup2(err, out)
        # A stream of its own, so that it may even be closed.
        with open(os.dup(err), "w", encoding="utf-8", errors="backslashreplace") as stream, redirect_stdout(stream):  # noqa: PTH123  # a descriptor is no path
            yield
    finally:
        os.dup2(kept, out)
        os.close(kept)


def _descriptor(stream: Any) -> int | None:
    """The file descriptor of a stream; None if it has none, as in a notebook, or is closed."""
    try:
        return int(stream.fileno())
    except (AttributeError, OSError, ValueError):
        return None


def _folder() -> str:
    try:
        return str(Path.cwd())
    except OSError:  # it was removed
        return ""


@contextmanager
def _without_exit() -> Iterator[None]:
    """Turn ``os._exit``, which would look like success, into an exception; child processes may use it."""
    process, leave = os.getpid(), os._exit  # it is public in spite of its name

    def refuse(code: int) -> NoReturn:
        if os.getpid() != process:
            leave(code)
        raise RuntimeError(f"it called os._exit({code})")

    os._exit = refuse  # type: ignore[assignment]  # refuse has the same signature
    try:
        yield
    finally:
        os._exit = leave


@contextmanager
def _threads() -> Iterator[None]:
    """Raise the first exception of a thread that was started inside the with block."""
    before, running = threading.excepthook, set(threading.enumerate())
    failures: list[BaseException] = []

    def hook(args: threading.ExceptHookArgs) -> None:
        if args.thread in running or args.exc_value is None:
            before(args)
        else:
            failures.append(args.exc_value)

    threading.excepthook = hook
    try:
        yield
        end = time.monotonic() + _PATIENCE
        for thread in set(threading.enumerate()) - running:
            if not _serves_a_pool(thread):
                thread.join(max(end - time.monotonic(), 0))
        if failures:
            raise failures[0]
    finally:
        threading.excepthook = before


def _serves_a_pool(thread: threading.Thread) -> bool:
    """Whether a thread belongs to a pool of processes, such as noteport's own. It ends with the pool, and runs no code
    of a plugin that could fail.
    """
    return type(thread).__module__ == "concurrent.futures.process" or thread.name == "QueueFeederThread"


# --- files ----------------------------------------------------------------------------------------------------------

_may_change: Callable[[str], bool] | None = None
_hooked: list[bool] = []


@contextmanager
def _files(may_change: Callable[[str], bool] | None) -> Iterator[None]:
    global _may_change  # noqa: PLW0603  # a hook can be added but never removed, so it asks this
    if may_change is not None and not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    before, _may_change = _may_change, may_change
    try:
        yield
    finally:
        _may_change = before


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _may_change is None:
        return
    for path in changed_paths(event, arguments):
        with suppress(ValueError):  # a path with a null character, which the caller is told of
            if not _may_change(os.path.realpath(path)):
                raise PermissionError(f"{event} of {path}: a plugin writes only through its target")
