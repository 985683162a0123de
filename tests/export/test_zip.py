from __future__ import annotations

import io
import zipfile
from pathlib import Path

from noteport.export.zip import deterministic_zip


def test_bytes_depend_on_the_contents_alone(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_bytes(b"b" * 100_000)
    first, second = io.BytesIO(), io.BytesIO()
    deterministic_zip([("a", b"a"), ("b", file)], first)
    file.touch()
    file.chmod(0o600)
    deterministic_zip([("a", b"a"), ("b", file)], second)
    assert first.getvalue() == second.getvalue()


def test_entries_keep_their_order_and_all_but_the_named_are_deflated() -> None:
    out = io.BytesIO()
    deterministic_zip([("mimetype", b"x" * 99), ("a", b"x" * 99)], out, stored=frozenset({"mimetype"}))
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        entries = [(info.filename, info.compress_type, info.date_time[0]) for info in archive.infolist()]
    assert entries == [("mimetype", zipfile.ZIP_STORED, 1980), ("a", zipfile.ZIP_DEFLATED, 1980)]
