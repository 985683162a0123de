"""What is there already: the files of an earlier export, and files that the user names."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from noteport.errors import TargetError, UsageError
from noteport.export.folder_list import NAME
from noteport.export.ownership import Ownership
from noteport.vault.safe_read import is_regular, open_file, read_file


def own_files(target: Path, ownership: Ownership) -> Iterator[Path]:
    """Yield the existing file at a target, or the files that are listed in the folder there."""
    own = ownership.list_of(target)
    files = [target] if own is None else [target / name for name in sorted(own.files)]
    yield from filter(is_regular, files)


def own_files_beside(
    target: Path, ownership: Ownership, is_named: Callable[[str], bool], without: Container[str]
) -> tuple[str, ...]:
    """Return the names of files next to a target that the exporter wrote.

    Args:
        target: the file or folder.
        ownership: recognises them.
        is_named: whether the exporter would give them such a name.
        without: names of files that are not asked for.
    """
    names = sorted(file.name for file in target.parent.iterdir() if is_named(file.name) and file.is_file())
    return tuple(name for name in names if name not in without and _wrote(target.with_name(name), ownership))


def _wrote(file: Path, ownership: Ownership) -> bool:
    try:
        return ownership.wrote(file)
    except TargetError:  # it cannot be read, so there is nothing to report
        return False


def named_files(place: Path) -> list[Path]:
    """Return a file that the user names, or the files in a folder, without its list.

    Raises:
        UsageError: there is none.
    """
    if not place.exists():
        raise UsageError(f"{place}: no such file or folder.", "Check the path.")
    if not place.is_dir():
        return [place]
    return [file for file in sorted(place.iterdir()) if is_regular(file) and file.name != NAME]


def opened(path: Path) -> BinaryIO:
    """Open a file. Raises UsageError if it cannot be read."""
    with _reading(path):
        return open_file(path)


def contents_of(path: Path, most: int) -> bytes:
    """Return the contents of a file of at most so many bytes. Raises UsageError if it cannot be read or is larger."""
    with _reading(path):
        return read_file(path, most)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
