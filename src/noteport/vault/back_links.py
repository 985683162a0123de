"""Where the given paths lie, so that claims can link back to their notes (model/back_links.py)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from noteport.model.back_links import BackLinks, Kind, Root
from noteport.vault.files import shown_path

_MARK = ".obsidian"
"""The folder in which Obsidian keeps the settings of a vault."""


def back_links(kind: Kind, paths: Sequence[Path]) -> BackLinks:
    """Return how places in the notes under some paths are addressed. Looks for the vaults of Obsidian on the disk."""
    return BackLinks(kind, tuple(_root(kind, path) for path in paths))


def _root(kind: Kind, path: Path) -> Root:
    given, absolute = shown_path(path), path.absolute()
    if kind != "obsidian":
        return Root(given, shown_path(absolute))
    folder = absolute if absolute.is_dir() else absolute.parent
    vault = next((one for one in (folder, *folder.parents) if (one / _MARK).is_dir()), folder)
    return Root(given, shown_path(absolute.relative_to(vault)), vault.name)
