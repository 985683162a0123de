"""What is in the files: the claims of all notes, and nothing that is not in the notes."""

from __future__ import annotations

import getpass
import io
import os
import platform
import socket
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from types import MappingProxyType
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

{subject} {number} degrees or kilograms [00:{minute}:05].

* **Measure**: it takes {litres} litres of water [00:{minute}:45].
"""
_SUBJECTS = ("Copper melts at", "A hive eats", "The bridge carries")
_USUAL: Mapping[str, str] = MappingProxyType(
    {"heading": "Before the change", "number": "962", "litres": "31", "minute": "11"}
)
_OTHER_CLAIMS: Mapping[str, str] = MappingProxyType({**_USUAL, "number": "1085", "litres": "75"})
_OTHER_NOTE: Mapping[str, str] = MappingProxyType({**_OTHER_CLAIMS, "heading": "After the change", "minute": "21"})


class Content(Promises):
    """Users find their notes in the file, and nobody else finds more."""

    def test_every_note_is_in_it(self, tmp_path: Path) -> None:
        detail = "Note {} of {} got other headings, claims and timestamps."
        self._check_changes(tmp_path, "Users do not find their notes in the file", detail, _OTHER_NOTE)

    def test_the_claims_of_every_note_are_in_it(self, tmp_path: Path) -> None:
        if not self.has_claims:
            return
        detail = "The claims of note {} of {} got other words. If it is to contain none, set has_claims = False here."
        self._check_changes(tmp_path, "Users do not find their claims in the file", detail, _OTHER_CLAIMS)

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

    def _check_changes(self, folder: Path, sentence: str, detail: str, other: Mapping[str, str]) -> None:
        """Fail if the file stays the same although a note has changed."""
        with suffering("Users cannot export three plain notes.", words_are_enough=True):
            usual = self._exported(folder / "usual", [_USUAL] * len(_SUBJECTS))
            for changed in range(len(_SUBJECTS)):
                parts = [other if number == changed else _USUAL for number in range(len(_SUBJECTS))]
                if self._exported(folder / f"changed{changed}", parts) == usual:
                    fail(f"{sentence}: it stays the same when they change.", detail.format(changed + 1, len(_SUBJECTS)))

    def _exported(self, folder: Path, parts: Sequence[Mapping[str, str]]) -> Mapping[str, bytes]:
        texts = {
            f"note{number}.md": _NOTE.format(title=f"Note {number}", subject=subject, **of_note)
            for number, (subject, of_note) in enumerate(zip(_SUBJECTS, parts, strict=True))
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
