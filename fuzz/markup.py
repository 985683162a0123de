"""What no output may contain: scripts, handlers, forms, frames, and addresses that run something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

_FORBIDDEN = frozenset(
    {"script", "iframe", "frame", "object", "embed", "form", "input", "base", "link", "meta", "style"}
)
_RUNS = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data)[\x00-\x20]*:", re.IGNORECASE)


def assert_harmless(tag: str, attributes: Iterable[tuple[str, str | None]]) -> None:
    """Raise AssertionError for an element that could run or load something."""
    assert tag not in _FORBIDDEN, tag
    for name, value in attributes:
        assert not name.lower().startswith("on"), (tag, name)
        assert name not in ("href", "src") or not _RUNS.match(value or ""), (tag, name, value)


def assert_harmless_html(markup: str) -> None:
    """The same for each element of some HTML, parsed as a browser would."""
    _Reader().read(markup)


class _Reader(HTMLParser):
    def read(self, markup: str) -> None:
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert_harmless(tag, attrs)
