"""A YouTube of our own: a server on this machine that answers as YouTube does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter


class YouTube:
    """What the server knows, and what it was asked for."""

    def __init__(self) -> None:
        self.captions: dict[str, dict[str, str]] = {}
        """XML of captions by language by video; a language of speech recognition ends in ``*``."""
        self.status: dict[str, dict[str, Any]] = {}
        """What a player says of a video that cannot be played."""
        self.refuse_after: int | None = None
        """How many videos are answered before all others are refused."""
        self.asked: list[str] = []
        """Videos whose pages were asked for."""
        self.address = ""

    def watch(self, video: str) -> tuple[int, str]:
        if self.refuse_after is not None and len(self.asked) >= self.refuse_after:
            return 429, "Too Many Requests"
        self.asked.append(video)
        return 200, '<html>"INNERTUBE_API_KEY": "a-key"</html>'

    def player(self, video: str) -> tuple[int, str]:
        tracks = [
            {
                "baseUrl": f"https://www.youtube.com/api/timedtext?v={video}&lang={code}",
                "name": {"runs": [{"text": code}]},
                "languageCode": code.removesuffix("*"),
                "kind": "asr" if code.endswith("*") else "",
            }
            for code in self.captions.get(video, {})
        ]
        answer: dict[str, Any] = {"playabilityStatus": self.status.get(video, {"status": "OK"})}
        if tracks:
            answer["captions"] = {"playerCaptionsTracklistRenderer": {"captionTracks": tracks}}
        return 200, json.dumps(answer)


def _handler(youtube: YouTube) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            if parts.path == "/watch":
                self._answer(*youtube.watch(query["v"]))
            else:
                self._answer(200, youtube.captions[query["v"]][query["lang"]])

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(*youtube.player(asked["videoId"]))

        def _answer(self, status: int, text: str) -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def youtube() -> Iterator[YouTube]:
    known = YouTube()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(known))
    known.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield known
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def session(youtube: YouTube) -> Iterator[requests.Session]:
    """Sends what is for YouTube to our own server."""

    class Here(HTTPAdapter):
        def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
            assert request.url is not None
            request.url = request.url.replace("https://www.youtube.com", youtube.address)
            return super().send(request, *args, **options)

    with requests.Session() as session:
        session.trust_env = False  # no proxy of this machine
        session.mount("https://www.youtube.com", Here())
        yield session
