from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.conftest import register

SAMPLES = Path(__file__).parents[2] / "samples" / "plugins"


def test_the_sample_of_a_provider_keeps_its_contract(tmp_path: Path, tests_of: Callable[[Path], str]) -> None:
    folder = tmp_path / "odysee"
    shutil.copytree(SAMPLES / "noteport-odysee", folder)
    register(folder)
    assert "failed" not in tests_of(folder)
