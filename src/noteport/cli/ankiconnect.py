"""Sends packages to a running Anki through its add-on AnkiConnect, as JSON over HTTP on the local machine.

The protocol is described in AnkiConnect's README, version 6: one POST per action, ``{"action", "version", "params",
"key"}``, answered by ``{"result", "error"}``. Any program may listen at that address, so every answer is checked.
"""

from __future__ import annotations

import ipaddress
import time
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from msgspec import Raw, Struct, json

from noteport.cli.bounded_http import BadAnswer, post
from noteport.errors import ExportError, UsageError
from noteport.vault.safe_read import open_file

DEFAULT_URL = "http://127.0.0.1:8765"
"""The default address of AnkiConnect."""

_VERSION = 6
_OUR_NOTES = "note:noteport*"
"""Finds the notes of noteport's two note types."""
_PATIENCE = 10.0
"""Timeout in seconds for a simple request."""
_LONG_PATIENCE = 1800.0
"""Timeout in seconds for an import."""
_ALL_PATIENCE = 3600.0
"""Timeout in seconds for a whole push."""
_LONGEST_SHOWN = 300
"""Characters of an error from Anki that are shown."""
_AT_ONCE = 2000
"""Notes per request: AnkiConnect reads one kilobyte every 25 ms."""
_HOW_TO = (
    "Start Anki with the add-on AnkiConnect (Tools › Add-ons › Get Add-ons, code 2055492159), then push again."
    " Or import the deck by hand: File › Import."
)


class Pushed(Struct, frozen=True):
    """What a push changed in Anki."""

    added: int
    updated: int | None
    """None if this version of AnkiConnect cannot tell."""
    untouched: int | None
    """Notes from noteport that Anki already had and did not change; None as above."""


class _Answer(Struct):
    """What AnkiConnect answers to every request."""

    result: Raw
    error: str | None


class _Change(Struct):
    """When a note last changed; empty for a note that no longer exists."""

    noteId: int | None = None  # noqa: N815  # AnkiConnect's name
    mod: int | None = None


T = TypeVar("T")


class AnkiConnect:
    """A running Anki.

    Args:
        url: the address of AnkiConnect.
        key: the key from its configuration, if it requires one.
        allow_remote: whether the address may be on another machine.

    Raises:
        UsageError: the address is not an HTTP address, or is on another machine.
    """

    def __init__(self, url: str = DEFAULT_URL, *, key: str | None = None, allow_remote: bool = False) -> None:
        parts = _split(url)
        if parts is None or not parts.hostname:
            raise UsageError(f"{url} is not an HTTP address.", f"Use an address such as {DEFAULT_URL}.")
        if not allow_remote and not _is_own_machine(parts.hostname):
            raise UsageError(
                f"{parts.hostname} is another machine.",
                "Add --allow-remote to send it the path of the deck and the key.",
            )
        self.url = url
        self._parts = parts
        self._key = key
        self._until = 0.0

    def push(self, package: Path) -> Pushed:
        """Have Anki import a package, and return what changed.

        Raises:
            UsageError: there is no such package.
            ExportError: nothing answers, or Anki refuses the package; the hint says what to do.
        """
        _check_package(package)
        self._until = time.monotonic() + _ALL_PATIENCE
        self._call("version", int)
        before = self._changes()
        path = str(package.resolve())
        if not self._call("importPackage", bool, patience=_LONG_PATIENCE, path=path):
            raise ExportError("Anki has no collection open.", "Open your profile in Anki, then push again.")
        after = self._changes()
        added = after.keys() - before.keys()
        if None in after.values():
            return Pushed(len(added), None, None)
        updated = sum(after[number] != before[number] for number in after.keys() & before.keys())
        return Pushed(len(added), updated, len(after) - len(added) - updated)

    def _changes(self) -> dict[int, int | None]:
        """When each note from noteport last changed, by its number; None for each if AnkiConnect cannot tell."""
        numbers = self._call("findNotes", list[int], query=_OUR_NOTES)
        changes: dict[int, int | None] = dict.fromkeys(numbers)
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            try:
                found = self._call("notesModTime", list[_Change], notes=some)
            except _UnsupportedAction:  # versions before 2024
                return dict.fromkeys(numbers)
            changes.update({each.noteId: each.mod for each in found if each.noteId in changes})
        return changes

    def _call(self, action: str, kind: type[T], *, patience: float = _PATIENCE, **params: object) -> T:
        """Return the result of an action, which has to be of a kind."""
        request: dict[str, object] = {"action": action, "version": _VERSION, "params": params}
        if self._key is not None:
            request["key"] = self._key
        answer = self._post(json.encode(request), patience)
        try:
            decoded = json.decode(answer, type=_Answer)
            if decoded.error is None:
                return json.decode(decoded.result, type=kind)
        except (ValueError, RecursionError) as error:
            raise self._stranger() from error
        raise self._failure(action, " ".join(decoded.error.split())[:_LONGEST_SHOWN])

    def _failure(self, action: str, error: str) -> ExportError:
        """What to raise for an error that AnkiConnect reports."""
        if "unsupported action" in error.lower():
            return _UnsupportedAction(f"This version of AnkiConnect does not support {action}.", "Update the add-on.")
        if "api key" in error:
            refused = "requires a key" if self._key is None else "rejects this key"
            return ExportError(f"AnkiConnect {refused}.", "Use the key from its configuration: --key KEY")
        hint = "Close all dialogs in Anki and push again, or use File › Import."
        return ExportError(f"Anki reports an error: {error}", hint)

    def _post(self, body: bytes, patience: float) -> bytes:
        left = self._until - time.monotonic()
        try:
            return post(self._parts, body, patience=max(min(patience, left), 0), transfer=_PATIENCE)
        except TimeoutError as error:
            hint = "Close any open dialog in Anki, then push again."
            raise ExportError(f"Anki does not answer at {self.url}.", hint) from error
        except BadAnswer as error:
            raise self._stranger() from error
        except (OSError, ValueError) as error:  # ValueError: a host name that cannot be one
            raise ExportError(f"Nothing answers at {self.url}.", _HOW_TO) from error

    def _stranger(self) -> ExportError:
        return ExportError(f"The program at {self.url} is not AnkiConnect.", _HOW_TO)


class _UnsupportedAction(ExportError):
    """This version of AnkiConnect does not support the action."""


def _check_package(package: Path) -> None:
    try:
        with open_file(package) as file:
            is_zip = file.read(2) == b"PK"
    except FileNotFoundError as error:
        raise UsageError(f"{package}: no such file.", "For example: noteport push deck.apkg") from error
    except OSError as error:
        raise UsageError(f"{package} cannot be read: {error.strerror}.", "Check the path.") from error
    if not is_zip:
        raise UsageError(f"{package} is not an Anki package.", "Create one with noteport anki.")


def _split(url: str) -> SplitResult | None:
    """Return the parts of an HTTP address, or None if it is not one."""
    try:
        parts = urlsplit(url)
        is_http = parts.scheme in ("http", "https") and parts.port != 0  # reading the port checks it
    except ValueError:
        return None
    return parts if is_http else None


def _is_own_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
