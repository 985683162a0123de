"""Compares CPU time and memory of a study guide with pandoc. Usage: python benchmarks/epub.py [FOLDER…]

The default folder is samples/vault. Without pandoc on the path, only noteport is measured.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

PANDOC = ["--from=markdown-yaml_metadata_block", "--to=epub3", "--file-scope", "--metadata=title=notes", "--quiet"]
"""Without the first option pandoc stops at the front matter of real notes, without the third at repeated footnotes."""


def measured(command: list[str]) -> tuple[float, float]:
    """Return CPU seconds and peak megabytes of a command."""
    child = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{command[0]} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    paths = sys.argv[1:] or ["samples/vault"]
    files = sorted(str(file) for path in paths for file in Path(path).rglob("*.md"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ours, memory = measured(
            [sys.executable, "-m", "noteport", "epub", *paths, "--quiet", "-o", str(folder / "noteport.epub")]
        )
        print(f"{len(files)} files")
        print(f"noteport  {ours:8.1f} s {memory:8.0f} MB")
        if shutil.which("pandoc"):
            theirs, memory = measured(["pandoc", *PANDOC, "-o", str(folder / "pandoc.epub"), *files])
            print(f"pandoc    {theirs:8.1f} s {memory:8.0f} MB   {theirs / ours:.1f} times as much CPU")


if __name__ == "__main__":
    main()
