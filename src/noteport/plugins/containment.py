"""What a plugin cannot do to the program that runs it.

printing_to_stderr()   what it prints does not get into a file that goes to standard output
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout


@contextmanager
def printing_to_stderr() -> Iterator[None]:
    """Send to standard error what is written to standard output inside the with block, by Python or by a library."""
    out, err = _descriptor(sys.stdout), _descriptor(sys.stderr)
    if out is None or err is None:
        with redirect_stdout(sys.stderr):
            yield
        return
    sys.stdout.flush()
    kept = os.dup(out)
    try:
        os.dup2(err, out)
        yield
    finally:
        try:
            sys.stdout.flush()
        finally:
            os.dup2(kept, out)
            os.close(kept)


def _descriptor(stream: object) -> int | None:
    """The file descriptor of a stream; None if it has none, as in a notebook, or is closed."""
    try:
        return int(stream.fileno())  # type: ignore[attr-defined]  # what has none is the next line's concern
    except (AttributeError, OSError, ValueError):
        return None
