"""The fuzz targets hold on their seeds; whether the seeds are enough to find more is for `python -m fuzz`."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TARGETS = sorted(file.stem for file in (ROOT / "fuzz" / "targets").glob("[a-z]*.py"))
SEEDS = sorted((ROOT / "fuzz" / "seeds").iterdir())


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_holds_on_its_seeds(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    check = importlib.import_module(f"fuzz.targets.{target}").check
    for seed in SEEDS:
        check(seed.read_bytes())
        check(seed.read_bytes()[1::2])  # what nobody wrote


def test_what_was_found_is_run_again_without_atheris(tmp_path: Path) -> None:
    found = tmp_path / "crash"
    found.write_bytes(b"\xff[00:01]\x00")
    run = [sys.executable, "-c", "import sys; sys.modules['atheris'] = None; from fuzz.one import main; main()"]
    done = subprocess.run([*run, "parse", str(found)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def fails_on_b(data: bytes) -> None:
    if data.startswith(b"a"):
        raise ValueError
    assert b"b" not in data


def test_what_is_found_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    check = importlib.import_module("fuzz.one").keeping(fails_on_b, f"{tmp_path}/parse")
    check(b"well")
    with pytest.raises(AssertionError):
        check(b"it is b")
    [kept] = tmp_path.iterdir()
    assert kept.name.startswith("parse-crash-")
    assert kept.read_bytes() == b"it is b"


def test_what_is_found_is_made_smaller_and_stays_the_same_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT)
    smaller = importlib.import_module("fuzz.smaller").smaller
    assert smaller(fails_on_b, b"it has much text before b, and behind it") == b"b"
    assert smaller(fails_on_b, b"a b and more") == b"a"
    with pytest.raises(SystemExit, match="Nothing is wrong"):
        smaller(fails_on_b, b"well")


def test_every_target_is_described() -> None:
    described = (ROOT / "fuzz" / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{target}` |" in described for target in TARGETS)
