"""Hostile notes, what is made of them, and a browser that tells what it is made to do."""

from __future__ import annotations

import functools
import importlib.util
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from noteport.cli.app import run

HOSTILE = Path(__file__).parent / "hostile"
OWN = "page.test"
"""The one host that a page may ask for anything."""
_ITS_OWN_BUSINESS = ("google.com", "googleapis.com", "gstatic.com", "gvt1.com")
"""Hosts that the browser itself asks, whatever the page."""


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile notes, beside a file that none of them may reach."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "secret.png").write_bytes(b"\x89PNG the secret word is xyzzy")
    return Path(shutil.copytree(HOSTILE, folder / "vault"))


Export = Callable[..., Path]


@pytest.fixture
def export(vault: Path, tmp_path: Path) -> Export:
    """Export the hostile notes: exporter, name of the file, options."""

    def export(exporter: str, name: str, *options: str) -> Path:
        assert run([exporter, str(vault), "-o", str(tmp_path / name), "-q", "--untimed", *options]) == 0
        return tmp_path / name

    return export


@dataclass(frozen=True)
class Seen:
    """What a page made the browser do."""

    requests: list[str]
    """What it asked of any host but the page's own."""
    document: str
    """The page as it was in the end, as HTML."""


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of a folder to who asks our host, and nothing to who asks another; that is written down."""

    def __init__(self, requests: list[str], anki: Path | None, *arguments: object, directory: str) -> None:
        self._requests, self._anki = requests, anki
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # what the server hands over

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def guess_type(self, path: Any) -> str:
        return "application/xhtml+xml" if str(path).endswith(".xhtml") else super().guess_type(path)

    def translate_path(self, path: str) -> str:
        if self._anki is not None and path.startswith("/_anki/"):
            return str(self._anki.joinpath(*path.partition("?")[0].split("/")[2:]))
        return super().translate_path(path)

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        if host == OWN:
            super().do_GET()
            return
        if not host.endswith(_ITS_OWN_BUSINESS):
            self._requests.append(f"{host}{self.path}")
        self.send_response(204)
        self.end_headers()


Browse = Callable[[Path], Seen]


@pytest.fixture(scope="session")
def anki_pages() -> Path | None:
    """The folder of the files that Anki shows cards with, MathJax among them; None if aqt is not installed."""
    found = importlib.util.find_spec("_aqt")
    folders = list(found.submodule_search_locations or ()) if found is not None else []
    return Path(folders[0], "data", "web") if folders else None


@pytest.fixture
def browse(chromium: Callable[..., str], anki_pages: Path | None) -> Browse:
    """Open a page, and wait until nothing more happens. Every host in the world is this test's own server."""

    def browse(page: Path) -> Seen:
        requests: list[str] = []
        handler = functools.partial(_Handler, requests, anki_pages, directory=str(page.parent))
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            port = server.server_address[1]
            shown = chromium(f"http://{OWN}:{port}/{page.name}", f"--host-resolver-rules=MAP * 127.0.0.1:{port}")
            server.shutdown()
        return Seen(requests, shown)

    return browse
