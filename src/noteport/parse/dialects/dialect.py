"""What a dialect is: the way in which one tool writes timestamps, recognised by a mark."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from noteport.model.patterns import pattern
from noteport.plugins.plugin import OptionsT, Plugin

_FENCE = pattern(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^`]*)$")
SIGNS = r"(?:[^\x00-\x7f\w“”‘’«»（）「」【】［］]{1,4})"
"""Signs such as ⭐ and ▶, which people put before a time."""
_BEFORE_TEXT = " \t>-–—*+#•►▶⏱⌚⏰\ufe0f"
_BEGINS_WITH_TIME = frozenset("0123456789([<")


class Page:
    """The text of a note, line by line.

    Args:
        text: the text; line ends are newlines.
        has_video: whether the note names a video; without one, a bare ``9:30`` may be a time of day.
        tags: the tags of the note, from its front matter and from lines of their own.
    """

    def __init__(self, text: str, *, has_video: bool, tags: Sequence[str] = ()) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.has_video = has_video
        self.tags = tags

    @cached_property
    def openings(self) -> list[tuple[int, str]]:
        """Number and text of the lines that may begin with a time: in brackets, in a list or bare."""
        return [
            (index, line)
            for index, line in enumerate(self.lines)
            if (first := line.lstrip(_BEFORE_TEXT)[:1]) in _BEGINS_WITH_TIME or (first > "\x7f" and not first.isalpha())
        ]

    @cached_property
    def fences(self) -> list[tuple[int, int]]:
        """First and last line of each fenced code block, including its fences; an unclosed one continues to the last
        line.
        """
        found: list[tuple[int, int]] = []
        start, fence = 0, ""
        for index, line in enumerate(self.lines):
            mark = _FENCE.match(line) if "``" in line or "~~" in line else None
            if mark is None:
                continue
            if not fence:
                start, fence = index, mark[1]
            elif mark[1].startswith(fence) and not mark[2].strip():
                found.append((start, index))
                fence = ""
        return [*found, (start, len(self.lines) - 1)] if fence else found

    @cached_property
    def in_code(self) -> list[bool]:
        """For each line, whether it belongs to fenced code, including the fences."""
        inside = [False] * len(self.lines)
        for start, end in self.fences:
            inside[start : end + 1] = [True] * (end + 1 - start)
        return inside


class Dialect(Plugin[OptionsT], ABC):
    """A tool whose lines are rewritten into the parser's own notation before Markdown is read.

    It is recognised by words that only this tool writes, or by lines that begin with a time in its notation. Both
    checks are cheap, because every note is checked for every dialect.
    """

    words: ClassVar[tuple[str, ...]] = ()
    """Any of these words marks a text."""
    opening: ClassVar[re.Pattern[str] | None] = None
    """Matches the beginning of a line that marks a text …"""
    least: ClassVar[int] = 1
    """… if there are this many."""
    transcript: bool = False
    """Whether the lines that it changes are always a transcript, at any pace."""
    examples: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Texts as the tool writes them, each with the same text in the parser's own notation."""

    @abstractmethod
    def translate(self, page: Page) -> list[str]:
        """Return as many lines as the page has, so that line numbers match the file. Code is left unchanged."""

    def marks(self, page: Page) -> bool:
        """Return whether a page may be written in it."""
        text = page.text
        if any(word[:1] in text and word in text for word in self.words):  # a single character is looked up at once
            return True
        match = self.opening.match if self.opening is not None else None
        return match is not None and sum(1 for _, line in page.openings if match(line)) >= self.least
