"""Programs that listen where AnkiConnect does: whatever one answers, a push ends, with one line that says why."""

from __future__ import annotations

import json
import os
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import product, repeat
from pathlib import Path
from typing import Any

import pytest

from noteport.cli import ankiconnect, bounded_http
from noteport.cli.ankiconnect import AnkiConnect
from noteport.cli.app import run
from noteport.errors import ExportError, UsageError

HONEST: dict[str, Any] = {
    "version": 6,
    "findNotes": [1, 2],
    "notesModTime": [{"noteId": 1, "mod": 1}, {"noteId": 2, "mod": 2}],
    "importPackage": True,
}
OK = b"HTTP/1.1 200 OK\r\n"

Reply = Callable[[str], Iterator[bytes]]


class Handler(socketserver.StreamRequestHandler):
    """Reads a request as HTTP, and sends whatever the reply is made of for as long as somebody listens."""

    def handle(self) -> None:
        size = 0
        while (line := self.rfile.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.partition(b":")[2])
        action = json.loads(self.rfile.read(size))["action"] if size else ""
        with suppress(OSError):
            for part in self.server.reply(action):  # type: ignore[attr-defined]  # set below
                self.wfile.write(part)
                self.wfile.flush()


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def listening(reply: Reply) -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.reply = reply  # type: ignore[attr-defined]  # for the handler
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def page(body: bytes) -> bytes:
    return OK + b"Content-Length: %d\r\n\r\n" % len(body) + body


def answering(**results: Any) -> Reply:
    """AnkiConnect, but for the results of some actions."""

    def reply(action: str) -> Iterator[bytes]:
        yield page(json.dumps({"result": (HONEST | results)[action], "error": None}).encode())

    return reply


def sending(*parts: bytes) -> Reply:
    return lambda _: iter(parts)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "deck.apkg"
    file.write_bytes(b"PK")
    return file


def test_an_honest_server_is_believed(deck: Path) -> None:
    with listening(answering()) as url:
        assert AnkiConnect(url).push(deck).untouched == 2


def test_what_was_not_asked_for_is_not_counted(deck: Path) -> None:
    changes = [{"noteId": 1, "mod": 1}, {"noteId": 7, "mod": 1}, {}, {"noteId": 2, "mod": 1}]
    with listening(answering(notesModTime=changes)) as url:
        assert AnkiConnect(url).push(deck).untouched == 2


@pytest.mark.parametrize(
    ("action", "result"),
    [
        *product(["version"], [None, "6", [6], {}]),
        *product(["findNotes"], ["abc", None, {"a": 1}, 5, [[1]], [1.5], [None], ["x"], [True]]),
        *product(["notesModTime"], ["abc", None, 7, [1, 2], [{"noteId": [1], "mod": 2}], {"x": 1}]),
        *product(["notesModTime"], [[{"noteId": 1, "mod": {}}], [{"noteId": "1", "mod": 1}]]),
        *product(["importPackage"], ["yes", 1, [], {}, None]),
    ],
)
def test_a_result_of_another_kind_is_told(deck: Path, action: str, result: Any) -> None:
    with listening(answering(**{action: result})) as url, pytest.raises(ExportError, match="is not AnkiConnect"):
        AnkiConnect(url).push(deck)


BODIES = {
    "no JSON": b"<html>",
    "nothing": b"",
    "a list": b"[1]",
    "a string": b'"x"',
    "null": b"null",
    "no error": b'{"result": 6}',
    "no result": b'{"error": null}',
    "an error that is no text": b'{"result": null, "error": {"a": [1]}}',
    "an error that is true": b'{"result": null, "error": true}',
    "deep": b"[" * 200_000,
    "a deep result": b'{"error": null, "result": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a result that is not closed": b'{"error": null, "result": ' + b"[" * 100_000,
    "a huge number": b'{"error": null, "result": ' + b"9" * 10_000 + b"}",
    "UTF-16": '{"result": 6, "error": null}'.encode("utf-16"),
    "not UTF-8": b'{"result": 6, "error": "\xff"}',
}
REPLIES = {
    "redirect 302": b"HTTP/1.1 302 x\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
    "redirect 307": b"HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
    "password": b'HTTP/1.1 401 x\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n',
    "error 500": b"HTTP/1.1 500 x\r\n\r\n",
    "no content": b"HTTP/1.1 204 x\r\n\r\n",
    "another protocol": b"HTTP/9.9 999 \x1b[31m\r\n\r\n",
    "garbage": b"\x00\xff garbage\r\n" * 10,
    "another service": b"220 mail.example.org ESMTP\r\n",
    "a bad chunk": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
    "a negative length": OK + b"Content-Length: -5\r\n\r\n{}",
    "too short": OK + b'Content-Length: 500\r\n\r\n{"result"',
    "a long header": OK + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
    "many headers": OK + b"X: a\r\n" * 500 + b"\r\n{}",
    "compressed": OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b",
}


@pytest.mark.parametrize("reply", [*map(page, BODIES.values()), *REPLIES.values()], ids=[*BODIES, *REPLIES])
def test_a_reply_of_another_program_is_told(deck: Path, reply: bytes) -> None:
    with listening(sending(reply)) as url, pytest.raises(ExportError, match=r"is not AnkiConnect\."):
        AnkiConnect(url).push(deck)


@pytest.mark.parametrize(
    "endless",
    [
        [OK + b"\r\n", repeat(b" ")],
        [OK + b'\r\n{"error": null, "result": "', repeat(b"a" * (1 << 20))],
        [OK + b"Content-Length: 99999999999\r\n\r\n", repeat(b"a" * (1 << 20))],
        [OK + b"Transfer-Encoding: chunked\r\n\r\n", repeat(b"1\r\na\r\n")],
        [OK, repeat(b"X: y\r\n")],
        [b"", repeat(b"HTTP/1.1 100 Continue\r\n\r\n")],
        [b"", repeat(b"a")],
    ],
)
@pytest.mark.parametrize("action", ["version", "importPackage"])
def test_a_reply_without_end_is_not_waited_for(
    deck: Path, monkeypatch: pytest.MonkeyPatch, endless: list[Any], action: str
) -> None:
    monkeypatch.setattr(ankiconnect, "_PATIENCE", 0.5)
    monkeypatch.setattr(bounded_http, "LARGEST", 4 << 20)
    honest = answering()

    def reply(asked: str) -> Iterator[bytes]:
        if asked != action:
            yield from honest(asked)
            return
        yield endless[0]
        yield from endless[1]

    with listening(reply) as url, pytest.raises(ExportError, match=r"is not AnkiConnect|does not answer"):
        AnkiConnect(url).push(deck)


@pytest.mark.parametrize("first", [b"", b"H", OK, OK + b"X: "])
def test_a_server_that_falls_silent_is_not_waited_for(
    deck: Path, monkeypatch: pytest.MonkeyPatch, first: bytes
) -> None:
    monkeypatch.setattr(ankiconnect, "_PATIENCE", 0.3)
    is_over = threading.Event()

    def reply(_: str) -> Iterator[bytes]:
        yield first
        is_over.wait()

    try:
        with listening(reply) as url, pytest.raises(ExportError, match="does not answer"):
            AnkiConnect(url).push(deck)
    finally:
        is_over.set()


def test_a_whole_push_has_its_limit_too(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ankiconnect, "_ALL_PATIENCE", 0.0)
    with (
        listening(answering(findNotes=list(range(100_000)))) as url,
        pytest.raises(ExportError, match="does not answer"),
    ):
        AnkiConnect(url).push(deck)


def test_what_a_server_says_is_shown_short_and_without_control_characters(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = "\x1b]0;owned\x07\x1b[2J\n\rnoteport: all is well \x9b31m\u202egnp" + "x" * 1_000_000
    with listening(sending(page(json.dumps({"result": None, "error": error}).encode()))) as url:
        assert run(["push", str(deck), "--url", url]) == 5
    said = capsys.readouterr().err
    assert "\\x1b]0;owned" in said
    assert all(char.isprintable() or char == "\n" for char in said)
    assert len(said) < 1_000


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://127.0.0.1:99999", "http://127.0.0.1:x", "http://127.0.0.1:0", "http://", "//x", ""]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(UsageError, match="is not an HTTP address"):
        AnkiConnect(url)


@pytest.mark.parametrize("host", ["a..b", "x" * 300, "\u2603..example"])
def test_a_host_that_cannot_be_one_is_told(deck: Path, host: str) -> None:
    with pytest.raises(ExportError, match="Nothing answers"):
        AnkiConnect(f"http://{host}/", allow_remote=True).push(deck)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_package_that_is_no_regular_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deck.apkg")
    with pytest.raises(UsageError, match="not a regular file"):
        AnkiConnect().push(tmp_path / "deck.apkg")
