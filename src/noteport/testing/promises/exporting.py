"""Every kind of note, every option."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from noteport.export.report import ExportReport
from noteport.plugins.fields import Field, fields_of
from noteport.testing import runs
from noteport.testing.awkward import AWKWARD
from noteport.testing.failing import fail, suffering, trace
from noteport.testing.promises.base import Promises


class Exporting(Promises):
    """Users get a file, whatever their notes contain."""

    def test_an_empty_vault_gives_a_valid_file_or_a_clear_error(self, tmp_path: Path) -> None:
        for name, text in {"none": "Nothing.", "blank": "", "without-claims": "# A title\n"}.items():
            vault = runs.write_vault(tmp_path / name, {"note.md": text})
            notes = runs.NoNotes([vault]) if name == "none" else runs.read_vault(vault, untimed=False)
            sentence = f"Users who export an empty vault get a crash ({name})."
            with suffering(sentence, words_are_enough=True):
                written = self.run(notes, tmp_path / f"out-{name}")
                self.check_file(written.place)

    def test_every_awkward_note_exports(self, tmp_path: Path) -> None:
        failed = []
        for number, (name, text) in enumerate(AWKWARD.items()):
            notes = runs.read_vault(runs.write_vault(tmp_path / f"vault{number}", {name: text}))
            try:
                written = self.run(notes, tmp_path / f"out{number}")
                self.check_file(written.place)
            except Exception as error:  # noqa: BLE001  # every failure is reported with the others
                failed.append(f"{name}:\n{text[:400]}\n{trace(error)}")
        if failed:
            sentence = "Users lose a whole export because of one unusual note"
            fail(f"{sentence} ({len(failed)} of {len(AWKWARD)} kinds; the first follows).", failed[0])

    @pytest.mark.parametrize("untimed", [False, True])
    def test_all_awkward_notes_export_together(self, tmp_path: Path, untimed: bool) -> None:
        for name in runs.names(self.exporter):
            with suffering("Users cannot export a vault whose notes export one by one."):
                written = self.run(self.awkward(tmp_path, untimed=untimed), tmp_path / "out", name=name)
                self.check_file(written.place)
            _check_report(written)

    def test_every_option_can_be_given(self, tmp_path: Path) -> None:
        notes = self.awkward(tmp_path)
        number = 0
        for field in fields_of(self.exporter.Options):
            for value in _other_values(field):
                number += 1
                # Options that cannot be combined may be rejected with a message.
                with suffering(f"Users cannot set --{field.key} to {value!r}: it crashes.", words_are_enough=True):
                    try:
                        options = replace(self.exporter.Options(), **{field.name: value})
                    except ValueError:  # how a class of options refuses a value: the command line shows the message
                        continue
                    written = self.run(notes, tmp_path / f"out{number}", options=options)
                    self.check_file(written.place)

    def test_standard_output_is_text(self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        if not self.exporter.text:
            return
        with suffering(
            "Users cannot send it to another program: -o - crashes. If the format is not text, set text = False."
        ):
            runs.run_to_standard_output(self.exporter, self.awkward(tmp_path))
            capfdbinary.readouterr().out.decode("utf-8")

    def test_it_prints_nothing(self, tmp_path: Path) -> None:
        printed = io.StringIO()
        with redirect_stdout(printed), suffering():
            self.run(self.awkward(tmp_path), tmp_path / "out")
        if printed.getvalue():
            sentence = "Users who write to standard output find lines in their file that do not belong there."
            fail(sentence, f"Use target.report(remarks=…), not print: {printed.getvalue()[:200]!r}")


def _check_report(written: runs.ExportedFiles) -> None:
    report: object = written.report
    if not isinstance(report, ExportReport):
        fail("Users do not learn what was made.", f"export() gave {report!r}, not target.report(…)")
    wrong = [f"{name!r}: {count!r}" for name, count in report.counts.items() if type(count) is not int]
    if wrong:
        fail("Users do not learn what was made: a count is not a whole number.", ", ".join(wrong))
    if missing := [path for path in report.paths if not path.exists()]:
        fail("Users are told about a file that does not exist.", str(missing[0]))


def _other_values(field: Field) -> list[Any]:
    """Values that are allowed for an option and differ from its default. For strings and paths, only the exporter knows
    them.
    """
    if field.choices:
        return [choice for choice in field.choices if choice != field.default]
    if field.kind is bool:
        return [not field.default]
    if field.kind in (int, float):
        least = field.minimum if field.minimum is not None else 1
        return [field.kind(value) for value in (least, least + 1000) if value != field.default]
    return []
