"""From an exporter and a vault to the fragments of all notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from noteport.errors import RenderFault
from noteport.export.notes import Notes
from noteport.export.rendering.fragment import Fragment, Fragments
from noteport.export.rendering.rendering import Rendering
from noteport.export.watched import WatchedNotes
from noteport.vault.vault import Vault

if TYPE_CHECKING:
    from noteport.export.exporter import Exporter


def start_rendering(exporter: Exporter[Any], notes: Notes, suffix: str) -> Fragments:
    """Return the fragments of all notes in path order. Each is rendered, or taken from the cache, when it is its turn.

    Args:
        exporter: has ``render``.
        notes: a vault; it decides in which processes notes are rendered.
        suffix: the extension of the target's name.

    Raises:
        TypeError: the notes are not those of a vault.
    """
    vault = notes.vault if isinstance(notes, WatchedNotes) else notes
    if not isinstance(vault, Vault):
        raise TypeError(f"{type(exporter).__name__} renders the notes of a Vault, not of {type(notes).__name__}")
    rendering = Rendering(exporter, vault, suffix)
    rendered = notes.rendered(rendering) if isinstance(notes, WatchedNotes) else _rendered(rendering, vault)
    return rendering.fragments(vault, rendered)


def _rendered(rendering: Rendering, vault: Vault) -> Iterator[Fragment]:
    try:
        for _, fragment in vault.results(rendering):
            yield fragment
    except RenderFault as fault:
        raise fault.__cause__ or fault from None
