"""Writes the parts of the documentation that repeat the code. Usage: python docs/generate.py

A page marks such a part with ``<!-- generated: options csv -->`` … ``<!-- end -->``:

    options NAME     the options of an exporter; ``options every`` for the shared ones
    scaffold FILE    a file of a new plugin, as ``noteport new-plugin`` writes it, below its kind
    promises all     what ``ExporterContract`` tests

A test checks that running it would change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from noteport.cli import scaffold
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.plugins.fields import Field, fields_of
from noteport.testing import ExporterContract

DOCS = Path(__file__).parent
TEMPLATES = Path(scaffold.__file__).parent / "templates"

_PART = re.compile(r"(<!-- generated: (\w+) (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_FENCES = {".py": "python", ".toml": "toml", ".md": "markdown"}


def pages() -> Iterator[Path]:
    """Yield every page."""
    yield from sorted(DOCS.rglob("*.md"))


def renewed(text: str) -> str:
    """Return a page with up-to-date generated parts."""
    makers = {"options": options, "scaffold": scaffold_file, "promises": promises}
    return _PART.sub(lambda part: f"{part[1]}{makers[part[2]](part[3])}{part[4]}", text)


def options(name: str) -> str:
    """Return the options of an exporter as a table."""
    declared = CommonOptions if name == "every" else registry.load(registry.find(name)).Options
    rows = [f"| {_flag(field)} | {_default(field)} | {_cell(field.help)} |" for field in fields_of(declared)]
    return "\n".join(["| option | default | what it does |", "|---|---|---|", *rows, ""])


def scaffold_file(name: str) -> str:
    """Return a file of the template as a fenced code block."""
    text = TEMPLATES.joinpath(name).read_text(encoding="utf-8")
    return f"```{_FENCES[Path(name).suffix]}\n{text}```\n"


def promises(_: str) -> str:
    """Return the promises of an exporter, in the words of their tests."""
    tests = [name for part in ExporterContract.__bases__ for name in vars(part) if name.startswith("test_")]
    return "".join(f"- {name.removeprefix('test_').replace('_', ' ')}\n" for name in tests)


def _flag(field: Field) -> str:
    if field.kind is bool:
        return f"`--{field.key}`, `--no-{field.key}`"
    value = field.metavar or "|".join(field.choices) or {int: "N", float: "NUMBER", str: "TEXT"}.get(field.kind, "FILE")
    return _cell(f"`--{field.key} {value}`") + (" …" if field.many else "")


def _default(field: Field) -> str:
    return f"`{_cell(field.shown_default)}`" if field.shown_default else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    for page in pages():
        before = page.read_text(encoding="utf-8")
        if (after := renewed(before)) != before:
            page.write_text(after, encoding="utf-8")
            print(page)


if __name__ == "__main__":
    main()
