"""Reading what others put there: nothing waits, nothing fills the memory, nothing leads outside."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.vault.safe_read import GivenPaths, Refused, TooLarge, is_regular, open_file, read_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices in folders")


def pipe(place: Path) -> None:
    os.mkfifo(place)


def pipe_behind_links(place: Path) -> None:
    os.mkfifo(place.with_name("pipe"))
    place.with_name("link").symlink_to("pipe")
    place.symlink_to("link")


def endless_device(place: Path) -> None:
    place.symlink_to("/dev/zero")


def terminal(place: Path) -> None:
    place.symlink_to("/dev/tty")


def listening_socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place.name)


def folder(place: Path) -> None:
    place.mkdir()


def link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


def nothing(place: Path) -> None:
    """Leave the place empty."""


HAZARDS = [pipe, pipe_behind_links, endless_device, terminal, listening_socket, folder, link_to_itself, nothing]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.__name__)
@pytest.mark.parametrize("read", [open_file, read_file])
def test_what_is_no_regular_file_is_refused_at_once(
    hazard: Callable[[Path], None], read: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's address has a hundred bytes at most
    place = tmp_path / "it"
    hazard(place)
    with pytest.raises(OSError, match=r"it") as caught:
        read(place)
    assert caught.value.strerror
    assert not is_regular(place)


def test_a_file_is_read_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    file = tmp_path / "it"
    file.write_bytes(b"12345")
    assert read_file(file, 5) == b"12345"
    with pytest.raises(TooLarge, match="it is larger than 0 kB"):
        read_file(file, 4)
    with pytest.raises(TooLarge):
        open_file(file, 4)
    with open_file(file) as stream:
        assert stream.read() == b"12345"


def test_a_file_without_a_size_is_read_up_to_the_limit_too() -> None:
    file = Path("/proc/self/environ")
    if not file.exists():
        pytest.skip("only Linux has such files")
    assert read_file(file)
    with pytest.raises(TooLarge):
        read_file(file, 3)


def test_a_file_that_grows_while_it_is_read_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "it"
    file.write_bytes(b"old")
    status = file.stat()
    monkeypatch.setattr(os, "fstat", lambda _: status)
    file.write_bytes(b"old and new")
    assert read_file(file) == b"old and new"
    with pytest.raises(TooLarge):
        read_file(file, 5)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """``vault/``, ``other/note.md`` and ``secret.md`` side by side."""
    (tmp_path / "vault" / "deep").mkdir(parents=True)
    (tmp_path / "other" / "deep").mkdir(parents=True)
    for name in (
        "vault/in.md",
        "vault/deep/in.md",
        "other/note.md",
        "other/beside.md",
        "other/deep/far.md",
        "secret.md",
    ):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_given_file_and_what_lies_below_a_given_folder_is_inside(given: Path) -> None:
    paths = GivenPaths([given / "vault", given / "other/note.md"])
    inside = ["vault", "vault/in.md", "vault/deep/in.md", "vault/deep/new.md", "other/note.md"]
    outside = ["secret.md", "other/beside.md", "other/deep/far.md", "vault/../secret.md", "vaults.md", "."]
    assert [name for name in (*inside, *outside) if paths.hold(given / name)] == inside


@pytest.mark.parametrize("to", ["../secret.md", "../../etc/passwd", "/etc/passwd", "deep/out.md", "/proc/self/environ"])
def test_a_link_that_leads_out_is_refused(given: Path, to: str) -> None:
    (given / "vault/deep/out.md").symlink_to("../../secret.md")
    link = given / "vault/link.md"
    link.symlink_to(to)
    with pytest.raises(Refused, match="leads out of the given paths"):
        GivenPaths([given / "vault"]).real(link)


def test_a_folder_behind_a_link_that_leads_out_is_outside(given: Path) -> None:
    (given / "vault/away").symlink_to("../other")
    with pytest.raises(Refused):
        GivenPaths([given / "vault"]).real(given / "vault/away/beside.md")


def test_a_link_that_stays_inside_is_followed(given: Path) -> None:
    (given / "vault/link.md").symlink_to("deep/in.md")
    (given / "door").symlink_to("vault")
    for root in ("vault", "door", "vault/../vault"):
        assert GivenPaths([given / root]).real(given / "vault/link.md") == given / "vault/deep/in.md"
        assert GivenPaths([given / root]).real(given / "door/link.md") == given / "vault/deep/in.md"


def test_what_stands_beside_may_be_read_but_not_what_a_link_there_leads_to(given: Path) -> None:
    paths = GivenPaths([given / "vault/deep/in.md"])
    assert paths.real(given / "vault/in.md", given / "vault") == given / "vault/in.md"
    (given / "vault/vault.md").symlink_to("../secret.md")
    with pytest.raises(Refused):
        paths.real(given / "vault/vault.md", given / "vault")


def test_a_link_that_is_named_gives_the_file_that_it_leads_to_and_nothing_beside_that(given: Path) -> None:
    (given / "named.md").symlink_to("other/note.md")
    paths = GivenPaths([given / "named.md"])
    assert paths.real(given / "named.md") == given / "other/note.md"
    assert not paths.hold(given / "other/beside.md")


def test_a_link_that_cannot_be_read_is_not_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = GivenPaths([tmp_path])

    def fail(path: object) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr(os.path, "realpath", fail)
    assert not given.hold(tmp_path / "exe")
