"""Prints the release notes of a tag: its section of CHANGELOG.md. Usage: python .ci/release_notes.py v1.2.3

Exits with 1 if the tag does not match noteport.__version__ or the changelog has no section for it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def release_notes(tag: str, version: str, changelog: str) -> str:
    """Return the section of ``changelog`` for ``tag``, without its heading.

    Raises:
        ValueError: the tag is not ``v`` and the version, or the changelog has no section for the version.
    """
    if tag != f"v{version}":
        raise ValueError(f"The tag is {tag}, but noteport.__version__ is {version}.")
    section = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    if section is None or not section[1].strip():
        raise ValueError(f"CHANGELOG.md has no section [{version}].")
    return section[1].strip()


def main(tag: str) -> int:
    """Print the notes, or say on stderr why there are none and return 1."""
    source = (ROOT / "src" / "noteport" / "__init__.py").read_text(encoding="utf-8")
    [version] = re.findall(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    try:
        print(release_notes(tag, version, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
