"""The files of a vault: which are notes, and what they say."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from noteport.errors import UsageError
from noteport.limits import Limits
from noteport.model import Problem

NOTE_SUFFIXES = (".md", ".markdown")
TEXT_SUFFIX = ".txt"
"""A note only if it has front matter."""
SKIPPED_FOLDERS = frozenset({"logseq/bak", "logseq/.recycle", "node_modules"})
"""Folders that tools fill with copies; hidden ones are skipped too."""

_MB = 1024 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file that may be a note."""

    path: Path
    """To open it."""
    shown: PurePosixPath
    """As the user gave it, for places and messages."""
    most: int = Limits().note_size * _MB
    """Bytes; more are not read."""


def find_files(paths: Sequence[Path], exclude: Sequence[str] = (), limits: Limits = Limits()) -> list[NoteFile]:
    """The files under the given paths, each once, in an order that no file system decides.

    Args:
        paths: files and folders; a file that is named is a note whatever its suffix.
        exclude: glob patterns; a file is left out if one matches its path below the given folder, or a part of it.
        limits: how large a file may be to be read.

    Raises:
        UsageError: a path does not exist.
    """
    found: dict[Path, NoteFile] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder.", "Check the path.")
        files = _walk(path, exclude) if path.is_dir() else [path]
        for file in files:
            # One path meets each file once; only several can overlap.
            key = Path(os.path.realpath(file)) if len(paths) > 1 else file
            found.setdefault(key, NoteFile(file, PurePosixPath(_shown(file)), limits.note_size * _MB))
    return sorted(found.values(), key=lambda file: file.shown.parts)


def _shown(path: Path) -> str:
    # A name that is not UTF-8 reaches Python with lone surrogates, which nothing can print.
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def _walk(root: Path, exclude: Sequence[str]) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_skipped(here / name, root, exclude))
        for name in sorted(files):
            path = here / name
            if path.suffix.lower() in (*NOTE_SUFFIXES, TEXT_SUFFIX) and not _is_skipped(path, root, exclude):
                yield path


def _is_skipped(path: Path, root: Path, exclude: Sequence[str]) -> bool:
    below = path.relative_to(root).as_posix()
    if path.name.startswith(".") or any(below == name or below.endswith(f"/{name}") for name in SKIPPED_FOLDERS):
        return True
    return any(fnmatch(below, pattern) or fnmatch(path.name, pattern) for pattern in exclude)


def read_text(file: NoteFile) -> tuple[str | None, tuple[Problem, ...]]:
    """A file's text, whatever its encoding, or None with the problem that says why there is none."""
    try:
        if not stat.S_ISREG(file.path.stat().st_mode):  # a pipe would keep us waiting
            return None, (_problem("file-unreadable", file, "This is no ordinary file; it is left out."),)
        with file.path.open("rb") as stream:
            data = stream.read(file.most + 1)
    except OSError as error:
        return None, (_problem("file-unreadable", file, f"{error.strerror or error}; the file is left out."),)
    if len(data) > file.most:
        message = f"Larger than {file.most // _MB} MB; the file is left out. --max-note-size MB reads it."
        return None, (_problem("file-unreadable", file, message),)
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data[:4096] and data.count(b"\0") > len(data) // 100:
        return None, (_problem("file-binary", file, "This is not text; the file is left out."),)
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"Not {encoding.upper()}; bytes that cannot be read are shown as \ufffd."
        return data.decode(encoding, "replace"), (_problem("file-encoding", file, message, line),)


def _problem(code: str, file: NoteFile, message: str, line: int = 0) -> Problem:
    return Problem(code=code, path=file.shown, line=line, message=message)
