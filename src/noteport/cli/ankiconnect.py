"""Sends packages to a running Anki through its add-on AnkiConnect, as JSON over HTTP on the local machine.

The protocol is described in AnkiConnect's README, version 6: one POST per action, ``{"action", "version", "params",
"key"}``, answered by ``{"result", "error"}``.
"""

from __future__ import annotations

import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from noteport.errors import ExportError, UsageError

DEFAULT_URL = "http://127.0.0.1:8765"
"""The default address of AnkiConnect."""

_VERSION = 6
_OUR_NOTES = "note:noteport*"
"""Finds the notes of noteport's two note types."""
_PATIENCE = 10.0
"""Timeout in seconds for a simple request."""
_LONG_PATIENCE = 1800.0
"""Timeout in seconds for an import."""
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
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{url} is not an HTTP address.", f"Use an address such as {DEFAULT_URL}.")
        if not allow_remote and not _is_own_machine(parts.hostname):
            raise UsageError(
                f"{parts.hostname} is another machine.",
                "Add --allow-remote to send it the path of the deck and the key.",
            )
        self.url = url
        self._key = key
        # No proxy is used, and no redirect is followed, because it would send the key to another address.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())

    def push(self, package: Path) -> Pushed:
        """Have Anki import a package, and return what changed.

        Raises:
            UsageError: there is no such package.
            ExportError: nothing answers, or Anki refuses the package; the hint says what to do.
        """
        if not package.is_file():
            raise UsageError(f"{package}: no such file.", "For example: noteport push deck.apkg")
        with package.open("rb") as file:
            if file.read(2) != b"PK":
                raise UsageError(f"{package} is not an Anki package.", "Create one with noteport anki.")
        self._call("version")
        before = self._changes()
        if self._call("importPackage", patience=_LONG_PATIENCE, path=str(package.resolve())) is not True:
            raise ExportError("Anki has no collection open.", "Open your profile in Anki, then push again.")
        after = self._changes()
        added = after.keys() - before.keys()
        if None in after.values():
            return Pushed(len(added), None, None)
        updated = sum(after[number] != before[number] for number in after.keys() & before.keys())
        return Pushed(len(added), updated, len(after) - len(added) - updated)

    def _changes(self) -> dict[int, int | None]:
        """When each note from noteport last changed, by its number; None for each if AnkiConnect cannot tell."""
        numbers: list[int] = self._call("findNotes", query=_OUR_NOTES)
        changes: dict[int, int | None] = dict.fromkeys(numbers)
        for start in range(0, len(numbers), _AT_ONCE):
            try:
                found: Iterable[dict[str, int]] = self._call("notesModTime", notes=numbers[start : start + _AT_ONCE])
            except _UnsupportedAction:  # versions before 2024
                return dict.fromkeys(numbers)
            changes.update((each["noteId"], each["mod"]) for each in found if each)
        return changes

    def _call(self, action: str, *, patience: float = _PATIENCE, **params: object) -> Any:
        request: dict[str, object] = {"action": action, "version": _VERSION, "params": params}
        if self._key is not None:
            request["key"] = self._key
        answer = self._post(json.dumps(request).encode(), patience)
        error = answer.get("error")
        if error is None:
            return answer.get("result")
        if "unsupported action" in str(error).lower():
            raise _UnsupportedAction(f"This version of AnkiConnect does not support {action}.", "Update the add-on.")
        if "api key" in str(error):
            refused = "requires a key" if self._key is None else "rejects this key"
            raise ExportError(f"AnkiConnect {refused}.", "Use the key from its configuration: --key KEY")
        raise ExportError(
            f"Anki reports an error: {error}", "Close all dialogs in Anki and push again, or use File › Import."
        )

    def _post(self, body: bytes, patience: float) -> dict[str, Any]:
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})  # noqa: S310  # http only
        try:
            with self._opener.open(request, timeout=patience) as response:
                answer = json.load(response)
        except TimeoutError as error:
            raise ExportError(
                f"Anki does not answer at {self.url}.", "Close any open dialog in Anki, then push again."
            ) from error
        except urllib.error.HTTPError as error:
            raise ExportError(f"The program at {self.url} is not AnkiConnect.", _HOW_TO) from error
        except (OSError, HTTPException) as error:
            raise ExportError(f"Nothing answers at {self.url}.", _HOW_TO) from error
        except ValueError as error:
            raise ExportError(f"The program at {self.url} is not AnkiConnect.", _HOW_TO) from error
        if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
            raise ExportError(f"The program at {self.url} is not AnkiConnect.", _HOW_TO)
        return answer


class _UnsupportedAction(ExportError):
    """This version of AnkiConnect does not support the action."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        """Do not follow the redirect."""


def _is_own_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
