"""Plain text: the claims of each note under its title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from noteport.api import Claim, Exporter, ExportReport, Note, Notes, Options, Target, option

_HEAD = "Claims by noteport-outline\n"
"""The first line of every file, by which the exporter recognises it."""


@dataclass(frozen=True, kw_only=True)
class OutlineOptions(Options):
    """Each option is a flag, a key in noteport.toml under [outline], and an environment variable."""

    bullet: str = option("-", help="Text before each claim", trust="anyone")
    links: bool = option(False, help="Write a link that opens the second of each claim", trust="anyone")


class OutlineExporter(Exporter[OutlineOptions]):
    """A text file (``.txt``)."""

    name, summary, suffixes = "outline", "Plain text: the claims of each note under its title.", (".txt",)
    Options: ClassVar[type[OutlineOptions]] = OutlineOptions
    examples = ("notes -o notes.txt --links",)

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        """Return whether a file that begins with ``head`` was written by this exporter and may be replaced."""
        return head.startswith(_HEAD.encode())

    def export(self, notes: Notes, target: Target) -> ExportReport:
        """Write the file. It appears when everything is written; after an exception the old file stays."""
        count = 0
        with target.open_text() as out:
            out.write(_HEAD)
            for note in notes:
                out.write(f"\n{note.title}\n")
                for claim in note.claims():
                    out.write(f"{self._line(claim, note)}\n")
                    count += 1
        return target.report({"lines": count})

    def _line(self, claim: Claim, note: Note) -> str:
        """Format one claim. Without a timestamp it has no start, and without a known video no address."""
        line = f"{self.options.bullet} {claim.text}"
        if claim.start is None:
            return line
        url = claim.start.url(note.video)
        return f"{line} ({url})" if self.options.links and url else f"{line} ({claim.start.label})"
