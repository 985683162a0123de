from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.conftest import OUTLINE

from noteport.testing import changes_since, record_release

Install = Callable[..., Path]

CHANGES = {
    'bullet: str = option("-"': ('bullet: str = option("*"', "The default of --bullet was '-' and is '*'."),
    'heading: bool = option(True, help="Write the title of each note")': (
        'titles: bool = option(True, help="x")',
        "--heading is gone.",
    ),
    'Literal["text", "time"]': ('Literal["text", "place"]', "--order time is gone."),
    "limit: int | None": ("limit: float | None", "The type of --limit was 'int' and is 'float'."),
    'out.write("outline\\n")': ('out.write("outlines\\n")', "notes.txt differs."),
}


def released(install: Install, source: str) -> Any:
    install(source=source)
    return importlib.import_module("noteport_outline").OutlineExporter


def test_a_release_agrees_with_its_own_record(install: Install, tmp_path: Path) -> None:
    exporter = released(install, OUTLINE)
    for _ in range(2):
        record_release(exporter, tmp_path / "released")
        assert changes_since(exporter, tmp_path / "released") == []


@pytest.mark.parametrize("old", CHANGES)
def test_what_users_notice_is_told(old: str, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exporter = released(install, OUTLINE)
    record_release(exporter, tmp_path / "released")
    new, words = CHANGES[old]
    assert old in OUTLINE
    changed = ModuleType("changed")
    monkeypatch.setitem(sys.modules, "changed", changed)
    exec(OUTLINE.replace(old, new).replace("self.options.heading", "True"), vars(changed))
    assert words in changes_since(changed.OutlineExporter, tmp_path / "released")


def test_without_a_record_there_is_nothing_to_compare(install: Install, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        changes_since(released(install, OUTLINE), tmp_path)
