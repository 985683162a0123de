"""One HTTP request whose answer is limited in time and size, whatever the server does.

The timeout of a socket starts again with every byte, so a server that sends one byte per second could hold a client
for ever. Here a timer closes the connection. No proxy is used and no redirect is followed: either would send the
request to another address.
"""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from urllib.parse import SplitResult

LARGEST = 16 << 20
"""The largest answer in bytes: a million ids of notes."""


class BadAnswer(Exception):
    """The server does not speak HTTP, refuses the request, or sends too much."""


def post(url: SplitResult, body: bytes, *, patience: float, transfer: float) -> bytes:
    """Send JSON, and return the answer.

    Args:
        url: the address, with ``http`` or ``https``.
        body: what to send.
        patience: how many seconds the server may think.
        transfer: how many seconds each of connecting, sending and answering may take.

    Raises:
        TimeoutError: one of them took longer.
        BadAnswer: there was an answer, but not one with status 200 and at most ``LARGEST`` bytes.
        OSError: there is no connection.
    """
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    with closing(kind(url.hostname or "", url.port, timeout=transfer)) as connection:
        connection.connect()
        with _closed_after(connection.sock, transfer):
            connection.request("POST", _target(url), body, {"Content-Type": "application/json"})
        if url.scheme == "https":
            transfer += patience  # encryption sends bytes of its own, so the first one tells nothing
        elif not _can_be_read(connection.sock, patience):
            raise TimeoutError
        with _closed_after(connection.sock, transfer):
            return _answer(connection)


def _answer(connection: HTTPConnection) -> bytes:
    response = connection.getresponse()
    answer = response.read(LARGEST + 1)
    if response.status != 200 or len(answer) > LARGEST:
        raise BadAnswer(f"status {response.status}, {len(answer)} bytes")
    return answer


def _target(url: SplitResult) -> str:
    return (url.path or "/") + (f"?{url.query}" if url.query else "")


@contextmanager
def _closed_after(connection: socket.socket, seconds: float) -> Iterator[None]:
    """End whatever waits for the connection after some seconds, and raise TimeoutError then."""
    is_late = Event()

    def end() -> None:
        is_late.set()
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except HTTPException as error:
        if is_late.is_set():
            raise TimeoutError from error
        if isinstance(error, OSError):  # the server closed the connection without an answer
            raise
        raise BadAnswer(error) from error
    except OSError as error:
        if is_late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if is_late.is_set():
        raise TimeoutError


def _can_be_read(connection: socket.socket, seconds: float) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        return bool(selector.select(seconds))
