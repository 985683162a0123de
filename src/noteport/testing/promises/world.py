"""What is touched outside the target, and what a failure leaves."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from noteport.errors import NoteportError
from noteport.testing import runs
from noteport.testing.failing import fail, same, suffering, trace
from noteport.testing.promises.base import Promises
from noteport.testing.watch import Deeds, watched


class World(Promises):
    """Users keep their files."""

    def test_nothing_is_written_outside_the_target(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        deeds, left = _watched(self, tmp_path, monkeypatch)
        sentence = "Users find files that they did not ask for, or lose their own."
        if deeds.writes:
            fail(sentence, f"Write with target.open_text(), open_binary() or folder(), not {deeds.writes[0]}")
        if left:
            fail(sentence, f"Left behind: {', '.join(left)}")
        if deeds.programs:
            fail("Users may not have the program that it starts.", deeds.programs[0])

    def test_it_uses_no_network(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        deeds, _ = _watched(self, tmp_path, monkeypatch)
        if deeds.network:
            sentence = "Users cannot export offline, and somebody else learns what they export."
            fail(sentence, deeds.network[0])

    @pytest.mark.parametrize("error", [RuntimeError("in the middle"), KeyboardInterrupt()], ids=["error", "interrupt"])
    @pytest.mark.parametrize("old", [False, True], ids=["new file", "old file"])
    def test_a_failure_leaves_what_was_there(self, tmp_path: Path, error: BaseException, old: bool) -> None:
        vault = runs.write_vault(tmp_path / "vault", self.texts(tmp_path))
        before: Mapping[str, bytes] = {}
        if old:
            with suffering():
                before = self.run(runs.read_vault(vault), tmp_path / "out").files
        notes = runs.BreakingNotes([vault])
        notes.error = error
        try:
            self.run(notes, tmp_path / "out")
        except BaseException as raised:  # noqa: BLE001  # an interrupt, for example
            if raised is not error and not isinstance(raised, NoteportError):
                sentence = "Users are told about a bug in this exporter when something else went wrong."
                fail(sentence, trace(raised))
        else:
            sentence = "Users mistake half an export for a whole one: it continues after reading the notes has failed."
            fail(sentence, f"{error!r} was raised by the notes in the middle, and export() gave a report.")
        same(before, runs.contents(tmp_path / "out"), "Users are left with half a file when an export fails.")


def _watched(contract: Promises, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Deeds, list[str]]:
    """What an export does to the world, and what it leaves there besides the target."""
    notes = contract.awkward(tmp_path)
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    for folder in (home, temporary, tmp_path / "out"):
        folder.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("TMPDIR", str(temporary))
    all_deeds: list[Deeds] = []

    @contextmanager
    def watch() -> Iterator[None]:
        with watched(tmp_path / "out", temporary) as deeds:
            all_deeds.append(deeds)
            yield

    try:
        written = contract.run(notes, tmp_path / "out", around=watch)
    except Exception as error:  # noqa: BLE001  # other tests report this, unless the watch itself raised it
        if not any((deeds.writes, deeds.network, deeds.programs) != ([], [], []) for deeds in all_deeds):
            fail("Users get no file.", trace(error))
        return all_deeds[0], []
    beside = set(written.files) - _named(written)
    return all_deeds[0], sorted({*beside, *runs.contents(home), *runs.contents(temporary)})


def _named(written: runs.ExportedFiles) -> set[str]:
    """The files that the report names, by name below the target's folder."""
    folder = written.place.parent
    paths = getattr(written.report, "paths", ())  # other tests report a missing report
    inside = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    return {Path(os.path.relpath(file, folder)).as_posix() for file in inside}
