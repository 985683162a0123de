"""Links back to the place in a note from which a claim comes. They open on a machine with the notes.

    obsidian    obsidian://open?vault=Videos&file=bread%2Frise%23%5Eyeast
    vscode      vscode://file/home/ana/Videos/bread/rise.md:12
    file        file:///home/ana/Videos/bread/rise.md

Obsidian: https://help.obsidian.md/Extending+Obsidian/Obsidian+URI
Visual Studio Code: https://code.visualstudio.com/docs/editor/command-line#_opening-vs-code-with-urls
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Literal, TypeAlias
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from noteport.model.nodes import Claim, Inline, Text
from noteport.model.note import Note
from noteport.model.patterns import pattern
from noteport.model.rewrite import Rewrite, rewrite_note
from noteport.model.visit import sections_in, text_blocks

Kind: TypeAlias = Literal["obsidian", "vscode", "file"]

_BLOCK_ID = pattern(r"(?:^|\s)\^([A-Za-z0-9-]{1,80})\s*\Z")


class Root(Struct, frozen=True):
    """One of the given paths."""

    given: PurePosixPath
    """As the user gave it."""
    place: PurePosixPath
    """Its path inside the vault of Obsidian, or on the machine."""
    vault: str = ""
    """The name of the vault of Obsidian."""


class BackLinks(Struct, frozen=True):
    """How places in notes are addressed. It can be sent to another process."""

    kind: Kind
    roots: tuple[Root, ...]

    def of(self, note: Note) -> Note:
        """Return the note with a link in each claim."""
        ids = dict(_block_ids(note))

        def linked(claim: Claim) -> Claim:
            return replace(claim, back_link=self.link(note.path, claim.place.line, ids.get(claim.id)))

        return rewrite_note(note, Rewrite(link=lambda link: link, claim=linked))

    def link(self, path: PurePosixPath, line: int, block: str | None = None) -> str | None:
        """Return the address of a place.

        Args:
            path: the file of a note, as the user gave it.
            line: counted from 1.
            block: the id of the block of Obsidian, without ``^``.
        """
        root = next((root for root in self.roots if path.is_relative_to(root.given)), None)
        if root is None:
            return None
        place = root.place / path.relative_to(root.given)
        match self.kind:
            case "obsidian":
                name = place.with_suffix("") if place.suffix == ".md" else place
                fragment = f"#^{block}" if block else ""
                return f"obsidian://open?vault={quote(root.vault, safe='')}&file={quote(f'{name}{fragment}', safe='')}"
            case "vscode":
                return f"vscode://file{_absolute(place)}:{line}"
            case "file":
                return f"file://{_absolute(place)}"


def _absolute(path: PurePosixPath) -> str:
    """Return a path as part of an address; on Windows it begins with the letter of a drive."""
    return "/" + quote(str(path).lstrip("/"), safe="/:")


def _block_ids(note: Note) -> Iterator[tuple[str, str]]:
    """Yield the id of each claim whose block has an id in Obsidian, and that id."""
    for section in sections_in(note.sections):
        for block in text_blocks(section.blocks):
            if block.claims and (name := _block_id(block.inlines)):
                yield from ((claim.id, name) for claim in block.claims)


def _block_id(inlines: Sequence[Inline]) -> str | None:
    match inlines:
        case [*_, Text(text)]:
            found = _BLOCK_ID.search(text)
            return found[1] if found else None
    return None
