"""Exports of notes given as Markdown, and a real Anki collection to import decks into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Exporter, ExportReport, Options, ReadOptions, Target, Vault

STAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'
HEAD = "---\ntitle: Cells\nvideoId: dQw4w9WgXcQ\n---\n\n"

Export = Callable[..., tuple[Path, ExportReport]]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Export notes, given as ``channel/name.md`` and their text, in which every ``@@`` is a stamp."""

    def export(
        exporter: type[Exporter[Any]],
        notes: dict[str, str],
        output: str,
        *,
        options: Options | None = None,
        untimed: bool = False,
    ) -> tuple[Path, ExportReport]:
        vault = tmp_path / "vault"
        for name, text in notes.items():
            file = vault / name
            file.parent.mkdir(parents=True, exist_ok=True)
            head = "" if text.startswith("---") else HEAD
            file.write_text(head + text.replace("@@", STAMP), encoding="utf-8")
        target = Target(tmp_path / output, exporter=exporter)
        report = exporter(options).export(Vault([vault], options=ReadOptions(untimed=untimed)), target)
        target.commit()
        return tmp_path / output, report

    return export


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """An empty collection of Anki's own backend."""
    from anki.collection import Collection

    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()
