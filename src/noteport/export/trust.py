"""What a configuration file may set, by where it is found.

Notes may come from a stranger, and a configuration file with them. A file inside the given paths, or in the working
directory when the given paths are below it, may therefore choose how things look, but it may not switch off a guard or
name a file outside the given paths. Only the user's own configuration can: a file that is found anywhere else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from noteport.markup.style_sheets import only_styles
from noteport.plugins.fields import Field
from noteport.plugins.options import Trust
from noteport.vault.safe_read import MEGABYTE, GivenPaths, is_regular, read_file


class Position(Enum):
    """Where a configuration file is found."""

    OWN = "where the user keeps their own"
    AROUND = "in the working directory, with the given paths below it"
    INSIDE = "inside the given paths"


def position_of(file: Path, paths: Sequence[Path], working: Path) -> Position:
    """Return the position of a configuration file.

    Args:
        file: the configuration file.
        paths: the given paths of notes.
        working: the working directory.
    """
    folder = _real(file.parent)
    given = [_real(path) for path in paths]
    if any(folder.is_relative_to(path) for path in given):
        return Position.INSIDE
    is_above_notes = any(path.is_relative_to(folder) for path in given)
    return Position.AROUND if is_above_notes and folder not in _real(working).parents else Position.OWN


def leads_out(file: Path, paths: Sequence[Path], working: Path) -> bool:
    """Return whether a configuration file is a link that leads out of the given paths, as strangers can make one."""
    if position_of(file, paths, working) is Position.OWN:
        return False
    return _real(file).parent != _real(file.parent) and not GivenPaths(paths).hold(file)


def refusal(field: Field, value: Any, position: Position, given: GivenPaths) -> str | None:
    """Return why a configuration file may not set an option to a value, or None if it may.

    Args:
        field: the option.
        value: its value; a path starts from the working directory.
        position: where the configuration file is found.
        given: the given paths of notes.
    """
    if position is Position.OWN:
        return None
    match _trust(field, position):
        case "anyone":
            return None
        case "file":
            return _refused_file(value, given)
        case "style":
            return _refused_file(value, given) or _refused_style(value)
    return f"a configuration file that may come with the notes cannot set it; use --{field.key}"


def _trust(field: Field, position: Position) -> Trust:
    """Whom the declaration of an option trusts with it. If it does not say, the user; and who stands further off."""
    if field.trust is not None:
        return field.trust
    if position is Position.INSIDE:
        return "user"
    return "file" if field.kind is Path else "anyone"


def _refused_file(file: Path, given: GivenPaths) -> str | None:
    if not given.hold(file):
        return "the file is outside the given paths"
    if file.exists() and not file.is_dir() and not is_regular(file):
        return "it is not a regular file"
    return None


def _refused_style(file: Path) -> str | None:
    try:
        sheet = read_file(file, MEGABYTE).decode()
    except (OSError, UnicodeDecodeError):
        return "the style sheet cannot be read"
    return None if only_styles(sheet) else "the style sheet loads something, or does more than style"


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
