"""Transforms: plugins that change a note after it has been read, for every exporter.

    resolve ──> captions ──> transforms, in order ──> the exporter

What a transform returns is checked here, so that no exporter is blamed for it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, get_args

from noteport.errors import Crash, PluginFault
from noteport.model.nodes import Block, Cell, Claim, Inline, ListItem, Section, Timestamp
from noteport.model.note import Note
from noteport.model.visit import walk
from noteport.plugins.kinds import Kind
from noteport.plugins.plugin import OptionsT, Plugin
from noteport.plugins.use import Use, called, expect, made


class Transform(Plugin[OptionsT], ABC):
    """Changes notes. It sees one note at a time, with its links resolved, and leaves the original as it is."""

    @abstractmethod
    def transform(self, note: Note) -> Note:
        """Return the changed note, or the same one.

        The id, path, title and channel must stay, because other notes know them, and so must the ids of claims. The
        same note must give the same result.
        """


TRANSFORMS: Kind[Any] = Kind(noun="transform", group="noteport.transforms", base=Transform)

_KEPT = ("id", "path", "title", "channel")
_NODES = (Section, ListItem, Cell, *get_args(Block), *get_args(Inline))


def transformed(note: Note, uses: Iterable[Use]) -> Note:
    """Return a note as the transforms leave it, one after the other.

    Raises:
        Crash: one of them failed, or returned something that is not a note.
    """
    for use in uses:
        try:
            note = _by(use, note)
        except PluginFault as fault:
            raise Crash(fault.culprit, f"on {note.path}", fault.__cause__ or fault, ours=False) from fault
    return note


def _by(use: Use, note: Note) -> Note:
    transform: Any = made(use)
    changed: object = called(use, transform.transform, note)
    if changed is note:
        return note
    expect(use, isinstance(changed, Note), f"transform() returned {type(changed).__name__}, not a note")
    assert isinstance(changed, Note)
    for name in _KEPT:
        expect(use, getattr(changed, name) == getattr(note, name), f"transform() changed the {name} of the note")
    called(use, check_nodes, changed)
    return changed


def check_nodes(note: Note) -> None:
    """Check that a note consists of what notes consist of; raises TypeError."""
    seen: set[str] = set()
    for node in walk(note):
        if type(node) not in _NODES:
            raise TypeError(f"{type(node).__name__} is no part of a note")
    for claim in note.claims():
        _check_claim(claim)
        if claim.id in seen:
            raise TypeError(f"two claims have the id {claim.id}")
        seen.add(claim.id)


def _check_claim(claim: Claim) -> None:
    if type(claim) is not Claim:
        raise TypeError(f"{type(claim).__name__} is not a claim")
    words: tuple[object, ...] = (claim.id, claim.text)
    if not all(isinstance(word, str) for word in words) or not claim.id:
        raise TypeError(f"the claim {claim.id!r} has no id or text")
    if type(claim.timestamps) is not tuple or not all(type(one) is Timestamp for one in claim.timestamps):
        raise TypeError(f"the timestamps of {claim.id} are not a tuple of timestamps")
