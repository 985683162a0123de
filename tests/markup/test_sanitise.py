"""One place makes what stands in a note harmless: noteport.markup.sanitise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "exporters").rglob("*.py")),
    *sorted((ROOT / "samples" / "plugins" / "noteport-studypage" / "src").rglob("*.py")),
]
SANITISE = ROOT / "src" / "noteport" / "markup" / "sanitise.py"
ESCAPERS = {"bleach", "html.escape", "markupsafe", "nh3", "xml.sax.saxutils"}


def imported(source: Path) -> Iterator[str]:
    """Every module and every name that a file imports, or takes out of a module that it imports."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{name.name}" for name in names)
            case ast.Attribute(value=ast.Name(id), attr=attr):
                yield f"{id}.{attr}"
            case _:
                pass


def test_nobody_else_imports_what_escapes_or_cleans() -> None:
    found = {
        f"{source.relative_to(ROOT)}: {name}" for source in SOURCES for name in imported(source) if name in ESCAPERS
    }
    assert found == {"src/noteport/markup/sanitise.py: nh3"}  # html is imported there under another name


@pytest.mark.parametrize("entity", ["&lt;", "&gt;", "&quot;"])
def test_nobody_else_writes_entities(entity: str) -> None:
    written = re.compile(rf"""["']{entity}["']""")
    assert [source for source in SOURCES if written.search(source.read_text(encoding="utf-8"))] in ([], [SANITISE])


@pytest.mark.parametrize(
    ("mark", "module"),
    [
        (r"\uff1d", "src/noteport/tables/formulas.py"),
        ("mathchoice", "src/noteport/markup/tex_macros.py"),
        ("stroke-dasharray", "exporters/noteport_epub/css.py"),
    ],
)
def test_what_spreadsheets_mathjax_and_browsers_act_on_is_known_in_one_place(mark: str, module: str) -> None:
    written = [source for source in SOURCES if mark in source.read_text(encoding="utf-8").lower()]
    assert written == [ROOT / module]
