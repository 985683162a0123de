"""Finds the captions of a note by their names.

front matter │ next to the note │ the folder of --captions │ anywhere in the vault
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from noteport.captions.names import id_key, is_captions, name_key, parse_name
from noteport.model.note import Note
from noteport.vault.files import NOTE_SUFFIXES
from noteport.vault.safe_read import MEGABYTE, NOTHING_GIVEN, GivenPaths, read_file

KEYS = ("captions", "transcript")
"""Keys of front matter that name files of captions."""
LARGEST = 64 * MEGABYTE
"""Bytes of captions. Those of a podcast of three hours, every word with its time, have five megabytes."""
MOST_NAMED = 20
"""Files that the front matter of one note may name."""
DEFAULT_LANGUAGE = "en"
"""Comes first for notes whose language is not known; their claims tell whether it is the right one."""


class CaptionsFile(Struct, frozen=True):
    """A file that may hold captions of a note's video."""

    path: Path
    language: str | None = None
    """By its name."""
    original: bool = False
    """Whether its name says that speech recognition made it."""
    given: bool = False
    """Whether it lies in the folder of ``--captions``."""
    named_from: Path | None = None
    """The folder of the note whose front matter names it, if it was not found by its name."""


class CaptionsSought(Struct, frozen=True, kw_only=True):
    """What the captions of a note are found by."""

    path: PurePosixPath
    video: str | None
    language: str | None
    names: tuple[str, ...]
    """Files that its front matter names."""


class CaptionsIndex(Struct):
    """All captions, by the videos and notes in their names."""

    by_key: dict[str, list[CaptionsFile]] = field(default_factory=dict)
    given: GivenPaths = NOTHING_GIVEN
    """Where files that front matter names may be, apart from next to the note."""
    folder: GivenPaths = NOTHING_GIVEN
    """The folder of ``--captions``."""
    is_on: bool = False
    """Whether claims are to be checked."""

    def add_folder(self, folder: Path, paths: Iterable[Path]) -> None:
        """Add the files in the folder of ``--captions``."""
        self.folder = GivenPaths([folder])
        self.add(paths, given=True)

    def add(self, paths: Iterable[Path], *, given: bool = False) -> None:
        """Add files. ``given`` says that they are in the folder of ``--captions``."""
        for path in paths:
            name = parse_name(path)
            file = CaptionsFile(path, name.language, name.original, given)
            for key in name.keys:
                self.by_key.setdefault(key, []).append(file)

    def of(self, note: Note) -> list[list[CaptionsFile]]:
        """Return the files that may be captions of a note, best first; the names of one list are equally good."""
        return self.find(sought_by(note))

    def find(self, note: CaptionsSought) -> list[list[CaptionsFile]]:
        """Return the same, given only what it depends on."""
        named = list(islice(_named(note), MOST_NAMED))
        if named:
            return [[file] for file in named]
        if not self.by_key:
            return []
        folder = Path(note.path).parent
        found = [] if note.video is None else list(self.by_key.get(id_key(note.video), ()))
        for file in self.by_key.get(name_key(note.path.stem), ()):
            if file not in found and not _is_of_another(file, folder, note.path.stem):
                found.append(file)
        ranked: dict[tuple[int, str, int], list[CaptionsFile]] = {}
        for file in found:
            place = 0 if file.path.parent == folder else 1 if file.given else 2
            rank = (_language_rank(file.language, note.language), _primary(file.language or ""), place)
            ranked.setdefault(rank, []).append(file)
        return [sorted(ranked[rank], key=lambda file: (file.original, file.path)) for rank in sorted(ranked)]

    def contents(self, file: CaptionsFile) -> bytes:
        """Return the contents of a file.

        Raises:
            OSError: it cannot be read, is too large, or leads out of the given paths.
        """
        if file.given:
            return read_file(self.folder.real(file.path), LARGEST)
        return read_file(self.given.real(file.path, beside=file.named_from or file.path.parent), LARGEST)


def sought_by(note: Note) -> CaptionsSought:
    """What the captions of a note are found by."""
    values = (note.front_matter.get(key) for key in KEYS)
    names = [name for value in values for name in (value if isinstance(value, list) else [value])]
    return CaptionsSought(
        path=note.path,
        video=note.video.id if note.video is not None else None,
        language=note.language,
        names=tuple(name for name in names if isinstance(name, str)),
    )


def _named(note: CaptionsSought) -> Iterator[CaptionsFile]:
    """Yield the captions that the front matter of a note names."""
    folder = Path(note.path).parent
    for name in note.names:
        path = Path(name.strip().removeprefix("[[").removesuffix("]]"))
        if is_captions(path):
            yield CaptionsFile(folder / path, named_from=folder)


def _is_of_another(file: CaptionsFile, folder: Path, stem: str) -> bool:
    """Return whether captions that may belong to a note belong to another one.

    Args:
        file: its name is the note's, perhaps with a language behind it.
        folder: where the note is.
        stem: the note's name.
    """
    there = file.path.parent
    if there != folder and not file.given and _has_note(there, stem):
        return True
    whole = file.path.stem  # "talk.two.srt" belongs to "talk.two.md", and is not "talk" in a language called "two"
    return name_key(whole) != name_key(stem) and (_has_note(there, whole) or _has_note(folder, whole))


def _has_note(folder: Path, stem: str) -> bool:
    return any((folder / f"{stem}{suffix}").exists() for suffix in NOTE_SUFFIXES)


def _language_rank(language: str | None, wanted: str | None) -> int:
    if language is None:
        return 1
    if wanted is not None:
        return 0 if _primary(language) == _primary(wanted) else 3
    return 0 if _primary(language) == DEFAULT_LANGUAGE else 2


def _primary(tag: str) -> str:
    """Return the language of a tag without its region and script: ``en`` of ``en-GB``."""
    return tag.lower().partition("-")[0]
