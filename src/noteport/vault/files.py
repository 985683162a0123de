"""The files of a vault: which of them are notes, which are captions, and their text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from noteport.captions.names import SUFFIXES as CAPTION_SUFFIXES
from noteport.captions.names import is_captions
from noteport.errors import UsageError
from noteport.model.limits import Limits
from noteport.model.problems import Problem, ProblemCode
from noteport.vault.safe_read import MAX_SIZE, MEGABYTE, GivenPaths, TooLarge, read_file

NOTE_SUFFIXES = (".md", ".markdown")
INFO_SUFFIX = ".info.json"
"""Of what yt-dlp writes about a video."""
TEXT_SUFFIX = ".txt"
"""A note only if it has front matter."""
SKIPPED_FOLDERS = frozenset({"logseq/bak", "logseq/.recycle", "node_modules"})
"""Folders that tools fill with copies; hidden folders are skipped as well."""

_READ_SUFFIXES = frozenset({*NOTE_SUFFIXES, TEXT_SUFFIX, *CAPTION_SUFFIXES})
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class NoteFile(Struct, frozen=True):
    """A file that may be a note."""

    path: Path
    """The path for opening it."""
    shown: PurePosixPath
    """The path as the user gave it, for places and messages."""
    most: int = MAX_SIZE
    """Maximum size in bytes; a larger file is not read."""
    refusal: Problem | None = None
    """Why it is not read: a link that leads out of the vault, or a folder that cannot be listed."""


class FoundFiles(Struct, frozen=True):
    """The files of a vault, in an order that does not depend on the file system."""

    notes: list[NoteFile]
    """Files that may be notes, each once."""
    captions: list[Path]
    """Captions, by their names; for a note that is named itself, those next to it."""
    infos: list[Path]
    """What a download tool wrote about videos."""


def find_files(paths: Sequence[Path], exclude: Sequence[str] = (), limits: Limits = Limits()) -> FoundFiles:
    """Return the files under the given paths.

    Linked folders are not followed: inside the given paths they are found anyway, and outside they are not part of the
    vault. A link that leads outside is among the notes, with the reason why it is not read.

    Args:
        paths: files and folders; a named file is a note whatever its extension.
        exclude: glob patterns; a file is skipped if one matches its path below the given folder, or a part of that
            path.
        limits: the maximum size of a file.

    Raises:
        UsageError: a path does not exist.
    """
    found: dict[Path, NoteFile] = {}
    captions: set[Path] = set()
    infos: set[Path] = set()
    given = GivenPaths(paths)
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder.", "Check the path.")
        is_folder = path.is_dir()
        for file in _walk(path, given, exclude) if is_folder else [_file(path)]:
            if is_folder and file.refusal is None and is_captions(file.path):
                captions.add(file.path)
                continue
            if is_folder and _is_info(file.path):
                infos.add(file.path)
                continue
            # One path yields each file once; only several paths can overlap.
            key = Path(os.path.realpath(file.path)) if len(paths) > 1 else file.path
            found.setdefault(key, replace(file, most=limits.note_size * MEGABYTE))
    for folder in {path.parent for path in paths if path.is_file()}:
        captions.update(_captions_in(folder))
    return FoundFiles(sorted(found.values(), key=lambda file: file.shown.parts), sorted(captions), sorted(infos))


def find_captions(folder: Path) -> list[Path]:
    """The captions in a folder and in the folders below it, and links to such files that lead out of it."""
    return sorted(file.path for file in _walk(folder, GivenPaths([folder]), ()) if is_captions(file.path))


def shown_path(path: Path) -> PurePosixPath:
    """Return a path for messages. A name that is not UTF-8 has lone surrogates in Python, which cannot be printed."""
    return PurePosixPath(os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/"))


def below(given: Iterable[PurePosixPath], path: PurePosixPath) -> PurePosixPath:
    """Return the path of a note relative to the given path that holds it, so that it names no folder of the user."""
    for one in given:
        if path.is_relative_to(one):
            relative = path.relative_to(one)
            return relative if relative.name else PurePosixPath(path.name)
    return PurePosixPath(path.name)


def outside(link: Path) -> Problem:
    """The message for a link that leads out of the given paths."""
    message = "This link leads out of the given paths; name its target as well."
    return Problem(code=ProblemCode.FILE_OUTSIDE, path=shown_path(link), line=0, message=message)


def _is_info(path: Path) -> bool:
    return path.name.endswith(INFO_SUFFIX)


def _captions_in(folder: Path) -> Iterator[Path]:
    """The captions that stand in a folder itself."""
    try:
        with os.scandir(folder) as entries:
            yield from (folder / entry.name for entry in entries if is_captions(PurePosixPath(entry.name)))
    except OSError:
        return  # the note in it was named; what else is there cannot be told


def _file(path: Path) -> NoteFile:
    return NoteFile(path, shown_path(path))


def _walk(root: Path, given: GivenPaths, exclude: Sequence[str]) -> Iterator[NoteFile]:
    waiting = [root]
    while waiting:  # no recursion, because an archive may contain a thousand nested folders
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = [entry for entry in entries if not _is_skipped(folder / entry.name, root, exclude)]
        except OSError as error:
            file = _file(folder)
            message = f"{error.strerror or error}; the folder was skipped."
            yield replace(file, refusal=_problem(ProblemCode.FILE_UNREADABLE, file, message))
            continue
        for entry in inside:
            path = folder / entry.name
            is_ours = path.suffix.lower() in _READ_SUFFIXES or _is_info(path)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif entry.is_symlink():
                yield from _linked(path, given, is_ours=is_ours)
            elif is_ours:
                yield _file(path)


def _linked(path: Path, given: GivenPaths, *, is_ours: bool) -> Iterator[NoteFile]:
    """Return what a link leads to: a note or captions, nothing, or a file that is not read, with the reason."""
    try:
        is_folder = path.is_dir()
    except OSError:  # it cannot be accessed
        is_folder = False
    if not given.hold(path):
        if is_ours or is_folder:
            yield replace(_file(path), refusal=outside(path))
    elif is_ours and not is_folder:
        yield _file(path)


def _is_skipped(path: Path, root: Path, exclude: Sequence[str]) -> bool:
    below = path.relative_to(root).as_posix()
    if path.name.startswith(".") or any(below == name or below.endswith(f"/{name}") for name in SKIPPED_FOLDERS):
        return True
    return any(fnmatch(below, pattern) or fnmatch(path.name, pattern) for pattern in exclude)


def read_text(file: NoteFile) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file, whatever its encoding, or None with the problem that says why there is none."""
    data, problems = read_bytes(file)
    return (None, problems) if data is None else decode_text(data, file)


def read_bytes(file: NoteFile) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Return the bytes of a file, or None with the problem that says why it cannot be read."""
    if file.refusal is not None:
        return None, (file.refusal,)
    try:
        return read_file(file.path, file.most), ()
    except TooLarge:
        message = f"Larger than {file.most // MEGABYTE} MB; the file was skipped. Raise the limit with --max-note-size."
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{reason[:1].upper()}{reason[1:]}; the file was skipped."
    return None, (_problem(ProblemCode.FILE_UNREADABLE, file, message),)


def decode_text(data: bytes, file: NoteFile) -> tuple[str | None, tuple[Problem, ...]]:
    """Decode the bytes of a file, whatever their encoding; None with a problem if they are not text."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4096] and data.count(b"\0") > len(data) // 100:
        return None, (_problem(ProblemCode.FILE_BINARY, file, "This is not a text file; it was skipped."),)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode(encoding, "replace")
        windows = _as_windows(data, text) if encoding == "utf-8" else None
        how = "bytes that cannot be read are shown as \ufffd" if windows is None else "it was read as Windows-1252"
        message = f"Not {encoding.upper()}; {how}. Save the note as UTF-8."
        return windows or text, (_problem(ProblemCode.FILE_ENCODING, file, message, line),)


def _as_windows(data: bytes, text: str) -> str | None:
    """Return what an old editor on Windows wrote; None if some of it is UTF-8, as in a damaged file.

    ``text`` is the same read as UTF-8, with U+FFFD for what cannot be read.
    """
    if not text.replace("\ufffd", "").isascii():
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _problem(code: ProblemCode, file: NoteFile, message: str, line: int = 0) -> Problem:
    return Problem(code=code, path=file.shown, line=line, message=message)
