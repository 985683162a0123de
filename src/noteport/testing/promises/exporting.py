"""Every kind of note, every option."""

from __future__ import annotations

import io
import tempfile
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from noteport.errors import NoteportError
from noteport.export.notes import Notes
from noteport.model.problems import CODES
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
            except NoteportError:  # what a format cannot hold
                continue
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
            self._check_codes(written)

    def test_every_option_can_be_given(self, tmp_path: Path) -> None:
        notes = self.awkward(tmp_path)
        number = 0
        for field in fields_of(self.exporter.Options):
            for value in (*self.values_of(field), *_braces(field)):
                number += 1
                # Options that cannot be combined may be rejected with a message.
                with suffering(f"Users cannot set --{field.key} to {value!r}: it crashes.", words_are_enough=True):
                    try:
                        options = replace(self.exporter.Options(), **{field.name: value})
                    except ValueError:  # how a class of options refuses a value: the command line shows the message
                        continue
                    written = self.run(notes, tmp_path / f"out{number}", options=options)
                    self.check_file(written.place)

    def test_every_option_changes_something(self, tmp_path: Path) -> None:
        notes = self.awkward(tmp_path)
        with suffering():
            usual = _result(self.run(notes, tmp_path / "usual"))
        for field in fields_of(self.exporter.Options):
            values = self.values_of(field)
            if values and all(self._does_nothing(field, value, usual, notes, tmp_path) for value in values):
                sentence = f"Users set --{field.key} and nothing happens."
                shown = ", ".join(map(repr, values))
                fail(sentence, f"Tried {shown}. If it needs other values, name them: values = {{{field.name!r}: […]}}")

    def _does_nothing(self, field: Field, value: Any, usual: object, notes: Notes, folder: Path) -> bool:
        try:
            options = replace(self.exporter.Options(), **{field.name: value})
            written = self.run(notes, Path(tempfile.mkdtemp(dir=folder)) / "out", options=options)
        except Exception:  # noqa: BLE001  # a refusal is an effect, and other tests report a crash
            return False
        return _result(written) == usual

    def _check_codes(self, written: runs.ExportedFiles) -> None:
        known = {*CODES, *self.exporter.problem_codes}
        if unknown := sorted({problem.code for problem in written.report.problems} - known):
            sentence = "Users cannot ignore its problems: --ignore does not know their codes."
            fail(sentence, f'Add them with their meanings: problem_codes = {{"{unknown[0]}": "…"}}')

    def test_standard_output_is_text(self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        if not self.exporter.text:
            return
        with suffering(
            "Users cannot send it to another program: -o - crashes. If the format is not text, set text = False.",
            words_are_enough=True,
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


def _braces(field: Field) -> list[Any]:
    """Strings that stand for something in templates, for options that take any string."""
    if field.kind is not str or field.choices:
        return []
    words = ["{", "}", "{}", "{0}", "{unknown}", "{0!r:>9}", "%", "%s", "$", "\\", "<b>", ""]
    return [(word,) if field.many else word for word in words]


def _result(written: runs.ExportedFiles) -> object:
    report = written.report
    return written.files, dict(report.counts), report.remarks, [str(problem) for problem in report.problems]
