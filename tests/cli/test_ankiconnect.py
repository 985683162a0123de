"""Pushing to Anki: a stand-in speaks AnkiConnect's protocol over HTTP, and behind it Anki's own backend imports."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportError, Target, UsageError, Vault
from noteport.cli.ankiconnect import AnkiConnect, Pushed
from noteport.cli.app import run
from noteport_anki import AnkiExporter, AnkiOptions

NOTE = """\
---
videoId: dQw4w9WgXcQ
---
Water boils at **100 degrees** at sea level [00:01:05].

Ice melts at **0 degrees** in a glass of water [00:02:10].
"""


class StandIn(ThreadingHTTPServer):
    """Does what AnkiConnect's README says of the actions that a push needs, as its code does."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        super().__init__(("127.0.0.1", 0), _Handler)
        self.collection: Any = Collection(str(folder / "collection.anki2"))
        self.lock = threading.Lock()
        self.key: str | None = None
        self.missing: set[str] = set()
        self.reply: tuple[int, bytes] | None = None
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def answer(self, request: dict[str, Any]) -> Any:
        self.asked.append(request["action"])
        assert request["version"] == 6
        if request.get("key") != self.key:
            raise ValueError("valid api key must be provided")
        if request["action"] in self.missing:
            raise ValueError("unsupported action")
        with self.lock:
            return getattr(self, request["action"])(**request["params"])

    def version(self) -> int:
        return 6

    def findNotes(self, query: str) -> list[int]:  # noqa: N802  # the action's name
        return list(self.collection.find_notes(query))

    def notesModTime(self, notes: list[int]) -> list[dict[str, int]]:  # noqa: N802  # likewise
        return [{"noteId": number, "mod": self.collection.get_note(number).mod} for number in notes]

    def importPackage(self, path: str) -> bool:  # noqa: N802  # likewise
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # AnkiConnect still uses the name that Anki calls old
            from anki.importing import AnkiPackageImporter  # type: ignore[attr-defined]  # Anki makes it when asked
        AnkiPackageImporter(self.collection, path).run()
        return True


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.reply is not None:
            status, answer = self.server.reply
        else:
            status = 200
            try:
                answer = json.dumps({"result": self.server.answer(json.loads(body)), "error": None}).encode()
            except Exception as error:  # noqa: BLE001  # as AnkiConnect does
                answer = json.dumps({"result": None, "error": str(error)}).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[StandIn]:
    server = StandIn(tmp_path)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
    server.collection.close()


@pytest.fixture
def deck(tmp_path: Path) -> Callable[[str], Path]:
    """Export a note over the deck that was exported before."""

    def deck(text: str = NOTE) -> Path:
        note = tmp_path / "vault/heat.md"
        note.parent.mkdir(exist_ok=True)
        note.write_text(text, encoding="utf-8")
        target = Target(tmp_path / "deck.apkg", exporter=AnkiExporter)
        AnkiExporter(AnkiOptions(all=True)).export(Vault([note.parent]), target)
        target.commit()
        return tmp_path / "deck.apkg"

    return deck


def test_a_push_says_what_it_added_and_updated_and_a_second_one_that_it_did_nothing(
    anki: StandIn, deck: Callable[..., Path]
) -> None:
    assert AnkiConnect(anki.url).push(deck()) == Pushed(2, 0, 0)
    assert AnkiConnect(anki.url).push(deck()) == Pushed(0, 0, 2)
    more = NOTE.replace("boils", "starts to boil") + "\nSalt lowers the point at which **roads** freeze [00:03:00].\n"
    assert AnkiConnect(anki.url).push(deck(more)) == Pushed(1, 1, 1)


def test_a_push_keeps_reviews(anki: StandIn, deck: Callable[..., Path]) -> None:
    def history() -> list[Any]:
        return list(anki.collection.db.all("select nid, due, ivl, reps from cards where ivl > 0 order by nid"))

    AnkiConnect(anki.url).push(deck())
    anki.collection.sched.set_due_date(anki.collection.db.list("select id from cards"), "30")
    before = history()
    AnkiConnect(anki.url).push(deck(NOTE.replace("boils", "starts to boil")))
    assert history() == before
    assert len(before) == 2


def test_an_old_ankiconnect_cannot_tell_updates(anki: StandIn, deck: Callable[..., Path]) -> None:
    anki.missing = {"notesModTime"}
    assert AnkiConnect(anki.url).push(deck()) == Pushed(2, None, None)


def test_a_key_is_given_if_there_is_one(anki: StandIn, deck: Callable[..., Path]) -> None:
    anki.key = "secret"
    with pytest.raises(ExportError, match=r"requires a key.*--key"):
        AnkiConnect(anki.url).push(deck())
    with pytest.raises(ExportError, match="rejects this key"):
        AnkiConnect(anki.url, key="wrong").push(deck())
    assert AnkiConnect(anki.url, key="secret").push(deck()).added == 2


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        ((200, b"AnkiConnect v.6"), "not AnkiConnect"),
        ((200, b"[]"), "not AnkiConnect"),
        ((404, b"{}"), "not AnkiConnect"),
        ((302, b"{}"), "not AnkiConnect"),
        ((200, b'{"result": null, "error": "collection is not available"}'), "collection is not available"),
    ],
)
def test_a_strange_answer_is_told(
    anki: StandIn, deck: Callable[..., Path], reply: tuple[int, bytes], complaint: str
) -> None:
    anki.reply = reply
    with pytest.raises(ExportError, match=complaint):
        AnkiConnect(anki.url).push(deck())


def test_an_import_that_anki_refuses_is_told(anki: StandIn, tmp_path: Path) -> None:
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(b"PK, and nothing else")
    with pytest.raises(ExportError, match="Anki reports an error"):
        AnkiConnect(anki.url).push(broken)


@pytest.mark.parametrize("url", ["http://192.168.0.7:8765", "http://anki.example.org", "http://127.0.0.1.example.org"])
def test_another_machine_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match=r"another machine.*--allow-remote"):
        AnkiConnect(url)
    AnkiConnect(url, allow_remote=True)


@pytest.mark.parametrize("url", ["http://localhost:8765", "http://127.0.0.1:8765", "http://[::1]:8765"])
def test_our_own_is_not(url: str) -> None:
    AnkiConnect(url)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "127.0.0.1:8765", "file:///etc/passwd"])
def test_an_address_must_be_one(url: str) -> None:
    with pytest.raises(UsageError, match="is not an HTTP address"):
        AnkiConnect(url)


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_says_what_came_of_it(
    anki: StandIn, deck: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["push", str(deck()), "--url", anki.url]) == 0
    assert capsys.readouterr().err == f"{deck()}: 2 notes added, 0 updated, 0 unchanged\n"


def test_the_command_takes_a_folder_of_packages(
    anki: StandIn, tmp_path: Path, deck: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    deck()
    assert run(["anki", str(tmp_path / "vault"), "-o", str(tmp_path / "decks"), "--split", "video", "-q"]) == 0
    assert run(["push", str(tmp_path / "decks"), "--url", anki.url]) == 0
    assert "dqw4w9wgxcq.apkg: 2 notes added" in capsys.readouterr().err


def test_the_command_takes_the_key_from_the_environment(
    anki: StandIn, deck: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.key = "secret"
    monkeypatch.setenv("NOTEPORT_ANKICONNECT_KEY", "secret")
    assert run(["push", str(deck()), "--url", anki.url]) == 0


def test_the_command_says_what_to_do_when_nothing_answers(
    deck: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    with socket.socket() as silent:  # keeps the port from others, and does not listen
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert run(["push", str(deck()), "--url", url]) == 5
    said = capsys.readouterr().err
    assert f"Nothing answers at {url}." in said
    assert "2055492159" in said
    assert "File › Import" in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [([], "No deck was named"), (["none.apkg"], "no such file"), (["."], "contains no Anki packages")],
)
def test_the_command_needs_a_deck(
    arguments: list[str],
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["push", *arguments]) == 2
    assert complaint in capsys.readouterr().err
