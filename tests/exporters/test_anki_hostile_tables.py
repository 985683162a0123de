"""Earlier tables for Anki's text import that nobody's export has made: each is told or read, and none without end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.api import ExportError, ExportReport
from noteport_anki import AnkiExporter, AnkiOptions

Export = Callable[..., tuple[Path, ExportReport]]

NOTES = {"Bio/cells.md": "The colony doubles every **20 minutes** @@.\n\nYeast turns *sugar* into alcohol [00:02:10]."}
HEAD = b"#separator:Comma\n#html:true\n#guid column:1\n#deck column:2\n"
ROW = HEAD + b'"cells@1.1",deck,front,"'

DAMAGED = {
    "a separator of two characters": b"#separator:ab\n#guid column:1\nx,y\n",
    "no separator": b"#separator:\n#guid column:1\nx,y\n",
    "column 0": b"#separator:Comma\n#guid column:0\nx,y,z\n",
    "column -1": b"#separator:Comma\n#guid column:-1\nx,y,z\n",
    "a column that is far away": b"#separator:Comma\n#guid column:99999999999999999999\nx,y,z\n",
    "a column of many digits": b"#separator:Comma\n#guid column:" + b"9" * 5_000 + b"\nx,y\n",
    "a column with a name": b"#separator:Comma\n#guid column:x\nx\n",
    "a long line at the head": b"#" + b"x" * 1_000_000 + b"\n" + HEAD,
    "a quotation without end": HEAD + b'"' * 100_001,
    "no UTF-8": HEAD + b"\xff\xfe,x\n",
    "a removed claim without a key": b"#noteport gone:zz x\n" + HEAD,
    "a removed claim with a long key": b"#noteport gone:" + b"f" * 60_000 + b" a@1.1\n" + HEAD,
}
ODD = {
    "a cell without end": HEAD + b"a" * 1_000_000,
    "many cells": HEAD + b"," * 1_000_000 + b"\n",
    "many paragraphs": ROW + b"<p>" * 200_000 + b'"\n',
    "many tags": ROW + b"<b x=" * 200_000 + b'"\n',
    "many lead-ins": ROW + b"<b>" * 200_000 + b'"\n',
    "many ids": HEAD + b'"' + b"a@1." * 200_000 + b'",deck,front,back\n',
}


def update(export: Export, previous: Path) -> ExportReport:
    return export(AnkiExporter, NOTES, "deck.csv", options=AnkiOptions(previous=previous))[1]


@pytest.mark.parametrize("contents", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_table_is_told_in_one_line(export: Export, tmp_path: Path, contents: bytes) -> None:
    table = tmp_path / "old.txt"
    table.write_bytes(contents)
    with pytest.raises(
        ExportError, match=r"^old\.txt (cannot be read as a table for Anki|contains no guids)"
    ) as caught:
        update(export, table)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("contents", ODD.values(), ids=ODD)
def test_an_odd_table_is_read_in_no_time(export: Export, tmp_path: Path, contents: bytes) -> None:
    table = tmp_path / "old.txt"
    table.write_bytes(contents)
    assert update(export, table).counts["rows"] == 2


def test_a_table_that_is_too_large_is_told(export: Export, tmp_path: Path) -> None:
    table = tmp_path / "old.txt"
    with table.open("wb") as file:
        file.write(HEAD)
        file.truncate(1 << 40)
    with pytest.raises(ExportError, match="larger than 512 MB"):
        update(export, table)
