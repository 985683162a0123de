"""Study pages: the video's player next to the claims of its notes; click a claim, and the player jumps to its second.

__init__.py     the exporter, and which files it writes
page.py         a whole page; page.css and page.js are its style and its script
note.py         a note as a part of it: headings, claims, what a click plays, what can be hidden
players.py      what plays a video, and where it is loaded from
policy.py       what the browser may load for a page: its own style and script, and the players
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from noteport.api import Exporter, ExportReport, Note, Notes, Options, Target, count_words, option

_OWN = b'<meta name="generator" content="noteport-studypage">'
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, kw_only=True)
class StudyPageOptions(Options):
    """The options of a page."""

    title: str | None = option(None, help="Title of the page; else the channels", trust="anyone")
    player: bool = option(
        True, help="Put the player beside the claims; without it, times open the video in a new tab", trust="anyone"
    )


class StudyPageExporter(Exporter[StudyPageOptions]):
    """One page (``.html``) with all notes, or a folder with one page per note and a list of them."""

    name, summary, suffixes = "studypage", "Study page: the video's player beside its claims.", (".html",)
    folders = True
    Options: ClassVar[type[StudyPageOptions]] = StudyPageOptions
    examples = ("notes -o pages", "notes -o notes.html --no-player")

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Recognise a page that names this package as its generator."""
        return _OWN in head

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the page or the pages. They include claims without a timestamp if ``--untimed`` is given."""
        return self._pages(notes, target) if target.is_folder else self._page(notes, target)

    def _page(self, notes: Notes, target: Target) -> ExportReport:
        from noteport_studypage.page import page, page_title  # noqa: PLC0415  # a list of exporters does not need it

        title = self.options.title or page_title(notes.refs())
        claims = 0
        with target.open_text() as out:
            for piece in page(title, notes, count_words(notes), has_player=self.options.player, untimed=notes.untimed):
                out.write(piece.html)
                claims += piece.claims
        return target.report({"claims shown": claims, "pages": 1})

    def _pages(self, notes: Notes, target: Target) -> ExportReport:
        from noteport_studypage.page import index_page, page, page_title  # noqa: PLC0415  # as above

        names: dict[str, str] = {}
        words = count_words(notes)
        claims = 0
        with target.folder() as folder:
            for note in notes:
                names[note.id] = _file_name(note, names.values())
                pieces = list(page(note.title, [note], words, has_player=self.options.player, untimed=notes.untimed))
                _write(folder / names[note.id], "".join(piece.html for piece in pieces))
                claims += sum(piece.claims for piece in pieces)
            title = self.options.title or page_title(notes.refs())
            _write(folder / "index.html", index_page(title, notes.refs(), names))
        return target.report({"claims shown": claims, "pages": len(names) + 1})


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _file_name(note: Note, taken: object) -> str:
    """Return a file name that every system accepts: letters, digits, dots, dashes. Two notes never share one, even
    ignoring case.
    """
    stem = _NOT_IN_NAMES.sub("-", note.id).strip("-.")[:80] or "note"
    used = {name.lower() for name in taken} | {"index.html"}  # type: ignore[attr-defined]  # names
    name, number = f"{stem}.html", 2
    while name.lower() in used:
        name, number = f"{stem}-{number}.html", number + 1
    return name
