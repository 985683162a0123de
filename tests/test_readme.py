"""The exporter of ten lines, wherever it is shown, is a working one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run
from noteport.export import exporter

Install = Callable[..., Path]
README = Path(__file__).parents[1] / "README.md"


def shown() -> dict[str, str]:
    """Each place where it is shown, with its source."""
    [readme] = [
        code for code in re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S) if "class " in code
    ]
    assert exporter.__doc__
    docstring = exporter.__doc__.partition("# noteport_outline.py\n")[2].partition("# pyproject.toml")[0]
    return {"README.md": readme, "exporter.py": docstring.replace('\\"', '"').replace("\\\\", "\\")}


@pytest.mark.parametrize("place", shown())
def test_the_exporter_of_ten_lines_works(
    place: str, install: Install, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(source=shown()[place])
    monkeypatch.chdir(notes.parent)
    assert run(["outline", "notes", "-o", "outline.txt", "-q"]) == 0
    assert Path("outline.txt").read_text(encoding="utf-8").splitlines() == [
        "Water boils at 100 degrees.",
        "Ice melts at 0 degrees.",
        "Light is fast.",
    ]
