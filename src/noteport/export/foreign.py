"""Files that nobody's exporter wrote, to find out whether an exporter can tell its own from them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteport.export.file_format import FileFormat

FOREIGN = (
    b"Dear reader, nobody else has this text.\n",
    b"# A title\n\nSome Markdown with a [link](https://example.org).\n",
    b'<!DOCTYPE html>\n<html lang="en">\n<head><title>A page</title></head>\n<body></body></html>\n',
    b'<?xml version="1.0" encoding="UTF-8"?>\n<list><entry>Text</entry></list>\n',
    b'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>Feeds</title></head><body/></opml>\n',
    b'{"name": "somebody", "entries": []}\n',
    b"name,address,telephone\nAda,Main Street 1,123\n",
    b"id\ttext\n1\tSomething\n",
    b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello.\n",
    b"1\n00:00:01,000 --> 00:00:04,000\nHello.\n",
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20" + bytes(76),
    b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0" + bytes(12) + b"\x0a\0\0\0letter.txtDear reader",
    b"ARROW1\0\0\xff\xff\xff\xff\x80\0\0\0" + bytes(128),
    b"PAR1\x15\x04\x15\x10" + bytes(64),
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(16),
    b"\x1f\x8b\x08\0" + bytes(32),
    bytes(range(256)),
)
"""The beginnings of files in common formats, without any mark of noteport or a plugin."""


def takes_for_its_own(exporter: FileFormat) -> bytes | None:
    """Return one of these files that an exporter takes for its own; None if it takes none."""
    return next((head for head in FOREIGN if exporter.wrote(io.BytesIO(head))), None)
