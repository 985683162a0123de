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


AWKWARD = {
    "Bio/-first; second.md": """---
title: '=Cells'
videoId: -Qw4w9WgXcQ
lang: en
---
=1+1 is "two", he said @@. **[[Cell Wall|Walls; all]]**: not [[nucleus]], [[no such/note]] [00:02:00 - 00:03:00].
""",
    "Bio/cell_wall.md": """---
lang: pt_BR
videoId: dQw4w9WgXcQ
---
## Uma parede @@

A parede segura tudo @@, [00:02:10].

###

* ![[wall.png]] mostra bem a todos @@
* [[-first; second | \u200eoutra vez\u200e]] e [[Bio/nucleus]] @@
""",
    "#Tag/a % b.md": """---
lang: English
videoId: dQw4w9WgXcQ
---
A\u2028line \u200fbreak\x07 of 5 µm @@.
""",
    "@handle/日本 <語>.md": """---
videoId: dQw4w9WgXcQ
---
水は透明である@@。[[水]]と[[かき]]と[[かぎ]]は違う@@。
""",
    "@handle/no_video.md": "---\ntitle: Nothing to open\n---\nA fact without a video @@.",
    "@handle/vimeo.md": "---\nurl: https://vimeo.com/76979871\n---\nA fact from Vimeo [00:01:05].",
    "@handle/mine.md": "---\nmedia: media/my lecture.mp4\n---\nA fact from a file of mine [00:01:05].",
    "2023/late.md": """---
videoId: aaaaaaaaaaa
duration: 60
---
A fact beyond the end [00:09:05]. Not so this [00:00:05].
""",
}
"""Notes that are hard on every format: formulas, quotation marks, semicolons, marks that nobody sees, odd names."""


@pytest.fixture
def awkward() -> dict[str, str]:
    return AWKWARD


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
