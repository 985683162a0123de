"""The few requests that are answered, as a WSGI application (PEP 3333).

The address has a secret, so that no other program or page can guess it. What a foreign page could send nonetheless is
refused by its ``Host`` (DNS rebinding), its ``Origin``, and its content type, which browsers send to other origins
only after they have asked, and they get no answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from http import HTTPStatus
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from noteport.errors import NoteportError
from noteport.review.desk import Change, Desk

LARGEST = 256 * 1024
"""The largest request in bytes; the texts of a decision are shorter."""

_HEADERS = [
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
]


class _Refused(Exception):
    """Why a request is not answered."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Response(NamedTuple):
    status: HTTPStatus
    type: str
    body: Iterable[bytes]


class ReviewApp:
    """Shows the page at ``/SECRET/`` and takes decisions at ``/SECRET/decisions``; nothing else can be read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.secret = secrets.token_urlsafe(24)
        self.host = ""
        """The host and port under which it is served, such as ``127.0.0.1:8080``."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        try:
            response = self._answer(environ)
        except _Refused as refused:
            response = _json(refused.status, {"error": str(refused)})
        except NoteportError as error:
            response = _json(HTTPStatus.CONFLICT, {"error": f"{error.message} {error.hint}".strip()})
        headers = [("Content-Type", response.type), *_HEADERS]
        start_response(f"{response.status.value} {response.status.phrase}", headers)
        return response.body

    def _answer(self, environ: dict[str, Any]) -> _Response:
        self._check_sender(environ)
        match environ["REQUEST_METHOD"], self._path(environ):
            case "GET", "":
                parts = self._desk.page()
                first = next(parts)  # whatever is wrong with the decisions file is said instead of the page
                page = (part.encode() for part in chain([first], parts))
                return _Response(HTTPStatus.OK, "text/html; charset=utf-8", page)
            case "POST", "decisions":
                return _json(HTTPStatus.OK, self._desk.decide(_change(environ)))
            case _, ("" | "decisions"):
                raise _Refused(HTTPStatus.METHOD_NOT_ALLOWED, "This cannot be done here.")
        raise _Refused(HTTPStatus.NOT_FOUND, "There is nothing here.")

    def _check_sender(self, environ: dict[str, Any]) -> None:
        origin = environ.get("HTTP_ORIGIN")
        if environ.get("HTTP_HOST") != self.host or origin not in (None, f"http://{self.host}"):
            raise _Refused(HTTPStatus.FORBIDDEN, "Only the review page itself may ask.")

    def _path(self, environ: dict[str, Any]) -> str:
        """The path below the secret."""
        _, secret, path = [*environ["PATH_INFO"].split("/", 2), "", ""][:3]
        if not secrets.compare_digest(secret.encode("latin-1", "replace"), self.secret.encode()):
            raise _Refused(HTTPStatus.NOT_FOUND, "There is nothing here.")
        return str(path)


def _change(environ: dict[str, Any]) -> Change:
    if environ.get("CONTENT_TYPE") != "application/json":
        raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A decision is JSON.")
    body = environ["wsgi.input"].read(LARGEST + 1)
    if len(body) > LARGEST:
        raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is too long.")
    try:
        return msgspec.json.decode(body, type=Change)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _Refused(HTTPStatus.BAD_REQUEST, f"This is no decision: {error}.") from error


def _json(status: HTTPStatus, value: object) -> _Response:
    return _Response(status, "application/json", [msgspec.json.encode(value)])
