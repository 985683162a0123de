from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from noteport.vault.cache import clear, info
from noteport.vault.cache.store import FILE, Store


def filled(folder: Path, entries: dict[bytes, bytes]) -> Path:
    store = Store(folder)
    for key, data in entries.items():
        store.put(key, data)
    store.close()
    return folder / FILE


def got(folder: Path, key: bytes) -> bytes | None:
    """What the next run gets."""
    store = Store(folder)
    data = store.get(key)
    store.close()
    return data


def test_what_is_put_is_got_at_once_and_in_the_next_run(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "folder")
    store.put(b"key", b"data")
    assert store.get(b"key") == b"data"
    assert store.get(b"other") is None
    store.close()
    assert got(tmp_path / "new" / "folder", b"key") == b"data"


def test_the_last_put_counts(tmp_path: Path) -> None:
    filled(tmp_path, {b"key": b"old"})
    filled(tmp_path, {b"key": b"new"})
    assert got(tmp_path, b"key") == b"new"


@pytest.mark.parametrize("kept", [0, 1, 100, 4096, 10_000, 0.5, 0.99])
def test_a_file_that_was_cut_off_costs_entries_and_no_more(tmp_path: Path, kept: float) -> None:
    entries = {bytes([number]) * 16: bytes([number]) * 3000 for number in range(30)}
    file = filled(tmp_path, entries)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(kept if kept > 1 or kept == 0 else kept * len(whole))])
    for _ in range(2):  # the first run throws it away, the second begins another
        store = Store(tmp_path)
        assert all(store.get(key) in (None, data) for key, data in entries.items())
        store.put(b"key", b"data")
        store.close()
    assert got(tmp_path, b"key") == b"data"


def test_a_file_of_another_program_is_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("These are no notes. " * 1000, encoding="utf-8")
    Store(tmp_path).close()
    filled(tmp_path, {b"key": b"data"})
    assert got(tmp_path, b"key") == b"data"


def test_bytes_that_changed_on_the_disk_are_not_believed(tmp_path: Path) -> None:
    file = filled(tmp_path, {b"key": b"data" * 10, b"two": b"other" * 10})
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE entries SET data = (SELECT data FROM entries WHERE key = ?)", (b"two",))
    connection.close()
    store = Store(tmp_path)
    assert store.get(b"key") is None
    assert store.get(b"two") == b"other" * 10
    store.close()


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file" / "folder")
    store.put(b"key", b"data")
    assert store.get(b"key") is None
    store.close()


def test_a_file_that_another_run_writes_is_left_to_it(tmp_path: Path) -> None:
    file = filled(tmp_path, {b"key": b"data"})
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = Store(tmp_path, wait=0)
    assert store.get(b"key") == b"data"
    store.put(b"new", b"data")
    store.close()
    other.rollback()
    other.close()
    assert got(tmp_path, b"new") is None
    assert got(tmp_path, b"key") == b"data"


def test_a_connection_that_was_closed_does_not_cost_the_file(tmp_path: Path) -> None:
    file = filled(tmp_path, {b"key": b"data"})
    store = Store(tmp_path)
    assert store._connection is not None
    store._connection.close()  # Python raises an error that has no code of SQLite
    assert store.get(b"key") is None
    assert file.exists()


RUN = """
import sys
from pathlib import Path
from noteport.vault.cache.store import Store

store = Store(Path(sys.argv[1]), wait=3600)
for number in range(200):
    store.put(f"{sys.argv[2]}-{number}".encode(), b"%d" % number * 50_000)
    store.put(f"shared-{number}".encode(), b"shared")
print(sum(store.get(f"shared-{number}".encode()) == b"shared" for number in range(200)))
store.close()
"""


def test_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    filled(tmp_path, {})  # while one run makes the file, SQLite lets no other wait for it
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    runs = [subprocess.Popen([*command, str(run)], stdout=subprocess.PIPE, text=True) for run in range(3)]
    assert [run.communicate()[0] for run in runs] == ["200\n"] * 3
    store = Store(tmp_path)
    assert all(store.get(f"{run}-7".encode()) in (None, b"7" * 50_000) for run in range(3))
    assert store.get(b"shared-7") == b"shared"
    store.close()


def test_it_stays_within_its_bound_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    limit = 1_000_000
    old = Store(tmp_path, limit, today=1)
    for number in range(80):
        old.put(b"old-%d" % number, bytes(10_000))
    old.close()
    used = Store(tmp_path, limit, today=2)
    assert used.get(b"old-0") == bytes(10_000)
    for number in range(60):
        used.put(b"new-%d" % number, bytes(10_000))
    used.close()
    assert info(tmp_path).size < 1.2 * limit
    left = Store(tmp_path, limit, today=3)
    assert left.get(b"old-0") is not None
    assert left.get(b"old-1") is None
    assert left.get(b"new-59") is not None
    left.close()


def test_info_counts_and_clear_throws_away(tmp_path: Path) -> None:
    assert (info(tmp_path).entries, info(tmp_path).size) == (0, 0)
    filled(tmp_path, {b"one": b"data", b"two": b"data"})
    assert info(tmp_path).entries == 2
    assert clear(tmp_path).entries == 2
    assert list(tmp_path.iterdir()) == []
    (tmp_path / FILE).write_bytes(b"broken" * 1000)
    assert info(tmp_path).entries == 0
    clear(tmp_path)
    assert list(tmp_path.iterdir()) == []
