"""The same export again: on another day, in another process, with another note."""

from __future__ import annotations

from pathlib import Path

import pytest

from noteport.export.foreign import takes_for_its_own
from noteport.testing import clocks, runs
from noteport.testing.awkward import ANOTHER
from noteport.testing.failing import fail, same, suffering
from noteport.testing.promises.base import Promises


class Repeating(Promises):
    """Users see changes only where something has changed."""

    def test_the_same_notes_give_the_same_bytes(self, tmp_path: Path) -> None:
        notes = self.awkward(tmp_path)
        with suffering():
            first = self.run(notes, tmp_path / "first").files
            second = self.run(notes, tmp_path / "second").files
            other = runs.run_elsewhere(self.exporter, tmp_path / "vault", tmp_path / "other")
        sentence = "Users see changes where there are none when they export again or on another machine."
        same(first, second, f"{sentence} Two exports of the same notes differ: does it use randomness?")
        same(first, other, f"{sentence} Another process gives another file: does it depend on the order of a set?")

    def test_the_clock_makes_no_difference(self, tmp_path: Path) -> None:
        notes = self.awkward(tmp_path)
        with suffering():
            today = self.run(notes, tmp_path / "today").files
            later = self.run(notes, tmp_path / "later", around=clocks.another_day).files
        sentence = "Users see changes where there are none when they export on another day."
        same(today, later, f"{sentence} Take the time from target.clock().")

    def test_it_recognises_its_own_file(self, tmp_path: Path) -> None:
        notes = self.awkward(tmp_path)
        for name in runs.names(self.exporter):
            with suffering():
                first = self.run(notes, tmp_path / "out", name=name).files
            sentence = "Users cannot export again to the same place without --force: recognises() rejects its own file."
            with suffering(sentence):
                again = self.run(notes, tmp_path / "out", name=name).files
            same(first, again, "Users see changes where there are none when they export again to the same place.")

    def test_it_does_not_take_a_file_of_others_for_its_own(self) -> None:
        with suffering("Users cannot export to a file that exists: recognises() crashes."):
            taken = takes_for_its_own(self.exporter)
        if taken is not None:
            sentence = "Users lose a file of their own: recognises() accepts files that other programs wrote."
            fail(sentence, f"It accepts {taken[:60]!r}. Write a mark of your own near the beginning, and look for it.")

    def test_a_claim_keeps_its_id_when_a_note_is_added(self, tmp_path: Path) -> None:
        vault = runs.write_vault(tmp_path / "vault", self.texts(tmp_path))
        with suffering():
            self.run(runs.read_vault(vault), tmp_path / "before")
        before = self.ids_in(tmp_path / "before", runs.read_vault(vault))
        if not before:
            pytest.skip("No ids of claims were found in its files; override ids_in() if it contains some.")
        runs.write_vault(vault, ANOTHER)
        with suffering():
            self.run(runs.read_vault(vault), tmp_path / "after")
        gone = before - self.ids_in(tmp_path / "after", runs.read_vault(vault))
        if gone:
            sentence = "Users lose what depends on a claim (reviews, links) when they write another note."
            fail(sentence, f"Gone, of {len(before)} ids: {', '.join(sorted(gone)[:3])}")
