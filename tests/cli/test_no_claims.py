"""A run that finds no claim says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NOTE = "---\nvideoId: golden_test\n---\nClay holds water.\n"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "noteport", *words, "--no-cache", "--jobs", "1"]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 4)])
@pytest.mark.parametrize("command", ["csv", "check"])
def test_a_run_without_claims_names_the_forms_that_are_read(
    command: str, strict: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    output = ("-o", str(tmp_path / "notes.csv")) if command == "csv" else ()
    done = run(command, str(note), *output, *strict)
    assert done.returncode == code
    assert "No claim was found" in done.stderr
    assert "[00:12:30]" in done.stderr
    assert (tmp_path / "notes.csv").exists() is (command == "csv" and not strict)
