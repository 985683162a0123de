"""Vaults that no honest tool would make: each hazard costs a problem and its own note at most."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from noteport.api import Vault
from noteport.cli.app import run
from noteport.export import registry

NOTE = "---\nvideoId: golden_test\n---\nWater boils at 100 degrees [00:10].\n"
SECRET = "---\nvideoId: golden_test\n---\nThe secret word is xyzzy [00:10].\n"

Hazard = Callable[[Path], None]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these names nor pipes in folders")


def link_out(vault: Path) -> None:
    (vault.parent / "secret.md").write_text(SECRET)
    (vault / "shared.md").symlink_to(vault.parent / "secret.md")


def folder_link_out(vault: Path) -> None:
    (vault.parent / "private").mkdir()
    (vault.parent / "private" / "diary.md").write_text(SECRET)
    (vault / "more").symlink_to(vault.parent / "private")


def facts_of_a_video_behind_a_link(vault: Path) -> None:
    facts = {"id": "golden_test", "title": "The secret word is xyzzy", "duration": 60}
    (vault.parent / "secret.info.json").write_text(json.dumps(facts))
    (vault / "good.info.json").symlink_to("../secret.info.json")


def hub_behind_a_link(vault: Path) -> None:
    hub = "### [The secret word is xyzzy](https://www.youtube.com/watch?v=golden_test)\n- [[good]]\n"
    (vault.parent / "secret.md").write_text(hub)
    (vault / "notes.md").symlink_to("../secret.md")


def hub_behind_a_link_above(vault: Path) -> None:
    hub_behind_a_link(vault)
    (vault / "notes.md").unlink()
    (vault.parent / "secret.md").rename(vault.parent / "out" / "secret.md")
    (vault.parent / f"{vault.parent.name}.md").symlink_to("out/secret.md")


def facts_of_a_video_elsewhere_in_the_vault(vault: Path) -> None:
    (vault / "kept").mkdir()
    (vault / "kept" / "good.info.json").write_text('{"id": "golden_test", "title": "Steam", "duration": 60}')
    (vault / "good.info.json").symlink_to("kept/good.info.json")


def link_to_itself(vault: Path) -> None:
    (vault / "loop.md").symlink_to(vault / "loop.md")


def links_in_a_circle(vault: Path) -> None:
    (vault / "a").mkdir()
    (vault / "a" / "up").symlink_to(vault)
    (vault / "a" / "on").symlink_to(vault / "b")
    (vault / "b").symlink_to(vault / "a")


def pipe(vault: Path) -> None:
    os.mkfifo(vault / "pipe.md")


def pipe_behind_a_link(vault: Path) -> None:
    os.mkfifo(vault / ".pipe")
    (vault / "linked.md").symlink_to(".pipe")


def pipes_beside_a_note(vault: Path) -> None:
    for name in ("good.info.json", "notes.md", "noteport.toml", "pyproject.toml"):
        os.mkfifo(vault / name)


def device(vault: Path) -> None:
    (vault / "zero.md").symlink_to("/dev/zero")


def socket_file(vault: Path) -> None:
    here = Path.cwd()
    os.chdir(vault)  # a socket's address has a hundred bytes at most
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket.md")
    finally:
        os.chdir(here)


def folder_with_a_notes_name(vault: Path) -> None:
    (vault / "folder.md").mkdir()


def odd_names(vault: Path) -> None:
    names = [
        b"line\nbreak",
        b"\x1b[2Jescape",
        b"not-utf-8-\xff",
        b"con",
        b"nul",
        b"a:b",
        b"a\\b",
        b"-",
        b"..",
        b"~",
        b"{{Front}}",
    ]
    for name in (*names, b"<img src=x onerror=alert(1)>", b"' OR 1=1 --", b"=1+1", "\u202egnp".encode(), b"x" * 250):
        Path(os.fsdecode(os.fsencode(vault) + b"/" + name + b".md")).write_text(NOTE)


def names_as_long_as_can_be(vault: Path) -> None:
    folder = vault / ("x" * 255)
    folder.mkdir()
    (folder / ("y" * 252 + ".md")).write_text(NOTE)


def folders_without_end(vault: Path) -> None:
    subprocess.run(["mkdir", "-p", str(vault / "/".join("d" * 1_500))], check=True)


def notes_in_folders_without_end(vault: Path) -> None:
    here = Path.cwd()
    for depth in range(2_200):
        Path("d").mkdir()
        os.chdir("d")
        if depth in (300, 1_200, 2_199):  # the last is too far down for any path
            Path(f"{depth}.md").write_text(NOTE)
    os.chdir(here)


def not_text(vault: Path) -> None:
    (vault / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0" * 99)


def broken_text(vault: Path) -> None:
    (vault / "broken.md").write_bytes(NOTE.encode() + b"\xff\xfe\xed\xa0\x80\xc0\x80")


HAZARDS: list[tuple[Hazard, list[str]]] = [
    (link_out, ["file-outside"]),
    (folder_link_out, ["file-outside"]),
    (facts_of_a_video_behind_a_link, ["file-outside"]),
    (hub_behind_a_link, ["file-outside"]),
    (hub_behind_a_link_above, ["file-outside"]),
    (facts_of_a_video_elsewhere_in_the_vault, []),
    (link_to_itself, ["file-unreadable"]),
    (links_in_a_circle, []),
    (pipe, ["file-unreadable"]),
    (pipe_behind_a_link, ["file-unreadable"]),
    (pipes_beside_a_note, ["file-unreadable"]),
    (device, ["file-outside"]),
    (socket_file, ["file-unreadable"]),
    (folder_with_a_notes_name, []),
    (odd_names, []),
    (names_as_long_as_can_be, []),
    (folders_without_end, []),
    (notes_in_folders_without_end, ["file-unreadable"]),
    (not_text, ["file-binary"]),
    (broken_text, ["file-encoding"]),
]
"""Each hazard, and the codes that ``check`` reports for it."""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """``notes/good.md``, in a folder that is the working directory and is not left behind."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "good.md").write_text(NOTE)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(folder)
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)  # pytest cannot remove a thousand folders in each other


@pytest.mark.parametrize(("hazard", "codes"), HAZARDS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_hazard_costs_no_more_than_its_own_note(
    hazard: Hazard, codes: list[str], vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hazard(vault)
    assert run(["check", ".", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(captured.out)] == codes
    assert "\x1b" not in captured.out + captured.err
    for name, reference in registry.references().items():
        file = vault.parent / "out" / f"it{registry.load(reference).suffixes[0]}"
        assert run([name, ".", "-o", str(file)]) == 0, name
        assert "\x1b" not in capsys.readouterr().err
        assert file.stat().st_size
        assert b"xyzzy" not in file.read_bytes()
    assert "Water boils at 100 degrees." in (vault.parent / "out" / "it.csv").read_text(encoding="utf-8")


def test_what_is_named_is_read_wherever_it_leads(vault: Path) -> None:
    link_out(vault)
    folder_link_out(vault)
    assert len(Vault([vault / "shared.md"])) == 1
    assert len(Vault([vault / "more"])) == 1
    assert len(Vault([vault, vault.parent / "secret.md"])) == 2


# --- files that change while they are read --------------------------------------------------------------------------


def becomes_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def becomes_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def becomes_a_picture(file: Path) -> None:
    file.write_bytes(b"\0" * 5_000)


def becomes_larger_than_any_note(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(17 * 1024 * 1024)


@pytest.mark.parametrize(
    "change", [Path.unlink, becomes_a_pipe, becomes_a_folder, becomes_a_picture, becomes_larger_than_any_note]
)
def test_a_file_that_changes_after_it_was_found_costs_its_own_note(change: Hazard, vault: Path, tmp_path: Path) -> None:
    other = vault / "other.md"
    other.write_text(NOTE)
    notes = Vault([vault])
    change(other)
    assert [note.path.name for note in notes] == ["good.md"]
    assert {problem.code for problem in notes.problems} <= {"file-unreadable", "file-binary"}
    assert notes.problems


# --- what may not be read -------------------------------------------------------------------------------------------


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, whom no permission stops."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own belong to the user alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    if not all(parent.stat().st_mode & 0o001 for parent in folder.parents):
        folder.rmdir()
        pytest.skip("the system's temporary folder is not open to all users")
    yield folder
    shutil.rmtree(folder)


def test_what_may_not_be_read_is_a_problem_and_no_more(open_folder: Path) -> None:
    for name in ("good.md", "closed.md", "closed/a.md", "listed/a.md"):
        (open_folder / name).parent.mkdir(exist_ok=True)
        (open_folder / name).write_text(NOTE)
    (open_folder / "closed.md").chmod(0)
    (open_folder / "closed").chmod(0)
    (open_folder / "listed").chmod(0o644)  # its names may be seen, and no more
    with nobody():
        vault = Vault([open_folder])
        notes = [note.path.name for note in vault]
    for name in ("closed", "listed"):
        (open_folder / name).chmod(0o755)
    assert notes == ["good.md"]
    assert [(problem.code, problem.path.relative_to(open_folder).as_posix()) for problem in vault.problems] == [
        ("file-unreadable", "closed"),
        ("file-unreadable", "closed.md"),
        ("file-unreadable", "listed/a.md"),
    ]
    assert all("Permission denied" in problem.message for problem in vault.problems)
