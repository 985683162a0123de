"""Makes what a target broke on smaller: ``python -m fuzz.smaller TARGET FILE`` writes it to ``FILE.small``."""

from __future__ import annotations

import sys
from pathlib import Path

from fuzz.one import Check, check_of


def smaller(check: Check, data: bytes) -> bytes:
    """What is left of an input when nothing more can be left out of it without its error.

    libFuzzer has a way of its own, which begins the program anew for each try, and cannot begin this one.
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
    except Exception as error:  # noqa: BLE001  # whatever it is, it was found
        trace = error.__traceback__
        return type(error), trace.tb_next.tb_lineno if trace is not None and trace.tb_next is not None else 0
    return None


def main() -> None:
    """Make the file that the command line names smaller."""
    target, name = sys.argv[1:]
    file = Path(name)
    left = smaller(check_of(target), file.read_bytes())
    file.with_name(f"{file.name}.small").write_bytes(left)
    print(left)


if __name__ == "__main__":
    main()
