"""Bytes on disk by number, so that an assembly can go through its fragments twice without keeping them in memory."""

from __future__ import annotations

from array import array
from pathlib import Path
from types import TracebackType
from typing import Self


class Spool:
    """Keeps bytes in a temporary file. Use it in a with block.

    Args:
        folder: where the file is created; see ``Target.scratch``.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "spool").open("x+b")
        self._ends = array("Q", [0])

    def add(self, data: bytes) -> int:
        """Append bytes, and return their number; numbers count from 0."""
        self._file.seek(self._ends[-1])
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        return len(self._ends) - 2

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
