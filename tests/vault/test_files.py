from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from noteport.errors import UsageError
from noteport.model.limits import Limits
from noteport.vault.files import NoteFile, find_files, read_text


def write(path: Path, text: str | bytes = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def names(root: Path, *exclude: str) -> list[str]:
    return [Path(file.shown).relative_to(root).as_posix() for file in find_files([root], exclude).notes]


def read(path: Path) -> tuple[str | None, list[str]]:
    text, problems = read_text(NoteFile(path, PurePosixPath(path.name)))
    return text, [problem.code for problem in problems]


# --- finding --------------------------------------------------------------------------------------------------------


def test_notes_are_found_by_their_suffix_in_any_case(tmp_path: Path) -> None:
    for name in ("a.md", "b.markdown", "c.MD", "d.txt", "e.html", "f", "g.md.bak", "h.mdx"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a.md", "b.markdown", "c.MD", "d.txt"]


def test_hidden_folders_and_copies_are_skipped(tmp_path: Path) -> None:
    for name in (".obsidian/a.md", ".trash/a.md", "x/.git/a.md", ".a.md", "logseq/bak/a.md", "x/node_modules/a.md"):
        write(tmp_path / name)
    write(tmp_path / "logseq/pages/a.md")
    write(tmp_path / "bak/a.md")
    assert names(tmp_path) == ["bak/a.md", "logseq/pages/a.md"]


def test_a_vault_inside_a_hidden_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / ".notes/a.md")
    assert names(tmp_path / ".notes") == ["a.md"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("drafts", ["a.md", "x/b.md"]),
        ("drafts/*", ["a.md", "x/b.md"]),
        ("*/b.md", ["a.md", "drafts/a.md"]),
        ("b.*", ["a.md", "drafts/a.md"]),
        ("a.md", ["drafts/b.md", "x/b.md"]),
        ("*", []),
        ("none", ["a.md", "drafts/a.md", "drafts/b.md", "x/b.md"]),
    ],
)
def test_excluded_files_and_folders_are_left_out(tmp_path: Path, pattern: str, left: list[str]) -> None:
    for name in ("a.md", "drafts/a.md", "drafts/b.md", "x/b.md"):
        write(tmp_path / name)
    assert names(tmp_path, pattern) == left


def test_order_is_that_of_the_path_parts(tmp_path: Path) -> None:
    for name in ("b.md", "a/b.md", "a b/a.md", "a.md", "a/a/c.md"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a/a/c.md", "a/b.md", "a b/a.md", "a.md", "b.md"]


def test_each_file_is_found_once_however_it_is_named(tmp_path: Path) -> None:
    note = write(tmp_path / "x/a.md")
    (tmp_path / "link.md").symlink_to(note)
    found = find_files([tmp_path, tmp_path / "x", note, tmp_path / "link.md"]).notes
    assert len(found) == 1


def test_links_that_run_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a/a.md")
    (tmp_path / "a/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names(tmp_path) == ["a/a.md"]


def test_a_named_file_is_a_note_whatever_its_suffix(tmp_path: Path) -> None:
    assert len(find_files([write(tmp_path / "a.text")]).notes) == 1


def test_a_missing_path_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        find_files([tmp_path, tmp_path / "nowhere"])


# --- reading --------------------------------------------------------------------------------------------------------

TEXT = "Größe 大きさ\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_that_people_bring(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith(("le", "be")) else ""
    text, problems = read(write(tmp_path / "a.md", (mark + TEXT).encode(encoding)))
    assert (text or "").removeprefix("\ufeff") == TEXT
    assert problems == []


@pytest.mark.parametrize(
    ("data", "read_as"),
    [
        (b"Gr\xf6\xdfe\x96", "Größe–"),
        (b"Gr\xf6\xdfe, \xe2\x82\xac", "Gr\ufffd\ufffde, €"),
        (b"Gr\xf6\x81e", "Gr\ufffd\ufffde"),
    ],
    ids=["windows", "damaged", "neither"],
)
def test_bytes_that_are_not_utf8_are_reported_with_their_line(tmp_path: Path, data: bytes, read_as: str) -> None:
    path = write(tmp_path / "a.md", b"one\ntwo\n" + data)
    text, [problem] = read_text(NoteFile(path, PurePosixPath("shown.md")))
    assert text == f"one\ntwo\n{read_as}"
    assert str(problem).startswith("shown.md:3: file-encoding:")


def test_a_lone_nul_is_text_and_many_are_not(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.md", b"a\0" + b"b" * 200))[1] == []
    assert read(write(tmp_path / "b.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0" * 9)) == (None, ["file-binary"])


def test_line_ends_are_left_as_they_are(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.md", b"a\r\nb\rc\n"))[0] == "a\r\nb\rc\n"


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    assert read(tmp_path / "gone.md") == (None, ["file-unreadable"])
    assert read(tmp_path) == (None, ["file-unreadable"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a Unix thing")
def test_a_pipe_is_a_problem_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert read(tmp_path / "pipe.md") == (None, ["file-unreadable"])


def test_a_file_larger_than_any_note_is_a_problem_that_says_how_to_read_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md", b"a" * (2 * 1024 * 1024 + 1))
    [file] = find_files([path], limits=Limits(note_size=2)).notes
    text, [problem] = read_text(file)
    assert text is None
    assert problem.message == "Larger than 2 MB; the file was skipped. Raise the limit with --max-note-size."
    [file] = find_files([path], limits=Limits(note_size=3)).notes
    assert read_text(file)[1] == ()
