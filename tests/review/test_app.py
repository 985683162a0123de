"""Only the page itself can ask, and nothing but the page can be read."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from noteport.errors import UsageError
from noteport.review.server import listening

from .conftest import GAS, HOST, Room

PAGE = "http://" + HOST


def test_the_page_is_shown_with_a_policy_that_lets_it_reach_its_own_server_only(room: Room) -> None:
    response = room.ask("GET", "")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["X-Frame-Options"] == "DENY"
    page = response.body.decode()
    assert "default-src 'none'" in page
    assert "connect-src 'self'" in page
    assert "<h1>Review of cards</h1>" in page


@pytest.mark.parametrize("path", ["noteport-cards.jsonl", "../notes/bread/rise.md", "decisions/", "favicon.ico"])
def test_nothing_else_can_be_read(room: Room, path: str) -> None:
    assert room.ask("GET", path).status in (404, 405)


@pytest.mark.parametrize("path", ["/", "", "/wrong/", "/wrong/decisions", "/é/"])
def test_without_the_secret_there_is_nothing(room: Room, path: str) -> None:
    assert room.ask("GET", "", environ={"PATH_INFO": path}).status == 404


@pytest.mark.parametrize(
    "sender",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "localhost:8080"},
        {"HTTP_ORIGIN": "http://evil.example"},
        {"HTTP_ORIGIN": "null"},
    ],
    ids=str,
)
def test_nobody_else_is_answered(room: Room, sender: dict[str, str]) -> None:
    assert room.ask("GET", "", environ=sender).status == 403
    assert room.ask("POST", "decisions", b"{}", sender).status == 403


def test_the_page_may_name_itself(room: Room) -> None:
    assert room.ask("GET", "", environ={"HTTP_ORIGIN": PAGE}).status == 200


@pytest.mark.parametrize(
    ("body", "type", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"note": "a", "claim": "b", "decision": {"decision": "maybe"}}', "application/json", 400),
        (b'{"note": "a", "claim": "b", "decision": null, "path": "/etc"}', "application/json", 400),
        (b" " * 300_000, "application/json", 413),
    ],
)
def test_what_is_no_decision_is_refused(room: Room, body: bytes, type: str, status: int) -> None:
    response = room.ask("POST", "decisions", body, {"CONTENT_TYPE": type})
    assert (response.status, set(response.json)) == (status, {"error"})
    assert not room.file.exists()


def test_a_file_that_cannot_be_written_is_said(room: Room) -> None:
    room.file.mkdir()
    assert "noteport-cards.jsonl" in room.decide(GAS, {"decision": "reject"}).json["error"]


def test_a_broken_decisions_file_is_said_instead_of_the_page(room: Room) -> None:
    room.file.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    response = room.ask("GET", "")
    assert (response.status, ":1: git could not merge" in response.json["error"]) == (409, True)


def test_the_server_shows_notes_that_are_in_the_cache(served: Callable[[], str]) -> None:
    with urlopen(served(), timeout=60) as response:
        assert response.read().rstrip().endswith(b"</html>")


def test_it_is_served_on_the_loopback_address(room: Room, served: Callable[[], str]) -> None:
    address = urlsplit(served())
    assert address.hostname == "127.0.0.1"
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=60)
    change = {
        "note": "bread/rise",
        "claim": GAS,
        "decision": {"claim": GAS, "decision": "reject", "text": room.texts[GAS]},
    }
    headers = {"Content-Type": "application/json"}
    connection.request("POST", f"{address.path}decisions", json.dumps(change), headers)
    assert connection.getresponse().status == 200
    assert room.decided() == {GAS: "reject"}
    connection.close()


def test_a_port_in_use_is_an_error_of_one_line(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"^Port {port} cannot be used: [^()]*$"), listening(room.app, port):
            pass
