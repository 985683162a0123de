"""Finds the note that a wikilink leads to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from noteport.model.ids import slug
from noteport.model.nodes import NoteRef, WikiLink
from noteport.model.patterns import pattern

_DOTTED = pattern(r"[\w-]+(?:\.[\w-]+)+")


class _Place(Struct, frozen=True):
    """A note and its folder."""

    ref: NoteRef
    folder: tuple[str, ...]
    """The names of its folders without case, outermost first."""


class LinkIndex:
    """Finds notes by exact name, name without case, title, folded name, folded title, then alias.

    A link with folders leads to a note in such folders. Of several notes with one name, those in the channel come
    first, then the nearest, then the first.
    """

    def __init__(self) -> None:
        self._everywhere: dict[str, list[_Place]] = {}
        self._in_channel: dict[str, dict[str, list[_Place]]] = {}
        self.digest = b""
        """Stands for all notes and their names, in their order."""

    def add(self, ref: NoteRef, path: PurePosixPath | None = None, aliases: Iterable[str] = ()) -> None:
        """Add a note, with its file and the other names that its front matter gives it."""
        aliases = tuple(aliases)
        place = _Place(ref, _folder_of(path))
        whole = repr((self.digest, ref.id, ref.title, ref.channel, ref.stem, place.folder, aliases))
        self.digest = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        in_channel = self._in_channel.setdefault(ref.channel, {})
        for key in dict.fromkeys((*_keys_of(ref), *(f"5{_fold(alias)}" for alias in aliases))):
            if len(key) > 1:
                in_channel.setdefault(key, []).append(place)
                self._everywhere.setdefault(key, []).append(place)

    def find(self, link: WikiLink, channel: str, path: PurePosixPath | None = None) -> NoteRef | None:
        """Return the note that a link leads to, or None.

        ``channel`` and ``path`` are those of the note that contains the link.
        """
        *folders, name = link.target.split("/")
        name = name.removesuffix(".md").strip()
        if not name:
            return None
        keys = _keys_to(name)
        here = _folder_of(path)
        if any(folders):
            return self._in_folders(folders, keys, here)
        for notes in (self._in_channel.get(channel, {}), self._everywhere):
            found = next((notes[key] for key in keys if key in notes), None)
            if found is not None:
                return _nearest(found, here)
        return None

    def _in_folders(self, folders: Sequence[str], keys: Sequence[str], here: tuple[str, ...]) -> NoteRef | None:
        """The note whose folders are those of a link; a note with a unique name may have been moved."""
        exactly = _from(folders, here)
        names = tuple(folder.casefold() for folder in folders if folder not in ("", ".", ".."))
        named = [self._everywhere[key] for key in keys if key in self._everywhere]
        for places in named:
            there = [place for place in places if place.folder == exactly]
            there = there or [place for place in places if _ends_with(place, names)]
            if there:
                return _nearest(there, here)
        return named[0][0].ref if named and len(named[0]) == 1 else None


def turned_round(link: WikiLink) -> WikiLink | None:
    """Return a link as Dendron means it, ``[[words|note.name#heading]]``; None if it cannot be one of Dendron's."""
    name, _, fragment = (link.shown or "").partition("#")
    return WikiLink(name, link.target, fragment or None, link.embed) if _DOTTED.fullmatch(name) else None


def names_in(link: WikiLink) -> tuple[str, ...]:
    """Return the names of notes by which a link is looked up, before or after it is turned round."""
    other = turned_round(link)
    if other is not None:
        return link.target, other.target
    return (link.target, link.shown) if link.shown and _DOTTED.fullmatch(link.target) else (link.target,)


def is_called(ref: NoteRef, target: str) -> bool:
    """Return whether the target of a link is the name or title of a note, and not an alias."""
    return _fold(target.rpartition("/")[2].removesuffix(".md")) in (_fold(ref.stem), _fold(ref.title))


def _keys_of(ref: NoteRef) -> tuple[str, ...]:
    stem, title = ref.stem, ref.title
    return f"0{stem}", f"1{stem.casefold()}", f"2{title.casefold()}", f"3{_fold(stem)}", f"4{_fold(title)}"


@lru_cache(maxsize=8192)
def _keys_to(name: str) -> tuple[str, ...]:
    small, folded = name.casefold(), _fold(name)
    return tuple(
        key for key in (f"0{name}", f"1{small}", f"2{small}", f"3{folded}", f"4{folded}", f"5{folded}") if len(key) > 1
    )


def _fold(name: str) -> str:
    return slug(name).replace("_", "")


@lru_cache(maxsize=64)  # a note asks with each of its links
def _folder_of(path: PurePosixPath | None) -> tuple[str, ...]:
    return () if path is None else tuple(part.casefold() for part in path.parent.parts if part != "/")


def _from(folders: Sequence[str], here: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folder that a relative path leads to."""
    there = list(here)
    for folder in folders:
        if folder == "..":
            del there[-1:]
        elif folder not in ("", "."):
            there.append(folder.casefold())
    return tuple(there)


def _ends_with(place: _Place, folders: tuple[str, ...]) -> bool:
    """Return whether a note lies in these folders, or in the channel of this name."""
    return place.folder[-len(folders) :] == folders or folders == (place.ref.channel.casefold(),)


def _nearest(places: Sequence[_Place], here: tuple[str, ...]) -> NoteRef:
    """Return the note that is the fewest folders away; of several, the first."""
    return min(places, key=lambda place: _distance(place.folder, here)).ref if len(places) > 1 else places[0].ref


def _distance(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    common = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        common += 1
    return len(one) + len(other) - 2 * common
