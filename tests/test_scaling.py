"""More than one process, and more than one machine: the same bytes. docs/scaling.md says the same."""

from __future__ import annotations

import ast
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Vault, claim_row
from noteport.cli.app import run

ROOT = Path(__file__).parents[1]
PROGRAMS = re.findall(r"```python\n(.+?)```", (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8"), re.DOTALL)
LOCAL, DASK, FUNCTION, RAY, SPARK = PROGRAMS


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def by_one(tmp_path: Path) -> Callable[[str], bytes]:
    """What one process writes of the sample vault."""

    def export(exporter: str, suffix: str = "") -> bytes:
        file = tmp_path / f"one{suffix}"
        assert run([exporter, "samples/vault", "-o", str(file), "--jobs", "1", "--no-cache", "--quiet"]) == 0
        return file.read_bytes()

    return export


@pytest.mark.parametrize(
    ("exporter", "suffix"),
    [("csv", ".csv"), ("jsonld", ".jsonl"), ("jsonld", ".nt"), ("parquet", ".parquet"), ("anki", ".apkg")],
)
def test_two_processes_write_what_one_does(
    exporter: str, suffix: str, by_one: Callable[..., bytes], tmp_path: Path
) -> None:
    expected = by_one(exporter, suffix)
    file = tmp_path / f"two{suffix}"
    for flag in ("--no-cache", "--cache", "--cache"):
        assert run([exporter, "samples/vault", "-o", str(file), "--jobs", "2", flag, "--quiet", "--force"]) == 0
        assert file.read_bytes() == expected
        file.unlink()


def test_two_dask_workers_write_what_one_process_does(by_one: Callable[..., bytes], tmp_path: Path) -> None:
    """The program of the page, as it stands."""
    program = tmp_path / "program.py"
    program.write_text(DASK, encoding="utf-8")
    # Its workers import the program anew; what they say when the cluster closes is theirs.
    command = [sys.executable, str(program)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300, env=os.environ)
    counts, file = re.fullmatch(r"(.*) (\S+)", ended.stdout.strip()).groups()  # type: ignore[union-attr]  # else it fails
    assert ast.literal_eval(counts)["rows"] > 0
    assert Path(file).read_bytes() == by_one("csv", ".csv")


def test_the_other_programs_of_the_page_are_python() -> None:
    for program in (RAY, SPARK):
        ast.parse(program)


def test_the_program_with_an_executor_prints_what_stands_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"```text\n(.+?)```", page, re.DOTALL)
    exec(compile(LOCAL, "docs/scaling.md", "exec"), {})
    assert capsys.readouterr().out == shown


def processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def test_the_pure_function_reads_what_the_vault_reads_with_nothing_but_what_was_sent() -> None:
    names: dict[str, Any] = {}
    exec(compile(FUNCTION, "docs/scaling.md", "exec"), names)
    vault = Vault(["samples/vault"])
    survey = pickle.loads(pickle.dumps(vault.survey))
    rows = [row for task in vault.tasks for row in names["rows"](pickle.loads(pickle.dumps(task)), survey)]
    assert rows == [claim_row(claim, note)._asdict() for note in vault for claim in note.claims()]


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, processes])
@pytest.mark.parametrize("window", [1, 10_000])
def test_any_window_gives_the_same_notes_in_the_same_order(pool: Callable[[], Executor], window: int) -> None:
    expected = list(Vault(["samples/vault"]))
    with pool() as executor:
        assert list(Vault(["samples/vault"], executor=executor, window=window)) == expected
