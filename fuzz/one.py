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
"""Whose branches guide the mutations."""

Check = Callable[[bytes], None]


def check_of(target: str) -> Check:
    """What a target runs on each input."""
    check: Check = importlib.import_module(f"fuzz.targets.{target}").check
    return check


def instrumented(targets: Iterable[str]) -> dict[str, Check]:
    """The same for several targets, in a way that tells atheris of each branch; takes some seconds."""
    import atheris  # noqa: PLC0415  # who runs an input again needs none; it names each module that it instruments

    with contextlib.redirect_stderr(io.StringIO()), atheris.instrument_imports(include=PACKAGES):
        return {target: check_of(target) for target in targets}


def fuzz(check: Check, arguments: Iterable[str]) -> None:
    """Run a target, and end the process: with 0 if nothing was found."""
    import atheris  # noqa: PLC0415  # as above

    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def keeping(check: Check, start: str) -> Check:
    """The same check, which writes an input that it fails on to a file: atheris 3.0 does not.

    Args:
        check: what a target runs.
        start: of the file's path; the rest is made of the input.
    """

    def kept(data: bytes) -> None:
        try:
            check(data)
        except Exception:
            Path(f"{start}-crash-{hashlib.sha1(data).hexdigest()}").write_bytes(data)  # a name, no secret
            raise

    return kept


def main() -> None:
    """Run what the command line names."""
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
