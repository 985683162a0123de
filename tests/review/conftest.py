"""A desk for a few notes, and requests as a browser sends them."""

from __future__ import annotations

import ctypes
import io
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from socket import create_connection
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from noteport.api import Vault
from noteport.decisions import apply_decisions
from noteport.review.app import ReviewApp
from noteport.review.desk import Desk
from noteport.vault.cache import NoteCache
from noteport_cards import CardsExporter

HOST = "127.0.0.1:8080"
BREAD = """---
title: Why dough rises
videoId: dQw4w9WgXcQ
---

The web of proteins that holds the gas inside a dough is called **gluten** [00:01:05].

A cold dough ferments for *eighteen hours* in the fridge of the bakery [00:02:10].

Yeast turns sugar into **carbon dioxide** [00:03:00].
"""
WEB, COLD, GAS = "bread/rise@65.1", "bread/rise@130.1", "bread/rise@180.1"


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Room:
    """The notes, the decisions file and the application."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.file = folder / "noteport-cards.jsonl"
        (self.notes / "bread").mkdir(parents=True)
        (self.notes / "bread" / "rise.md").write_text(BREAD, encoding="utf-8")
        self.open()

    def open(self, cache: NoteCache | None = None) -> None:
        """Start anew, as after a restart."""
        vault = Vault([self.notes], cache=cache)
        self.texts = {claim.id: claim.text for note in vault for claim in note.claims()}
        self.desk = Desk(vault, CardsExporter(), self.file, by="ana")
        self.app = ReviewApp(self.desk)
        self.app.host = HOST

    def ask(
        self, method: str, path: str, body: bytes = b"", environ: Mapping[str, str] = MappingProxyType({})
    ) -> Response:
        """Send a request to a path below the secret."""
        sent: list[Any] = []
        environment = {
            "REQUEST_METHOD": method,
            "PATH_INFO": f"/{self.app.secret}/{path}",
            "HTTP_HOST": HOST,
            "CONTENT_TYPE": "application/json",
            "wsgi.input": io.BytesIO(body),
            **environ,
        }
        parts = self.app(environment, lambda *answer: sent.append(answer))
        whole = b"".join(parts)
        status, headers = sent[0]
        return Response(int(status.split()[0]), dict(headers), whole)

    def decide(self, claim: str, decision: dict[str, Any] | None) -> Response:
        """Send a decision, as a page does that was opened at the start."""
        made = decision and {"claim": claim, "text": self.texts.get(claim, "No claim.")} | decision
        return self.ask(
            "POST", "decisions", json.dumps({"note": "bread/rise", "claim": claim, "decision": made}).encode()
        )

    def lines(self) -> list[dict[str, Any]]:
        """The decisions in the file, without the words of their claims."""
        text = self.file.read_text(encoding="utf-8")
        return [{k: v for k, v in json.loads(line).items() if k not in ("text", "term")} for line in text.splitlines()]

    def decided(self) -> dict[str, str]:
        """What an export would find: the decision about each claim."""
        vault = Vault([self.notes])
        apply_decisions(vault, self.file)
        claims = [claim for note in vault for claim in note.claims()]
        return {claim.id: claim.decision.decision for claim in claims if claim.decision}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.fixture
def served(room: Room, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Serve the desk for real until the end of the test, with a cache that has the notes; returns its address."""
    from noteport.review.server import listening

    with NoteCache(tmp_path / "cache") as earlier:
        list(Vault([room.notes], cache=earlier))
    with NoteCache(tmp_path / "cache") as cache:
        room.open(cache)
        with listening(room.app, 0) as (address, serve):
            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            yield lambda: address
            press_ctrl_c(thread, address)


def press_ctrl_c(thread: threading.Thread, address: str) -> None:
    """End a server as its user does: it must have ended before its port is closed under it."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(KeyboardInterrupt))
    place = urlsplit(address)
    # A thread notices the exception when it next runs, thus when there is something to answer.
    create_connection((place.hostname or "", place.port or 0)).close()
    thread.join()
