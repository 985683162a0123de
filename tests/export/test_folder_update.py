"""In a folder that is written again, noteport replaces and removes what it wrote, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from noteport.errors import TargetError
from noteport.export.exporter import Exporter
from noteport.export.folder_list import files_below, read_list
from noteport.export.notes import Notes
from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.plugins.options import Options


class Pages(Exporter[Options]):
    name, summary = "pages", "A folder of pages."

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        return head.startswith(b"page")

    def export(self, notes: Notes, target: Target) -> ExportReport:
        raise NotImplementedError


def write(folder: Path, files: Mapping[str, str], *, force: bool = False, dry_run: bool = False) -> None:
    """Export some files into a folder."""
    target = Target(folder, exporter=Pages, force=force, dry_run=dry_run)
    try:
        with target.folder() as inside:
            for name, text in files.items():
                (inside / name).parent.mkdir(parents=True, exist_ok=True)
                (inside / name).write_text(text, encoding="utf-8")
        target.commit()
    finally:
        target.abort()


def seen(folder: Path) -> dict[str, str]:
    """Every file but the list."""
    return {name: (folder / name).read_text(encoding="utf-8") for name in files_below(folder) if name != ".noteport"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two files of ours."""
    write(tmp_path / "site", {"index.html": "index 1", "sub/a.html": "a 1"})
    return tmp_path / "site"


def test_the_list_names_every_file_and_the_same_files_give_the_same_list(site: Path, tmp_path: Path) -> None:
    found = read_list(site)
    assert found is not None
    assert (found.exporter, sorted(found.files)) == ("pages", ["index.html", "sub/a.html"])
    assert json.loads((site / ".noteport").read_text(encoding="utf-8")).keys() == {"exporter", "files"}
    write(tmp_path / "again", {"sub/a.html": "a 1", "index.html": "index 1"})
    assert (tmp_path / "again" / ".noteport").read_bytes() == (site / ".noteport").read_bytes()


def test_files_of_others_stay(site: Path) -> None:
    (site / "thesis.txt").write_text("precious", encoding="utf-8")
    (site / "sub" / "thesis.txt").write_text("precious", encoding="utf-8")
    (site / "empty").mkdir()
    write(site, {"index.html": "index 2", "b/b.html": "b 2"})
    mine = {"thesis.txt": "precious", "sub/thesis.txt": "precious"}
    assert seen(site) == {"index.html": "index 2", "b/b.html": "b 2"} | mine
    assert (site / "empty").is_dir()
    write(site, {"index.html": "index 3"})
    assert seen(site) == {"index.html": "index 3"} | mine
    assert not (site / "b").exists()


def test_a_file_of_somebody_elses_in_the_place_of_a_new_one_is_refused(site: Path) -> None:
    (site / "b.html").write_text("precious", encoding="utf-8")
    before = seen(site)
    for dry_run in (False, True):
        with pytest.raises(TargetError, match=r"b\.html exists and was not written by 'pages'"):
            write(site, {"index.html": "index 2", "b.html": "b 2"}, dry_run=dry_run)
        assert seen(site) == before
    write(site, {"index.html": "index 2", "b.html": "b 2"}, force=True)
    assert seen(site) == {"index.html": "index 2", "b.html": "b 2"}


def test_a_file_that_was_changed_since_is_not_replaced_unless_it_is_known_by_its_contents(site: Path) -> None:
    (site / "sub" / "a.html").write_text("my own words", encoding="utf-8")
    with pytest.raises(TargetError, match=r"a\.html exists and was not"):
        write(site, {"index.html": "index 2", "sub/a.html": "a 2"})
    (site / "sub" / "a.html").write_text("page, with a word of mine", encoding="utf-8")
    write(site, {"index.html": "index 2", "sub/a.html": "a 2"})
    assert seen(site) == {"index.html": "index 2", "sub/a.html": "a 2"}


def test_a_file_that_was_changed_since_is_not_removed(site: Path) -> None:
    (site / "sub" / "a.html").write_text("page, with a word of mine", encoding="utf-8")
    write(site, {"index.html": "index 2"})
    assert seen(site) == {"index.html": "index 2", "sub/a.html": "page, with a word of mine"}


def test_a_file_that_does_not_change_is_not_touched(site: Path) -> None:
    before = (site / "index.html").stat()
    write(site, {"index.html": "index 1", "b.html": "b 1"})
    after = (site / "index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_in_the_place_of_a_folder_and_a_folder_in_that_of_a_file_are_refused(site: Path) -> None:
    with pytest.raises(TargetError, match="in the way of a folder"):
        write(site, {"index.html/a.html": "a 2"})
    with pytest.raises(TargetError, match="in the way of a file"):
        write(site, {"sub": "a 2"}, force=True)
    assert seen(site) == {"index.html": "index 1", "sub/a.html": "a 1"}


def test_nothing_is_written_or_removed_through_links(site: Path, tmp_path: Path) -> None:
    (site / "sub").rename(tmp_path / "elsewhere")
    (site / "sub").symlink_to(tmp_path / "elsewhere")
    write(site, {"index.html": "index 2"})
    with pytest.raises(TargetError, match="in the way of a folder"):
        write(site, {"sub/a.html": "a 3"})
    assert seen(tmp_path / "elsewhere") == {"a.html": "a 1"}


@pytest.mark.parametrize("name", ["../thesis.txt", "/etc/passwd", "sub/../../thesis.txt", ""])
def test_a_list_that_leads_out_of_its_folder_is_no_list(site: Path, name: str, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious", encoding="utf-8")
    found = json.loads((site / ".noteport").read_text(encoding="utf-8"))
    found["files"][name] = next(iter(found["files"].values()))
    (site / ".noteport").write_text(json.dumps(found), encoding="utf-8")
    with pytest.raises(TargetError, match="contains other files"):
        write(site, {"index.html": "index 2"})
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize(
    "contents", ["other\n", "[]", '{"exporter": 1}', '{"exporter": "other", "files": {}}', "{" * 10_000]
)
def test_a_folder_of_another_exporter_or_of_nobody_is_refused(site: Path, contents: str) -> None:
    (site / ".noteport").write_text(contents, encoding="utf-8")
    with pytest.raises(TargetError, match="contains other files"):
        write(site, {"index.html": "index 2"}, force=True)


def test_a_folder_of_an_earlier_version_is_told_by_the_contents_of_its_files(site: Path) -> None:
    (site / ".noteport").write_text("pages\n", encoding="utf-8")
    (site / "index.html").write_text("page 1", encoding="utf-8")
    (site / "gone.html").write_text("page 1", encoding="utf-8")
    write(site, {"index.html": "page 2"})
    assert seen(site) == {"index.html": "page 2", "sub/a.html": "a 1"}


def test_only_what_is_listed_is_read_as_an_earlier_export(site: Path) -> None:
    (site / "thesis.html").write_text("page of mine", encoding="utf-8")
    target = Target(site, exporter=Pages)
    assert [name for name, _ in target.previous_files()] == ["index.html", "a.html"]


def test_folders_a_thousand_deep_are_no_crash(tmp_path: Path) -> None:
    (tmp_path / "out" / "/".join("d" * 800)).mkdir(parents=True)
    (tmp_path / "out" / ".noteport").write_text("pages\n")

    write(tmp_path / "out", {"a": "page"})

    assert (tmp_path / "out" / "a").read_text() == "page"
    assert len(files_below(tmp_path / "out")) == 2


def test_a_folder_that_is_too_deep_to_be_listed_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / ".noteport").write_text("pages\n")
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(20):  # longer than any path may be
        os.mkdir("d" * 250, dir_fd=descriptor)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = inner
    os.close(descriptor)

    with pytest.raises(TargetError):
        write(folder, {"a": "page"})
