"""What the modules of a package import, read from their source without running anything."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PUBLIC = ("noteport.api", "noteport.testing")
"""What a plugin may import. Everything else may change without notice."""


def private_imports(module: str) -> list[str]:
    """Where a package imports a part of noteport that is not public: ``writer.py:3 noteport.model``.

    Takes the name of one of the package's modules, which must have been imported.
    """
    top = sys.modules[module.partition(".")[0]]
    if top.__file__ is None:
        return []
    file = Path(top.__file__)
    files = sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]
    return [
        f"{one.name}:{line} {name}"
        for one in files
        for line, name in _imports(ast.parse(one.read_bytes()))
        if name.startswith("noteport.") and not any(name == free or name.startswith(f"{free}.") for free in PUBLIC)
    ]


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "noteport":
            yield from ((node.lineno, f"noteport.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
