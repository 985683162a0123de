"""Reduces an input on which a target failed: ``python -m fuzz.smaller TARGET FILE`` writes ``FILE.small``."""

from __future__ import annotations

import sys
from pathlib import Path

from fuzz.one import Check, check_of


def smaller(check: Check, data: bytes) -> bytes:
    """Return the part of an input from which nothing more can be removed without losing its error.

    libFuzzer has its own way, which restarts the program for each attempt and cannot restart this one.
    """
    error = _error(check, data)
    if error is None:
        raise SystemExit("Nothing is wrong with this input.")
    before = b""
    while before != data:
        before = data
        for length in (64, 16, 4, 1):
            start = 0
            while start < len(data):
                shorter = data[:start] + data[start + length :]
                if _error(check, shorter) == error:
                    data = shorter
                else:
                    start += length
    return data


def _error(check: Check, data: bytes) -> tuple[type[Exception], int] | None:
    """Return the error and the line of the target at which it occurred; None if there is none."""
    try:
        check(data)
    except Exception as error:  # noqa: BLE001  # any error counts
        trace = error.__traceback__
        return type(error), trace.tb_next.tb_lineno if trace is not None and trace.tb_next is not None else 0
    return None


def main() -> None:
    """Reduce the file on the command line."""
    target, name = sys.argv[1:]
    file = Path(name)
    left = smaller(check_of(target), file.read_bytes())
    file.with_name(f"{file.name}.small").write_bytes(left)
    print(left)


if __name__ == "__main__":
    main()
