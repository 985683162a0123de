"""The directive ``api-reference``: every public name, grouped by its module; nothing is listed by hand."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.ext.napoleon import Config, GoogleDocstring
from sphinx.util.docutils import SphinxDirective

import noteport.api
import noteport.testing

TITLES = {
    "noteport.export.target": "Where an export goes",
    "noteport.export": "Exporters",
    "noteport.model": "The document model",
    "noteport.vault.vault": "Folders of notes",
    "noteport.cards": "Questions about claims",
    "noteport.markup": "Text and HTML",
    "noteport.tables": "Tables",
    "noteport.identity.ledger": "What an earlier export says",
    "noteport.errors": "Errors",
    "": "Other names",
    "noteport.testing": "noteport.testing",
}
"""Headings, by the module or package that defines a name."""


class ApiReference(SphinxDirective):
    """Documents every name of ``noteport.api`` and ``noteport.testing``."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes(reference(), allow_section_headings=True)


def reference() -> str:
    """The reference, in MyST."""
    groups: dict[str, list[str]] = {module: [] for module in TITLES}
    for public in (noteport.api, noteport.testing):
        for name in sorted(public.__all__, key=_place(public)):
            groups[_group(public.__name__, getattr(public, name))].append(f"{public.__name__}.{name}")
    lines = []
    for module, names in groups.items():
        lines += [f"## {TITLES[module]}", "", "```{eval-rst}", *map(_directive, names), "```", ""]
    return "\n".join(lines)


def _group(public: str, thing: Any) -> str:
    if public == "noteport.testing":
        return public
    home = getattr(thing, "__module__", "")
    return next((module for module in TITLES if module and f"{home}.".startswith(f"{module}.")), "")


def _place(public: Any) -> Any:
    """Sort names in the order of their source, those without one first."""

    def place(name: str) -> tuple[str, int]:
        thing = getattr(public, name)
        try:
            return thing.__module__, inspect.getsourcelines(thing)[1]
        except (TypeError, OSError, AttributeError):
            return "", 0

    return place


def _directive(name: str) -> str:
    module, _, last = name.rpartition(".")
    thing = getattr(sys.modules[module], last)
    if not inspect.isclass(thing):
        return f".. {'autofunction' if inspect.isroutine(thing) else 'autodata'}:: {name}\n"
    kind = "exception" if issubclass(thing, BaseException) else "class"
    # The class that an exporter names as its options is documented separately.
    return f".. auto{kind}:: {name}\n   :members:\n   :exclude-members: Options\n   :show-inheritance:\n"


def read_docstring(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    """Google's sections become fields, except for attributes, where Napoleon takes words before a colon for a type.

    A dataclass without a docstring gets its signature as one, which is shown above it anyway.
    """
    if what == "class" and lines and lines[0].startswith(f"{thing.__name__}("):
        lines.clear()
    elif what not in {"attribute", "data", "property"}:
        lines[:] = GoogleDocstring(lines, Config(), app, what, name, thing, options).lines()


def list_other_pages(app: Sphinx, docname: str, source: list[str]) -> None:
    """The index lists all pages: those that it does not name replace ``@others@``."""
    if docname == "index":
        named = source[0].split()
        left_out = app.config.exclude_patterns
        others = (page.stem for page in sorted(Path(app.srcdir).glob("*.md")) if page.name not in left_out)
        rest = "\n".join(page for page in others if page not in {*named, "index"})
        source[0] = source[0].replace("@others@", rest)


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_directive("api-reference", ApiReference)
    app.connect("autodoc-process-docstring", read_docstring)
    app.connect("source-read", list_other_pages)
    return {"parallel_read_safe": True}
