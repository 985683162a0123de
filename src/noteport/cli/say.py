"""The one place that prints: what a terminal would act on, or not show, is written out.

File names, notes, servers and metadata can contain any text. A control character could move the cursor or set the title
of the window, a bidirectional one could make a name read backwards, and an invisible one could make two names look the
same.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from typing import TextIO

from noteport.model.patterns import pattern

# Unicode's categories Cc, Cf, Cs, Zl and Zp, and what else has no width. The signs before Arabic numbers are seen, and
# the last two variation selectors belong to emoji.
_UNSEEN = pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_NOT_ASCII = pattern("[^\x00-\x7f]")
_LONGEST = 4_000
"""Characters of a line to a person; what is longer was not written by one."""
_RED, _PLAIN = "\x1b[31m", "\x1b[0m"


def safe(text: str) -> str:
    r"""Return text on one line, with all control, bidirectional and invisible characters written as ``\x1b`` or
    ``\u202e``.
    """
    return _UNSEEN.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def say(text: str, *, alarm: str = "") -> None:
    """Print one line to standard error. ``alarm`` is printed before it, in red on a terminal with colour
    (no-color.org).
    """
    if alarm and sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        alarm = f"{_RED}{alarm}{_PLAIN}"
    text = safe(text)
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    print(f"{alarm}{_encodable(shown, sys.stderr)}", file=sys.stderr)


def tell(text: str) -> None:
    """Print one line of a result to standard output."""
    print(_encodable(safe(text), sys.stdout))


def tell_json(text: str) -> None:
    """Print JSON to standard output, with the same characters in JSON's own notation, so that it says the same."""
    unseen = _UNSEEN if _is_unicode(sys.stdout) else _NOT_ASCII
    lines = (unseen.sub(lambda found: json.dumps(found[0])[1:-1], line) for line in text.split("\n"))
    print("\n".join(lines))


class SayHandler(logging.Handler):
    """Says what is logged."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say one record, a line for each of its lines."""
        for line in self.format(record).splitlines():
            say(line)


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def _encodable(text: str, stream: TextIO) -> str:
    """Text that a stream can take, whatever its encoding."""
    if _is_unicode(stream):
        return text
    return text.encode(stream.encoding, "backslashreplace").decode(stream.encoding)
