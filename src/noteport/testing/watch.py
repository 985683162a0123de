"""Watches what code does to the outside world: Python's audit hook sees it and forbids it (plugins/audit.py).

Compiled libraries that open files themselves are not seen; callers also check which files exist afterwards.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from noteport.export.workspace import is_workspace_name
from noteport.plugins.audit import changed_paths

_NETWORK = frozenset(
    {
        "http.client.connect", "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr",
        "socket.gethostbyname", "socket.sendmsg", "socket.sendto", "urllib.Request",
    }
)  # fmt: skip
_PROGRAMS = frozenset({"os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "subprocess.Popen"})


class Deeds(Struct, frozen=True, kw_only=True):
    """What was done, in words, in order."""

    writes: list[str] = field(default_factory=list)
    network: list[str] = field(default_factory=list)
    programs: list[str] = field(default_factory=list)


class Forbidden(PermissionError):
    """Raised inside the watched code when it does something forbidden."""


class _Watch:
    def __init__(self, folder: Path, temporary: Path) -> None:
        self.deeds = Deeds()
        self._folder = os.path.realpath(folder)
        self._temporary = os.path.realpath(temporary)

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK:
            if not (event.startswith("socket.") and len(arguments) > 1 and isinstance(arguments[1], str | bytes)):
                self._forbid(self.deeds.network, f"{event} {_shown(arguments)}")
        elif event in _PROGRAMS:
            self._forbid(self.deeds.programs, f"{event} {_shown(arguments)}")
        else:
            for place in changed_paths(event, arguments):
                if not self._is_allowed(place):
                    self._forbid(self.deeds.writes, f"{event} {place}")

    def _is_allowed(self, place: str) -> bool:
        if place in {"", ":memory:", os.devnull}:
            return True
        real = os.path.realpath(place)
        if os.path.commonpath([real, self._temporary]) == self._temporary:
            return True
        below = os.path.relpath(real, self._folder)
        return is_workspace_name(Path(below).parts[0])

    def _forbid(self, deeds: list[str], deed: str) -> None:
        deeds.append(deed)
        raise Forbidden(f"{deed} is not allowed in an exporter")


def _shown(arguments: tuple[Any, ...]) -> str:
    words = [one for one in arguments if isinstance(one, str | bytes | int | list | tuple)]
    return " ".join(map(str, words))[:200]


_watch: _Watch | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watch is not None:
        _watch.see(event, arguments)


@contextmanager
def watched(folder: Path, temporary: Path) -> Iterator[Deeds]:
    """Watch what is done inside the with block, by any thread, and forbid what an exporter must not do.

    Args:
        folder: the folder of the target; only the hidden workspace of an export may be created there.
        temporary: a folder in which anything may be written.
    """
    global _watch  # noqa: PLW0603  # a hook can be added but never removed, so it checks a flag
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    # Modules that are imported meanwhile must leave no compiled files behind.
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    _watch = _Watch(folder, temporary)
    try:
        yield _watch.deeds
    finally:
        _watch = None
        sys.dont_write_bytecode = before


_hooked: list[bool] = []
