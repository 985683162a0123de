"""Runs one target until its time is over or something is found: ``python -m fuzz.one TARGET [libFuzzer's arguments]``.

``python -m fuzz.one TARGET FILE`` runs one input again, with or without atheris.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

PACKAGES = ["noteport", "noteport_anki", "noteport_csv", "noteport_epub", "noteport_jsonld"]
"""Whose branches guide the mutations."""


def _check_of(target: str) -> Callable[[bytes], None]:
    check: Callable[[bytes], None] = importlib.import_module(f"fuzz.targets.{target}").check
    return check


def main() -> None:
    """Run what the command line names."""
    target, *arguments = sys.argv[1:]
    files = [Path(argument) for argument in arguments]
    if files and all(file.is_file() for file in files):
        check = _check_of(target)
        for file in files:
            check(file.read_bytes())
        return
    import atheris  # noqa: PLC0415  # who runs an input again needs none

    with atheris.instrument_imports(include=PACKAGES):
        check = _check_of(target)
    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
