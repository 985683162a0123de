"""Runs one target: ``python -m fuzz.one TARGET [libFuzzer's arguments]``.

``python -m fuzz.one TARGET FILE`` runs one input again, with or without atheris.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

PACKAGES = ["noteport", "noteport_anki", "noteport_csv", "noteport_epub", "noteport_jsonld"]
"""The modules whose branches guide the mutations."""

Check = Callable[[bytes], None]


def check_of(target: str) -> Check:
    """What a target runs on each input."""
    check: Check = importlib.import_module(f"fuzz.targets.{target}").check
    return check


def instrumented(targets: Iterable[str]) -> dict[str, Check]:
    """Return the checks of several targets, instrumented so that atheris sees each branch; this takes some seconds."""
    import atheris  # noqa: PLC0415  # not needed to run an input again; it prints each module that it instruments

    with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=PACKAGES):
        return {target: check_of(target) for target in targets}


def fuzz(check: Check, arguments: Iterable[str]) -> None:
    """Run a target, and end the process: with 0 if nothing was found."""
    import atheris  # noqa: PLC0415  # as above

    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def keeping(check: Check, start: str) -> Check:
    """The same check, but writing an input on which it fails to a file, which atheris 3.0 does not do.

    Args:
        check: what a target runs.
        start: the beginning of the file's path; the rest is derived from the input.
    """

    def kept(data: bytes) -> None:
        try:
            check(data)
        except Exception:
            Path(f"{start}-crash-{hashlib.sha1(data).hexdigest()}").write_bytes(data)  # a file name, not a secret
            raise

    return kept


def main() -> None:
    """Run the target on the command line."""
    target, *arguments = sys.argv[1:]
    files = [Path(argument) for argument in arguments]
    if files and all(file.is_file() for file in files):
        check = check_of(target)
        for file in files:
            check(file.read_bytes())
        return
    fuzz(instrumented([target])[target], arguments)


if __name__ == "__main__":
    main()
