"""Writes the parts of the documentation that repeat the code. Usage: python docs/generate.py

A page marks such a part with ``<!-- generated: options csv -->`` … ``<!-- end -->``:

    options NAME     the options of an exporter; ``options every`` for the shared ones
    scaffold FILE    a file of a new plugin, as ``noteport new-plugin`` writes it, below its kind
    promises KIND    what the contract of a kind of plugin tests
    reference API    every public name with its docstring, as text

A test checks that running it would change nothing.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from noteport.cli import scaffold
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.plugins.fields import Field, fields_of
from noteport.testing import (
    DialectContract,
    ExporterContract,
    ProviderContract,
    QuestionMakerContract,
    TransformContract,
)

DOCS = Path(__file__).parent
TEMPLATES = Path(scaffold.__file__).parent / "templates"

CONTRACTS: dict[str, type] = {
    "exporter": ExporterContract,
    "provider": ProviderContract,
    "dialect": DialectContract,
    "transform": TransformContract,
    "question-maker": QuestionMakerContract,
}

_PART = re.compile(r"(<!-- generated: (\w+) (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_FENCES = {".py": "python", ".toml": "toml", ".md": "markdown"}


def pages() -> Iterator[Path]:
    """Yield every page."""
    yield from sorted(DOCS.rglob("*.md"))


def renewed(text: str) -> str:
    """Return a page with up-to-date generated parts."""
    makers = {"options": options, "scaffold": scaffold_file, "promises": promises, "reference": reference}
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


def promises(kind: str) -> str:
    """Return the promises of a kind of plugin, in the words of their tests."""
    contract = CONTRACTS[kind]
    parts = contract.__bases__ if kind == "exporter" else (*reversed(contract.__mro__),)
    tests = [name for part in parts for name in vars(part) if name.startswith("test_")]
    return "".join(f"- {name.removeprefix('test_').replace('_', ' ')}\n" for name in tests)


def reference(module: str) -> str:
    """Return every public name of a module with its signature and docstring."""
    public = importlib.import_module(module)
    return "\n".join(_entry(name, getattr(public, name)) for name in sorted(public.__all__, key=str.lower))


def _entry(name: str, thing: Any) -> str:
    lines = [f"### {name}", ""]
    if inspect.isclass(thing):
        lines += [
            _about(thing),
            "",
            *_fields(thing),
            *(_member(member, vars(thing)[member]) for member in _members(thing)),
            "",
        ]
    elif inspect.isroutine(thing):
        lines += [f"`{name}{_signature(thing)}`", "", _about(thing), ""]
    else:
        lines += [f"A value of type `{type(thing).__name__}`.", ""]
    return "\n".join(lines)


def _fields(kind: type) -> Iterator[str]:
    """The fields of a class, each with the docstring below it."""
    try:
        [node] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    except (OSError, TypeError, ValueError):
        return
    body = node.body if isinstance(node, ast.ClassDef) else []
    for field, below in zip(body, [*body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and not ast.unparse(field.target).startswith("_"):
            text = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
            about = " ".join(str(text).split()).replace("``", "`")
            yield f"- `.{ast.unparse(field.target)}: {ast.unparse(field.annotation)}`" + (f": {about}" if about else "")


def _members(kind: type) -> list[str]:
    own = {name: value for name, value in vars(kind).items() if not name.startswith("_")}
    return [name for name, value in own.items() if callable(value) or isinstance(value, property | classmethod)]


def _member(name: str, thing: Any) -> str:
    inner = thing.fget if isinstance(thing, property) else getattr(thing, "__func__", thing)
    shown = f"`.{name}`" if isinstance(thing, property) else f"`.{name}{_signature(inner)}`"
    first = _about(inner).partition("\n\n")[0].replace("\n", " ")
    return f"- {shown}" + (f": {first}" if first else "")


def _signature(thing: Any) -> str:
    try:
        return re.sub(r" at 0x[0-9a-f]+", "", str(inspect.signature(thing)))
    except (TypeError, ValueError):
        return "(…)"


def _about(thing: Any) -> str:
    text = inspect.cleandoc(thing.__doc__ or "") if isinstance(getattr(thing, "__doc__", None), str) else ""
    return f"```text\n{text}\n```" if "\n" in text and "    " in text else text.replace("``", "`")


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
