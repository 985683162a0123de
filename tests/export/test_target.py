from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from noteport.errors import TargetError, UsageError
from noteport.export.exporter import Exporter
from noteport.export.notes import Notes
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.plugins.options import Options


class Lines(Exporter[Options]):
    name, summary, suffixes = "lines", "Lines.", (".txt",)

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        return head.startswith(b"lines")

    def export(self, notes: Notes, target: Target) -> ExportReport:
        raise NotImplementedError


class Pages(Exporter[Options]):
    name, summary = "pages", "A folder of pages."

    def export(self, notes: Notes, target: Target) -> ExportReport:
        raise NotImplementedError


class Either(Exporter[Options]):
    name, summary, suffixes, folders = "either", "A page, or a folder of pages.", (".html",), True

    def export(self, notes: Notes, target: Target) -> ExportReport:
        raise NotImplementedError


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(target: Target, text: str = "lines\n") -> None:
    with target.open_text() as out:
        out.write(text)


def write_whole(path: Path, *siblings: str, force: bool = False) -> None:
    """Export to a file, and to others beside it."""
    target = Target(path, exporter=Lines, force=force)
    write(target)
    for sibling in siblings:
        with target.open_text(sibling) as out:
            out.write("lines\n")
    target.commit()


# --- all or nothing -------------------------------------------------------------------------------------------------


def test_nothing_stands_at_the_target_before_the_commit(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target)
    assert not (tmp_path / "a.txt").exists()
    target.commit()
    assert files(tmp_path) == ["a.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    old = tmp_path / "a.txt"
    old.write_bytes(b"lines of old")
    target = Target(old, exporter=Lines)
    with pytest.raises(ZeroDivisionError), target.open_text() as out:
        out.write("lines of new")
        raise ZeroDivisionError
    assert files(tmp_path) == ["a.txt"]
    assert old.read_bytes() == b"lines of old"


def test_abort_removes_what_was_written(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target)
    with target.open_text("b.json") as out:
        out.write("{}")
    target.abort()
    assert files(tmp_path) == []


def test_siblings_appear_together_with_the_target(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target)
    with target.open_binary("a.json") as out:
        out.write(b"{}")
    report = target.report({"lines": 1})
    target.commit()
    assert files(tmp_path) == ["a.json", "a.txt"]
    assert report.paths == (tmp_path / "a.txt", tmp_path / "a.json")


@pytest.mark.parametrize("name", ["", "..", "sub/a.json", "..\\a.json", "a.txt"])
def test_a_sibling_is_a_file_beside_the_target(tmp_path: Path, name: str) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with pytest.raises(ValueError, match="not the name of a file next to"), target.open_text(name):
        pass


def test_one_file_is_written_once(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target)
    with pytest.raises(ValueError, match="already written"):
        write(target)
    target.abort()


def test_text_is_utf_8_and_line_ends_stay_as_written(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target, "é\r\nb\n")
    target.commit()
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\r\nb\n"


def test_a_library_may_create_the_file_under_a_name(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with target.file() as path, target.file("b.db") as beside:
        assert not path.exists()
        assert (path.suffix, beside.suffix) == (".txt", ".db")
        path.write_bytes(b"lines\n")
        beside.write_bytes(b"lines")
    assert files(tmp_path)[1:] == []
    target.commit()
    assert files(tmp_path) == ["a.txt", "b.db"]


def test_a_library_may_write_for_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    target = Target(None, exporter=Lines)
    with target.file() as path:
        path.write_bytes(b"lines\n")
    target.commit()
    target.abort()
    assert capfdbinary.readouterr().out == b"lines\n"


def test_a_path_at_which_nothing_is_created_is_an_error(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with pytest.raises(RuntimeError, match="no file was created"), target.file():
        pass
    target.abort()
    assert files(tmp_path) == []


def test_the_old_file_beside_the_target_can_be_read_if_it_is_the_exporters_own(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "b.txt")
    (tmp_path / "c.txt").write_text("Dear Diary")
    target = Target(tmp_path / "a.txt", exporter=Lines)
    assert target.previous("b.txt") == (tmp_path / "b.txt").read_bytes()
    assert target.previous("c.txt") is None
    assert target.previous("d.txt") is None


def test_an_exporter_may_close_the_file_itself(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with target.open_binary() as out:
        out.write(b"lines")
        out.close()
    target.commit()
    assert (tmp_path / "a.txt").read_bytes() == b"lines"


def test_a_new_file_has_the_mode_that_the_umask_gives_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    path = tmp_path / "a.txt"
    for mode in (plain.stat().st_mode, 0o100600):
        if path.exists():
            path.chmod(mode)
        target = Target(path, exporter=Lines)
        write(target)
        target.commit()
        assert path.stat().st_mode == mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "a.txt").symlink_to(tmp_path / "real" / "b.txt")
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target)
    target.commit()
    assert (tmp_path / "a.txt").is_symlink()
    assert (tmp_path / "real" / "b.txt").read_text() == "lines\n"


# --- what may be replaced -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "contents"), [("a.txt", b"a letter"), ("a.md", b"lines")])
def test_a_file_that_is_not_the_exporters_own_is_refused(tmp_path: Path, name: str, contents: bytes) -> None:
    (tmp_path / name).write_bytes(contents)
    with pytest.raises(TargetError, match="was not written by"):
        Target(tmp_path / name, exporter=Lines)
    Target(tmp_path / name, exporter=Lines, force=True)


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_its_own_file_and_an_empty_one_are_replaced(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for contents in (b"lines of old", b""):
        path.write_bytes(contents)
        target = Target(path, exporter=Lines)
        write(target)
        target.commit()
        assert path.read_bytes() == b"lines\n"


def test_without_an_exporter_nothing_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"lines")
    with pytest.raises(TargetError, match="already exists"):
        Target(tmp_path / "a.txt")


def test_a_sibling_that_the_exporter_did_not_write_is_refused(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "b.txt")
    (tmp_path / "b.txt").write_text("my own list", encoding="utf-8")
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with pytest.raises(TargetError, match=r"b\.txt exists and was not written by"), target.open_text("b.txt"):
        pass
    write_whole(tmp_path / "a.txt", "b.txt", force=True)
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "lines\n"


def test_what_somebody_puts_there_during_the_export_is_not_replaced(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        target = Target(tmp_path / "a.txt", exporter=Lines)
        write(target)
        with target.open_text("b.txt") as out:
            out.write("lines")
        (tmp_path / name).write_text("precious", encoding="utf-8")
        with pytest.raises(TargetError, match=rf"{name} exists and was not written by"):
            target.commit()
        assert files(tmp_path) == [name]
        (tmp_path / name).unlink()


def test_an_exporter_that_knows_no_mark_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("a page", encoding="utf-8")
    with pytest.raises(TargetError, match="was not written by"):
        Target(tmp_path / "a.html", exporter=Either)


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    tmp_path.joinpath("letter.txt").write_text("Dear Sir", encoding="utf-8")
    with pytest.raises(TargetError, match="is a folder") as caught:
        Target(tmp_path, exporter=Lines)
    assert caught.value.hint.endswith(f"-o {tmp_path / 'notes.txt'}")
    with pytest.raises(TargetError, match="is a folder"):
        write(Target(tmp_path, exporter=Pages))


@pytest.mark.skipif(os.name == "nt", reason="Windows reports such a name in its own way")
def test_a_name_that_the_file_system_does_not_take_is_refused_in_time(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="File name too long"):
        Target(tmp_path / ("x" * 300))
    target = Target(tmp_path / ("x" * 250))
    with pytest.raises(TargetError, match="File name too long"), target.open_text(f"{target.name}-terms"):
        pass
    target.abort()
    assert files(tmp_path) == []


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="There is no folder") as caught:
        Target(tmp_path / "new" / "a.txt", exporter=Lines)
    assert "mkdir -p" in caught.value.hint


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(TargetError, match="cannot be written to"):
        Target(tmp_path / "a.txt", exporter=Lines)


# --- the disk -------------------------------------------------------------------------------------------------------


def full(*_: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_one_clear_error_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with pytest.raises(TargetError, match="disk is full"):
        write(target)
    assert files(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_device_is_one_clear_error() -> None:
    target = Target(Path("/dev/full"), exporter=Lines)
    write(target)
    with pytest.raises(TargetError, match="disk is full"):
        target.commit()


def test_a_rename_that_fails_leaves_nothing_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    write(target)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(TargetError, match="disk is full"):
        target.commit()
    assert files(tmp_path) == []


def test_an_exporters_own_missing_file_is_not_taken_for_the_target(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines)
    with pytest.raises(FileNotFoundError), target.open_text():
        (tmp_path / "image.png").read_bytes()
    assert files(tmp_path) == []


# --- dry run, standard output, devices ------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing_and_reports_all(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt", exporter=Lines, dry_run=True)
    write(target)
    assert files(tmp_path) == []
    assert target.report({"lines": 1}).counts == {"lines": 1}
    target.commit()
    assert files(tmp_path) == []


def test_standard_output_gets_all_at_the_commit_and_no_sibling(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    target = Target(None, exporter=Lines)
    write(target, "é\r\n")
    with target.open_text("a.json") as out:
        out.write("{}")
    assert capfdbinary.readouterr().out == b""
    report = target.report()
    target.commit()
    assert capfdbinary.readouterr().out == b"\xc3\xa9\r\n"
    assert report.paths == ()
    assert (target.name, target.suffix, target.previous()) == ("-", "", None)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such file")
def test_a_device_is_written_to() -> None:
    target = Target(Path("/dev/null"), exporter=Lines)
    write(target)
    target.commit()
    assert Path("/dev/null").is_char_device()


# --- folders --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Path]:
    target = Target(tmp_path / "site", exporter=Pages)
    with target.folder() as folder:
        (folder / "old.html").write_text("old")
        assert not (tmp_path / "site").exists()
    target.commit()
    yield tmp_path / "site"
    assert files(tmp_path) == ["site"]


def test_its_own_folder_is_replaced_as_a_whole(pages: Path) -> None:
    target = Target(pages, exporter=Pages)
    with target.folder() as folder:
        (folder / "new.html").write_text("new")
    target.commit()
    assert files(pages) == [".noteport", "new.html"]


def test_a_failure_leaves_the_old_folder(pages: Path) -> None:
    target = Target(pages, exporter=Pages)
    with pytest.raises(ZeroDivisionError), target.folder() as folder:
        (folder / "new.html").write_text("new")
        raise ZeroDivisionError
    assert files(pages) == [".noteport", "old.html"]


def test_a_dry_run_leaves_the_old_folder(pages: Path) -> None:
    target = Target(pages, exporter=Pages, dry_run=True)
    with target.folder() as folder:
        (folder / "new.html").write_text("new")
    target.commit()
    assert files(pages) == [".noteport", "old.html"]


def test_the_old_folder_comes_back_if_the_new_one_cannot_take_its_place(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Target(pages, exporter=Pages)
    with target.folder() as folder:
        (folder / "new.html").write_text("new")
    replace = Path.replace

    def fail_once(self: Path, place: Path) -> Path:
        if place == pages / "new.html":
            full()
        return replace(self, place)

    monkeypatch.setattr(Path, "replace", fail_once)
    with pytest.raises(TargetError, match="disk is full"):
        target.commit()
    assert files(pages) == [".noteport", "old.html"]


def test_somebody_elses_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").touch()
    for path in (tmp_path, tmp_path / "thesis.md"):
        target = Target(path, exporter=Pages, force=True)
        with pytest.raises(TargetError, match=r"contains other files|is a file"), target.folder():
            pass


@pytest.mark.parametrize(
    ("name", "is_folder"), [("a.html", False), ("A.HTML", False), ("pages", True), ("pages.old", True)]
)
def test_an_exporter_of_both_is_told_by_the_name_which_is_meant(tmp_path: Path, name: str, is_folder: bool) -> None:
    assert Target(tmp_path / name, exporter=Either).is_folder is is_folder
    assert not Target(tmp_path / name, exporter=Lines).is_folder
    assert not Target(None, exporter=Either).is_folder


def test_an_exporter_of_both_replaces_its_own_folder_and_no_other(tmp_path: Path) -> None:
    for _ in range(2):
        target = Target(tmp_path / "pages", exporter=Either)
        with target.folder() as folder:
            (folder / "index.html").write_text("page")
        target.commit()
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "one.md").touch()
    with (
        pytest.raises(TargetError, match="contains other files"),
        Target(tmp_path / "thesis", exporter=Either).folder(),
    ):
        pass
    (tmp_path / "thesis").rename(tmp_path / "a.html")
    with pytest.raises(TargetError, match="is a folder"):
        Target(tmp_path / "a.html", exporter=Either)


def test_a_folder_does_not_go_to_standard_output() -> None:
    with pytest.raises(TargetError, match="cannot go to standard output"), Target(None).folder():
        pass


# --- the outside world ----------------------------------------------------------------------------------------------


def test_previous_gives_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert Target(path, exporter=Lines).previous() is None
    path.write_bytes(b"lines of old")
    assert Target(path, exporter=Lines).previous() == b"lines of old"


def test_the_clock_stands_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = Target(tmp_path / "a.txt")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert target.clock() == datetime(1980, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert target.clock() == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        target.clock()


# --- what stands there, and room for work ---------------------------------------------------------------------------


def test_previous_files_are_the_file_or_those_of_the_folder(tmp_path: Path) -> None:
    def found(target: Target, elsewhere: Path | None = None) -> list[tuple[str, bytes]]:
        return [(name, file.read()) for name, file in target.previous_files(elsewhere)]

    folder = tmp_path / "pages"
    target = Target(folder, exporter=Pages)
    assert found(target) == []
    with target.folder() as inside:
        for name in ("b.txt", "a.txt"):
            inside.joinpath(name).write_bytes(name.encode())
    target.commit()
    assert found(Target(folder, exporter=Pages)) == [("a.txt", b"a.txt"), ("b.txt", b"b.txt")]
    assert found(Target(tmp_path / "new.txt"), folder / "a.txt") == [("a.txt", b"a.txt")]
    with pytest.raises(UsageError, match="no such file or folder"):
        found(target, tmp_path / "none")


def test_a_file_that_an_option_names_is_read_or_complained_about(tmp_path: Path) -> None:
    tmp_path.joinpath("my.css").write_bytes(b"a {}")
    target = Target(tmp_path / "a.txt")
    assert target.read(tmp_path / "my.css") == b"a {}"
    with pytest.raises(UsageError, match=r"none\.css cannot be read"):
        target.read(tmp_path / "none.css")


def test_scratch_is_gone_afterwards_whatever_happens(tmp_path: Path) -> None:
    target = Target(tmp_path / "a.txt")
    with pytest.raises(ZeroDivisionError), target.scratch() as folder:
        folder.joinpath("work").write_text("half done", encoding="utf-8")
        _ = 1 / 0
    assert not folder.exists()
    assert files(tmp_path) == []


def test_a_full_disk_for_work_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(TargetError, match=f"temporary folder {tmp_path} is full"), Target(tmp_path / "a.txt").scratch():
        raise OSError(errno.ENOSPC, "No space left on device")


def test_an_exporter_of_files_may_fill_a_folder_that_is_empty_or_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for _ in range(2):
        target = Target(folder, exporter=Lines)
        with target.folder() as inside:
            inside.joinpath("a.txt").write_text("lines", encoding="utf-8")
        target.commit()
    with pytest.raises(TargetError, match="is a folder"):
        write(Target(folder, exporter=Lines))


def test_the_present_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert abs((Target(tmp_path / "a").present() - datetime.now(UTC)).total_seconds()) < 60
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert Target(tmp_path / "a").present() == datetime.fromtimestamp(1_700_000_000, UTC)
