"""What is in the files: the claims of all notes, and nothing that is not in the notes."""

from __future__ import annotations

import getpass
import io
import os
import platform
import socket
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from noteport.testing import runs
from noteport.testing.failing import fail, suffering
from noteport.testing.promises.base import Promises

_HTML = {".html", ".htm", ".xhtml"}
_XML = {".xhtml", ".xml", ".svg", ".opml", ".rss", ".atom", ".kml", ".gpx", ".ttml"}

_NOTE = """---
title: {title}
videoId: dQw4w9WgXcQ
---
## {heading}

{claim} [00:{minute:02}:05].

* **Measure**: it takes {number} litres of water [00:{minute:02}:45].
"""
_SUBJECTS = ("Copper melts at", "A hive eats", "The bridge carries")


class Content(Promises):
    """Users find their notes in the file, and nobody else finds more."""

    def test_every_note_is_in_it(self, tmp_path: Path) -> None:
        with suffering("Users cannot export three plain notes.", words_are_enough=True):
            usual = self._exported(tmp_path / "usual", None)
            for changed in range(len(_SUBJECTS)):
                if self._exported(tmp_path / f"changed{changed}", changed) == usual:
                    sentence = "Users do not find their claims in the file: it stays the same when a note changes."
                    fail(sentence, f"Note {changed + 1} of {len(_SUBJECTS)} got other headings, claims and timestamps.")

    def test_it_tells_nothing_of_the_machine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = self.texts(tmp_path)
        one, two = (
            _on_another_machine(self, tmp_path / f"zq{name}folder", f"zq{name}user", texts, monkeypatch)
            for name in ("seven", "eleven")
        )
        sentence = "Users give away the names of their folders, their machine or themselves with the file."
        for name, data in _parts(one):
            for word in ("zqsevenfolder", "zqsevenuser"):
                if word.encode() in data:
                    fail(sentence, f"{name} contains {word}. Use notes.file_of(note), not note.path.")
        if one != two:
            fail(sentence, "The file differs between two machines. Use notes.file_of(note), not note.path.")

    def test_markup_in_notes_stays_text(self, tmp_path: Path) -> None:
        for name in runs.names(self.exporter):
            with suffering():
                written = self.run(self.awkward(tmp_path), tmp_path / "out", name=name)
            for part, data in _parts(written.files):
                ending = PurePosixPath(part).suffix.lower()
                if ending in _HTML:
                    _check_html(part, data)
                if ending in _XML:
                    with suffering(f"Users cannot open {part}, which is not well-formed: use escape_xml()."):
                        ET.fromstring(data)  # noqa: S314  # the exporter's own output

    def test_it_holds_one_note_at_a_time(self, tmp_path: Path) -> None:
        notes = runs.HeldNotes([runs.write_vault(tmp_path / "vault", self.texts(tmp_path))])
        with suffering():
            self.run(notes, tmp_path / "out")
        if notes.held > len(notes) // 2:
            sentence = "Users with large folders of notes run out of memory."
            fail(sentence, f"It held {notes.held} of {len(notes)} notes. Loop over notes, as often as needed.")

    def _exported(self, folder: Path, changed: int | None) -> Mapping[str, bytes]:
        texts = {
            f"note{number}.md": _NOTE.format(
                title=f"Note {number}",
                heading="After the change" if number == changed else "Before the change",
                claim=f"{subject} {1085 if number == changed else 962} degrees or kilograms",
                number=75 if number == changed else 31,
                minute=number + (20 if number == changed else 10),
            )
            for number, subject in enumerate(_SUBJECTS)
        }
        folder.mkdir()
        return self.run(runs.read_vault(runs.write_vault(folder / "vault", texts)), folder / "out").files


def _on_another_machine(
    contract: Promises, folder: Path, user: str, texts: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> Mapping[str, bytes]:
    """Export as a user with this name would, in this folder."""
    folder.mkdir()
    vault = runs.read_vault(runs.write_vault(folder / "vault", texts))
    with monkeypatch.context() as machine:
        for variable in ("USER", "LOGNAME", "USERNAME", "LNAME", "HOSTNAME", "COMPUTERNAME"):
            machine.setenv(variable, user)
        for variable in ("HOME", "USERPROFILE"):
            machine.setenv(variable, str(folder))
        for module, name in ((getpass, "getuser"), (socket, "gethostname"), (socket, "getfqdn"), (platform, "node")):
            machine.setattr(module, name, lambda *_: user)
        machine.setattr(os, "getlogin", lambda: user)
        machine.chdir(folder)
        with suffering():
            return contract.run(vault, folder / "out").files


def _parts(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every file, and every entry of a zip archive."""
    for name, data in files.items():
        yield name, data
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((f"{name}/{entry}", archive.read(entry)) for entry in archive.namelist())


class _Scripts(HTMLParser):
    """Finds the scripts of the awkward notes in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            runs_script = name.startswith("on") or (value or "").strip().lower().startswith("javascript:")
            if runs_script and "alert" in (value or ""):
                self.found = f"<{tag} {name}={value}>"

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip() == "alert(1)":
            self.found = f"<script>{data}"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def _check_html(name: str, data: bytes) -> None:
    parser = _Scripts()
    parser.feed(data.decode("utf-8", "replace"))
    parser.close()
    if parser.found:
        sentence = "Users run scripts that somebody has written into a note: text is not escaped."
        fail(sentence, f"{name}: {parser.found}. Use html() or escape().")
