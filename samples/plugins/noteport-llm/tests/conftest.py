"""A server on this machine that speaks the protocol, with a model that asks for the longest word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import pytest


class Model:
    """What the server was asked, and how it behaves."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        """The keys that were sent."""
        self.failures: list[int] = []
        """Codes to answer with, before anything else."""
        self.fails_after: int | None = None
        self.lock = Lock()
        self.url = ""

    @property
    def claims(self) -> list[str]:
        """The claims that it was asked about, in the order of the requests."""
        said = [request["messages"][1]["content"].splitlines() for request in self.requests]
        return [line for lines in said for line in lines if line.startswith("[")]

    def answer(self, request: dict[str, Any]) -> str:
        cards = []
        for line in request["messages"][1]["content"].splitlines():
            if line.startswith("["):
                key, _, text = line[1:].partition("] ")
                word = max(text.strip(".").split(), key=len)
                cards.append({"claim": key, "kind": "gap", "question": "", "answer": word})
        return json.dumps({"cards": cards})


@pytest.fixture
def model() -> Iterator[Model]:
    known = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert self.path == "/v1/chat/completions"
            with known.lock:
                code = known.failures.pop(0) if known.failures else 200
                if known.fails_after is not None and len(known.requests) >= known.fails_after:
                    code = 500
                if code == 200:
                    known.requests.append(body)
                    known.keys.append(self.headers.get("Authorization"))
            message = {"role": "assistant", "content": known.answer(body)}
            answer = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": body["model"],
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
            }
            said = json.dumps(answer if code == 200 else {"error": {"message": "not now"}}).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.send_header("retry-after-ms", "1")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield known
    server.shutdown()
    thread.join()
    server.server_close()
