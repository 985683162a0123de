"""The command that sends decks to a running Anki."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from noteport.cli.ankiconnect import AnkiConnect, Pushed
from noteport.cli.reporting import counted
from noteport.cli.say import say
from noteport.errors import UsageError

KEY = "NOTEPORT_ANKICONNECT_KEY"
"""Environment variable with the key, because other users can see a command line."""


def run_push(values: Mapping[str, Any]) -> int:
    """Push every package, and print the result of each."""
    if not values["decks"]:
        raise UsageError("No deck was named.", "For example: noteport push deck.apkg")
    key = values["key"] or os.environ.get(KEY)
    anki = AnkiConnect(values["url"], key=key, allow_remote=values["allow_remote"])
    for package in list(_packages(values["decks"])):
        say(f"{package}: {_told(anki.push(package))}")
    return 0


def _packages(decks: Iterable[Path]) -> Iterator[Path]:
    """The packages: a folder stands for all the packages in it, as ``--split`` makes them."""
    for deck in decks:
        if not deck.is_dir():
            yield deck
            continue
        inside = sorted(deck.glob("*.apkg"))
        if not inside:
            raise UsageError(f"{deck} contains no Anki packages.", "Create them with noteport anki.")
        yield from inside


def _told(pushed: Pushed) -> str:
    added = f"{counted(pushed.added, 'notes')} added"
    if pushed.updated is None:
        return f"{added}; this version of AnkiConnect cannot report updates"
    return f"{added}, {pushed.updated:,} updated, {pushed.untouched:,} unchanged"
