"""The configuration file: where it is found, what is in it, and on which line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from noteport.errors import UsageError
from noteport.export.trust import leads_out
from noteport.model.patterns import pattern
from noteport.vault.safe_read import MEGABYTE, is_regular, read_file

FILE = "noteport.toml"
_LARGEST = MEGABYTE
_HEADER = pattern(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = pattern(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


@dataclass(frozen=True, kw_only=True)
class ConfigFile:
    """A configuration file after reading."""

    path: Path
    root: tuple[str, ...]
    """The path of noteport's table: empty in ``noteport.toml``, ``tool.noteport`` in ``pyproject.toml``."""
    text: str
    values: Mapping[str, Any]
    """The contents of that table."""
    leads_out: bool = False
    """Whether it was not read, because it is a link that leads out of the given paths."""

    def origin(self, *keys: str) -> str:
        """Return the file and line of a key or table, as in ``noteport.toml:3``."""
        return f"{self.path}:{line_of(self.text, (*self.root, *keys))}"


def find_config(start: Path, paths: Sequence[Path] = ()) -> ConfigFile | None:
    """Return the configuration that applies to a folder, or None if there is none.

    Args:
        start: the working directory.
        paths: the given paths of notes.

    Raises:
        UsageError: the file cannot be read or is not valid TOML.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if is_regular(own := folder / FILE):
            if leads_out(own, paths, start):
                return ConfigFile(path=own, root=(), text="", values={}, leads_out=True)
            text = _read(own)
            return ConfigFile(path=own, root=(), text=text, values=_toml(own, text))
        project = folder / "pyproject.toml"
        if leads_out(project, paths, start):
            continue
        text = ""
        with suppress(OSError, UnicodeDecodeError):  # a broken file without a table for noteport does not concern us
            text = read_file(project, _LARGEST).decode("utf-8-sig")
        if "tool.noteport" in text:
            values = _toml(project, text).get("tool", {}).get("noteport")
            if isinstance(values, dict):
                return ConfigFile(path=project, root=("tool", "noteport"), text=text, values=values)
    return None


def _read(path: Path) -> str:
    try:
        return read_file(path, _LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: cannot be read: it is not UTF-8.") from error


def _toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  # loaded only if there is a configuration file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The line number is only in the message: "Expected '=' after a key (at line 3, column 5)".
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise UsageError(f"{path}:{line}: not valid TOML: {str(error).partition(' (at ')[0]}.") from error
    except RecursionError as error:
        raise UsageError(f"{path}: nested too deeply.") from error


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line, counted from 1, on which a key or table is set; 1 if it cannot be found.

    ``tomllib`` does not keep line numbers. This looks at headers and keys line by line, which is good enough for a
    message.
    """
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            at = table
        elif key := _KEY.match(line):
            at = (*table, *_parts(key[1]))
        else:
            continue
        if at == keys:
            return number
        if at and at == keys[: len(at)]:  # an inline table, or the header above a key in an unusual notation
            best = number
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
