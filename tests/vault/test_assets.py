"""Files that notes show, and files that they shall not."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from noteport.api import Vault
from noteport.vault.assets import Assets


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    for name in (
        "notes/pic.png",
        "notes/a b.png",
        "notes/100%.png",
        "attachments/deep/far.png",
        "attachments/Two Words.PNG",
        ".hidden/secret.png",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    tmp_path.joinpath("outside.png").write_bytes(b"outside")
    return folder


def contents(vault: Path, src: str) -> bytes | None:
    found = Assets([vault]).find(PurePosixPath((vault / "notes/note.md").as_posix()), src)
    return found.read() if found is not None else None


@pytest.mark.parametrize(
    ("src", "found"),
    [
        ("pic.png", "notes/pic.png"),
        ("./pic.png", "notes/pic.png"),
        ("../notes/pic.png", "notes/pic.png"),
        ("notes/pic.png", "notes/pic.png"),
        ("/notes/pic.png", "notes/pic.png"),
        (r"..\attachments\deep\far.png", "attachments/deep/far.png"),
        ("pic.png?raw=true#right", "notes/pic.png"),
        ("a%20b.png", "notes/a b.png"),
        ("a b.png", "notes/a b.png"),
        ("100%.png", "notes/100%.png"),
        ("far.png", "attachments/deep/far.png"),
        ("two%20words.png", "attachments/Two Words.PNG"),
    ],
)
def test_a_file_is_found_from_the_note_from_the_vault_and_by_its_name(vault: Path, src: str, found: str) -> None:
    assert contents(vault, src) == found.encode()


@pytest.mark.parametrize(
    "src",
    [
        "../../outside.png",
        "/../outside.png",
        "outside.png",
        "link.png",
        "linked/outside.png",
        "https://example.org/pic.png",
        "file:///etc/hostname",
        "missing.png",
        "notes",
        "..",
        "",
        "x" * 5000 + ".png",
        "\0.png",
    ],
)
def test_nothing_outside_is_found(vault: Path, src: str) -> None:
    (vault / "notes/link.png").symlink_to(vault.parent / "outside.png")
    (vault / "notes/linked").symlink_to(vault.parent)
    assert contents(vault, src) is None


def test_an_absolute_path_outside_is_not_found(vault: Path) -> None:
    assert contents(vault, str(vault.parent / "outside.png")) is None


def test_hidden_folders_are_not_searched(vault: Path) -> None:
    assert contents(vault, "secret.png") is None


def test_a_pipe_is_not_waited_for(vault: Path) -> None:
    os.mkfifo(vault / "notes/pipe.png")
    assert contents(vault, "pipe.png") is None


def test_a_huge_file_is_left_out(vault: Path) -> None:
    with (vault / "notes/huge.png").open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    assert contents(vault, "huge.png") is None


def test_of_a_single_note_its_folder_is_given_and_a_name_is_sought_one_folder_deep(vault: Path) -> None:
    note = vault / "note.md"
    note.write_text("A fact.", encoding="utf-8")
    notes = Vault([note])
    (read,) = notes
    named = notes.asset(read, "notes/pic.png")
    assert named is not None
    assert (named.name, named.read()) == ("pic.png", b"notes/pic.png")
    assert notes.asset(read, "two words.png") is not None
    assert notes.asset(read, "attachments/deep/far.png") is not None
    assert notes.asset(read, "far.png") is None, "a home folder is not searched through for one note"
    assert notes.asset(read, "../outside.png") is None
