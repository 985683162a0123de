"""Checks the distributions: the wheel contains only what is used at run time, the archive all that tests need.

Usage: python .ci/contents.py FOLDER, where FOLDER contains one of each.
"""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

RUNS = re.compile(r"noteport(_\w+)?/|noteport-[^/]+\.dist-info/")
NEEDED = (
    ".ci/",
    ".pre-commit-hooks.yaml",
    "Dockerfile",
    "action.yml",
    "action/",
    "benchmarks/",
    "docs/",
    "exporters/",
    "fuzz/",
    "samples/",
    "seeds/",
    "src/",
    "tests/",
    "pyproject.toml",
)


def main(folder: Path) -> int:
    """Print what the wheel in ``folder`` holds, and return 1 if it or the source archive is wrong."""
    [wheel], [archive] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with ZipFile(wheel) as packed:
        names = sorted(packed.namelist())
    with tarfile.open(archive) as packed_sources:
        sources = [one.name.partition("/")[2] for one in packed_sources if one.isfile()]
    wrong = [f"{wheel.name}: {name} is not used at run time" for name in names if not RUNS.match(name)]
    wrong += [
        f"{archive.name}: {needed} is missing" for needed in NEEDED if not any(s.startswith(needed) for s in sources)
    ]
    print(*names, sep="\n")
    print(f"{len(names)} files in the wheel, {len(sources)} in the source archive")
    print(*wrong, sep="\n", file=sys.stderr, end="\n" if wrong else "")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
