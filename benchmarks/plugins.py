"""Compares the CPU time of ``noteport --help`` with and without plugins. Usage: python benchmarks/plugins.py
[PLUGINS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 20
README = "A long description, as packages have it.\n\n" * 250
"""10 kB, like the average package in an index."""


def install(site: Path, number: int) -> None:
    """Create the files that pip installs for a small distribution."""
    info = site / f"noteport_plugin{number}-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.1\nName: noteport-plugin{number}\nVersion: 1.0\n"
        f"Summary: Plugin number {number}.\nRequires-Dist: noteport\n\n{README}"
    )
    info.joinpath("entry_points.txt").write_text(
        f"[noteport.exporters]\nplugin{number} = noteport_plugin{number}:Exporter\n"
    )
    info.joinpath("RECORD").write_text("")
    site.joinpath(f"noteport_plugin{number}.py").write_text("raise RuntimeError('imported')\n")


def cpu(site: Path) -> float:
    """Return the user and system seconds of one ``noteport --help``."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "noteport", "--help"],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(site)},
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    plugins = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as none, tempfile.TemporaryDirectory() as full:
        for number in range(plugins):
            install(Path(full), number)
        # The runs alternate, so that other work on the machine affects both.
        times = [(cpu(Path(none)), cpu(Path(full))) for _ in range(ROUNDS)]
    alone, crowded = min(one for one, _ in times), min(many for _, many in times)
    print(f"noteport --help                 {alone * 1000:6.0f} ms   1.00")
    print(f"the same with {plugins:3} plugins        {crowded * 1000:6.0f} ms   {crowded / alone:.2f}")


if __name__ == "__main__":
    main()
