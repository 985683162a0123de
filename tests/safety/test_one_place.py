"""SECURITY.md says in which one place each thing is done that could do harm. No other module does it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXPORTERS = ROOT / "exporters"
PACKAGE = ROOT / "src/noteport"

OWN_FILES = {
    # what this run wrote, or what a lock proves to be noteport's
    "export/disk.py",
    "export/journal.py",
    "export/rendering/spool.py",
    "export/staging.py",
    "export/workspace.py",
    "export/zip.py",
    "vault/locks.py",
    "noteport_anki/earlier.py",
    "noteport_anki/packages.py",
    "noteport_sqlite/database.py",
    # beside the decisions file, under a name of its own
    "decisions/file.py",
    # the program itself, and what is installed beside it
    "cli/scaffold/__init__.py",
    "plugins/containment.py",
    "plugins/packages.py",
    "plugins/use.py",
    "vault/cache/reader_version.py",
    # /dev/null, in place of a stream that is closed
    "cli/app.py",
    "cli/start.py",
    # a new noteport.toml, which must not exist yet
    "cli/initialising.py",
}
"""Modules that open files which nobody else can have put there."""
NO_FILES = {
    "cli/reviewing.py",
    "noteport_anki/earlier_package.py",
    "noteport_epub/labels.py",
    "parse/blocks/sections.py",
    "parse/blocks/walk.py",
}
"""Modules with something else that is opened: a page in the browser, an entry of a zip, our own words, an outline."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module that runs for a user, by its path below its package's folder."""
    for folder in (PACKAGE, EXPORTERS):
        for file in sorted(folder.rglob("*.py")):
            name = file.relative_to(folder).as_posix()
            if not name.startswith("testing/") and "/templates/" not in name:
                yield name, ast.parse(file.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[str]:
    return (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def opens_files(tree: ast.Module) -> bool:
    names = {"open", "os.open", "io.open", "os.fdopen"}
    outside = (name for name in calls(tree) if not name.startswith("files(__package__)"))  # a package's own data
    return any(name in names or name.endswith((".open", ".read_text", ".read_bytes")) for name in outside)


def escapes_markup(tree: ast.Module) -> bool:
    return any(
        name in {"html.escape", "xml.sax.saxutils.escape", "xml.sax.saxutils.quoteattr"} for name in imports(tree)
    ) or any(name in {"html.escape", "_html.escape", "saxutils.escape", "saxutils.quoteattr"} for name in calls(tree))


def uses_the_network(tree: ast.Module) -> bool:
    heads = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "ssl", "youtube_transcript_api"}
    return any(name.partition(".")[0] in heads or name.startswith("urllib.request") for name in imports(tree))


def opens_databases(tree: ast.Module) -> bool:
    return "sqlite3.connect" in calls(tree)


def opens_zips(tree: ast.Module) -> bool:
    return any(name.endswith("ZipFile") for name in calls(tree))


PLACES: list[tuple[Callable[[ast.Module], bool], set[str]]] = [
    (opens_files, {"vault/safe_read.py"} | OWN_FILES | NO_FILES),
    (escapes_markup, {"markup/sanitise.py", "captions/youtube.py"}),  # what YouTube's captions hold is read as HTML
    (uses_the_network, {"cli/bounded_http.py", "captions/youtube.py", "review/app.py", "review/server.py"}),
    # our own: the notes that are kept, the cards that are gathered, and the deck that is written
    (
        opens_databases,
        {
            "noteport_anki/earlier_collection.py",
            "vault/cache/store.py",
            "noteport_anki/earlier.py",
            "noteport_anki/writer.py",
            "noteport_sqlite/database.py",
        },
    ),
    # of an earlier guide, one entry of bounded size
    (opens_zips, {"noteport_anki/earlier_package.py", "export/zip.py", "noteport_epub/identity.py"}),
]


@pytest.mark.parametrize(("does", "places"), PLACES, ids=lambda value: getattr(value, "__name__", ""))
def test_what_could_do_harm_is_done_in_one_place(does: Callable[[ast.Module], bool], places: set[str]) -> None:
    found = {name for name, tree in modules() if does(tree)}
    assert found <= places, "let the place that SECURITY.md names do it, or say here why this is harmless"


def test_the_places_that_are_named_are_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_0-9]+/)+[a-z_0-9]+\.py)`", text)
    assert {"markup/sanitise.py", "vault/safe_read.py", "export/trust.py", "cli/say.py"} <= set(named)
    for name in named:
        assert any((folder / name).is_file() for folder in (PACKAGE, EXPORTERS)), name


def test_what_is_allowed_is_there() -> None:
    names = {name for name, _ in modules()}
    assert set().union(*(places for _, places in PLACES)) <= names
