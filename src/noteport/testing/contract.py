"""What every exporter promises, one test each. Each failure says in its first sentence what a user would suffer."""

from __future__ import annotations

import io
import os
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import pytest

from noteport import registry
from noteport.errors import ExporterUnavailable, NoteportError
from noteport.exporter import Exporter, ExportReport, Notes
from noteport.fields import Field, fields_of
from noteport.testing import clocks, runs, sources
from noteport.testing.awkward import ANOTHER, AWKWARD
from noteport.testing.ids import ids_in
from noteport.testing.watch import Deeds, watched

_LONGEST_SUMMARY = 100


class ExporterContract:
    """The promises of an exporter. Subclass it, name the exporter, run pytest:

        from noteport.testing import ExporterContract
        from noteport_outline import OutlineExporter

        class TestOutline(ExporterContract):
            exporter = OutlineExporter

    The package has to be installed (``pip install -e .``), since users find the exporter by its entry point.

    Two methods may be overridden: ``check_file`` to open what was written with a real reader of the format, and
    ``ids_in`` if the format holds the ids of claims in a form of its own.
    """

    exporter: ClassVar[type[Exporter[Any]]]
    """The class that is tested."""

    # --- to be overridden -------------------------------------------------------------------------------------------

    def check_file(self, path: Path) -> None:
        """Open the target with a reader of its format, and raise anything if it is not sound. By default, do nothing.

        It is called for an export of no notes, of each awkward note, of all of them, and with every option.
        """

    def ids_in(self, folder: Path, notes: Notes) -> set[str]:
        """What the files in ``folder`` call the claims of ``notes``: any texts that are to stay the same.

        By default, the ids of claims that stand in a file, or in an entry of a zip archive, as they are.
        """
        return ids_in(folder, notes)

    # --- the class --------------------------------------------------------------------------------------------------

    def test_users_find_it_by_its_name(self) -> None:
        reference = registry.references().get(self.exporter.name)
        if reference is None:
            _fail(
                f"Users cannot run it: noteport {self.exporter.name} is unknown.",
                f'pyproject.toml needs {self.exporter.name} = "{self.exporter.__module__}:{self.exporter.__name__}" '
                f'under [project.entry-points."{registry.GROUP}"]; then install it: pip install -e .',
            )
        try:
            loaded = registry.load(reference)
        except ExporterUnavailable as error:
            _fail("Users cannot run it: noteport refuses it.", error.message)
        if loaded is not self.exporter:
            _fail(f"Users get another exporter: the entry point leads to {loaded}.", reference.clash)

    def test_its_summary_and_endings_are_fit_for_the_help(self) -> None:
        summary = getattr(self.exporter, "summary", "")
        if not summary.strip() or not summary.isprintable() or len(summary) > _LONGEST_SUMMARY:
            _fail("Users do not learn what it is for: its summary is not one short line.", repr(summary))
        for suffix in self.exporter.suffixes:
            if not suffix.startswith(".") or suffix != suffix.lower():
                _fail("Users cannot name a file that it takes: an ending is a dot and small letters.", repr(suffix))

    def test_its_options_have_defaults_help_and_types(self) -> None:
        try:
            fields = fields_of(self.exporter.Options)
            self.exporter.Options()
        except (TypeError, NameError, ValueError) as error:
            _fail("Users cannot run it: its options are not as options must be.", str(error))
        for field in fields:
            try:
                if field.default is not None:
                    field.convert(field.default)
            except ValueError as error:
                detail = f"{field.key}: {field.default!r} must be {error}"
                _fail("Users cannot write its default into their configuration: the option would refuse it.", detail)

    def test_importing_it_loads_no_library(self) -> None:
        libraries = runs.libraries_imported_by(self.exporter)
        if libraries:
            _fail(
                "Users wait for libraries when they ask for help or a list, and a missing one breaks both.",
                f"Import these inside export(): {', '.join(sorted(libraries))}",
            )

    def test_it_imports_nothing_private_of_noteport(self) -> None:
        private = sources.private_imports(self.exporter.__module__)
        if private:
            _fail(
                "Users lose it with the next release: it uses parts of noteport that may change without notice.",
                f"Use noteport.api: {', '.join(private)}",
            )

    # --- what is exported -------------------------------------------------------------------------------------------

    def test_no_notes_give_a_sound_file_or_a_clear_error(self, tmp_path: Path) -> None:
        for name, text in {"none": "Nothing.", "blank": "", "without-claims": "# A title\n"}.items():
            vault = runs.write_vault(tmp_path / name, {"note.md": text})
            notes = runs.NoNotes([vault]) if name == "none" else runs.read_vault(vault, untimed=False)
            sentence = f"Users who export a vault in which there is nothing yet get a crash ({name})."
            with _suffering(sentence, words_are_enough=True):
                written = self._run(notes, tmp_path / f"out-{name}")
                self.check_file(written.place)

    def test_every_awkward_note_exports(self, tmp_path: Path) -> None:
        failed = []
        for number, (name, text) in enumerate(AWKWARD.items()):
            notes = runs.read_vault(runs.write_vault(tmp_path / f"vault{number}", {name: text}))
            try:
                written = self._run(notes, tmp_path / f"out{number}")
                self.check_file(written.place)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is told with the others
                failed.append(f"{name}:\n{text[:400]}\n{_trace(error)}")
        if failed:
            sentence = "Users lose a whole export to one odd note"
            _fail(f"{sentence} ({len(failed)} of {len(AWKWARD)} kinds; the first follows).", failed[0])

    @pytest.mark.parametrize("untimed", [False, True])
    def test_all_awkward_notes_export_together(self, tmp_path: Path, untimed: bool) -> None:
        with _suffering("Users cannot export a vault whose notes export one by one."):
            written = self._run(self._awkward(tmp_path, untimed=untimed), tmp_path / "out")
            self.check_file(written.place)
        self._check_report(written)

    def test_every_option_can_be_given(self, tmp_path: Path) -> None:
        notes = self._awkward(tmp_path)
        number = 0
        for field in fields_of(self.exporter.Options):
            for value in _other_values(field):
                number += 1
                # What does not go together may be refused in words.
                with _suffering(f"Users cannot set --{field.key} to {value!r}: it crashes.", words_are_enough=True):
                    options = replace(self.exporter.Options(), **{field.name: value})
                    written = self._run(notes, tmp_path / f"out{number}", options=options)
                    self.check_file(written.place)

    def test_standard_output_is_text(self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        if not self.exporter.text:
            return
        with _suffering("Users cannot send it to another program: -o - crashes. If it writes no text: text = False."):
            runs.run_to_standard_output(self.exporter, self._awkward(tmp_path))
            capfdbinary.readouterr().out.decode("utf-8")

    def test_it_prints_nothing(self, tmp_path: Path) -> None:
        printed = io.StringIO()
        with redirect_stdout(printed), _suffering():
            self._run(self._awkward(tmp_path), tmp_path / "out")
        if printed.getvalue():
            sentence = "Users find lines in their file that do not belong there when they write to standard output."
            _fail(sentence, f"Use target.report(remarks=…), not print: {printed.getvalue()[:200]!r}")

    # --- the same again ---------------------------------------------------------------------------------------------

    def test_the_same_notes_give_the_same_bytes(self, tmp_path: Path) -> None:
        notes = self._awkward(tmp_path)
        with _suffering():
            first = self._run(notes, tmp_path / "first").files
            second = self._run(notes, tmp_path / "second").files
            other = runs.run_elsewhere(self.exporter, tmp_path / "vault", tmp_path / "other")
        sentence = "Users see changes where there are none, whenever they export again or on another machine."
        _same(first, second, f"{sentence} Two exports of the same notes differ: is there randomness in it?")
        _same(first, other, f"{sentence} Another process gives another file: is the order of a set in it?")

    def test_the_clock_makes_no_difference(self, tmp_path: Path) -> None:
        notes = self._awkward(tmp_path)
        with _suffering():
            today = self._run(notes, tmp_path / "today").files
            later = self._run(notes, tmp_path / "later", around=clocks.another_day).files
        sentence = "Users see changes where there are none, whenever they export on another day."
        _same(today, later, f"{sentence} Take the time from target.clock().")

    def test_it_knows_its_own_file_again(self, tmp_path: Path) -> None:
        notes = self._awkward(tmp_path)
        with _suffering():
            first = self._run(notes, tmp_path / "out").files
        with _suffering("Users cannot export again to the same place without --force: recognises() denies its file."):
            again = self._run(notes, tmp_path / "out").files
        _same(first, again, "Users see changes where there are none when they export again to the same place.")

    def test_a_claim_keeps_its_id_when_a_note_is_added(self, tmp_path: Path) -> None:
        vault = runs.write_vault(tmp_path / "vault", AWKWARD)
        with _suffering():
            self._run(runs.read_vault(vault), tmp_path / "before")
        before = self.ids_in(tmp_path / "before", runs.read_vault(vault))
        if not before:
            pytest.skip("No ids of claims were found in its files; override ids_in() if it has some.")
        runs.write_vault(vault, ANOTHER)
        with _suffering():
            self._run(runs.read_vault(vault), tmp_path / "after")
        gone = before - self.ids_in(tmp_path / "after", runs.read_vault(vault))
        if gone:
            sentence = (
                "Users lose what they built on a claim (their reviews, their links) when they write another note."
            )
            _fail(sentence, f"Gone, of {len(before)} ids: {', '.join(sorted(gone)[:3])}")

    # --- the outside world ------------------------------------------------------------------------------------------

    def test_nothing_is_written_outside_the_target(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        deeds, left = self._watch(tmp_path, monkeypatch)
        sentence = "Users find files that they never asked for, or lose ones of their own."
        if deeds.writes:
            _fail(sentence, f"Write with target.open_text(), open_binary() or folder(), not {deeds.writes[0]}")
        if left:
            _fail(sentence, f"Left behind: {', '.join(left)}")
        if deeds.programs:
            _fail("Users may not have the program that it starts.", deeds.programs[0])

    def test_it_uses_no_network(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        deeds, _ = self._watch(tmp_path, monkeypatch)
        if deeds.network:
            sentence = "Users cannot export on a train, and somebody learns what they export."
            _fail(sentence, deeds.network[0])

    @pytest.mark.parametrize("error", [RuntimeError("in the middle"), KeyboardInterrupt()], ids=["error", "interrupt"])
    @pytest.mark.parametrize("old", [False, True], ids=["new file", "old file"])
    def test_a_failure_leaves_what_was_there(self, tmp_path: Path, error: BaseException, old: bool) -> None:
        vault = runs.write_vault(tmp_path / "vault", AWKWARD)
        before: Mapping[str, bytes] = {}
        if old:
            with _suffering():
                before = self._run(runs.read_vault(vault), tmp_path / "out").files
        notes = runs.BreakingNotes([vault])
        notes.error = error
        try:
            self._run(notes, tmp_path / "out")
        except BaseException as raised:  # noqa: BLE001  # an interrupt is one
            if raised is not error and not isinstance(raised, NoteportError):
                sentence = "Users are told of a bug of this exporter when something else went wrong."
                _fail(sentence, _trace(raised))
        else:
            sentence = "Users take half an export for a whole one: it goes on when reading the notes has failed."
            _fail(sentence, f"{error!r} was raised by the notes in the middle, and export() gave a report.")
        _same(before, runs.contents(tmp_path / "out"), "Users are left with half a file when an export fails.")

    # --- how it is done ---------------------------------------------------------------------------------------------

    def _run(self, notes: Notes, folder: Path, **more: Any) -> runs.Written:
        return runs.run(self.exporter, notes, folder, **more)

    def _awkward(self, folder: Path, *, untimed: bool = True) -> Notes:
        return runs.read_vault(runs.write_vault(folder / "vault", AWKWARD), untimed=untimed)

    def _watch(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Deeds, list[str]]:
        """What an export does to the world, and what it leaves in it beside the target."""
        notes = self._awkward(tmp_path)
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
            written = self._run(notes, tmp_path / "out", around=watch)
        except Exception as error:  # noqa: BLE001  # told by other tests, unless watching is what it met
            if not any((deeds.writes, deeds.network, deeds.programs) != ([], [], []) for deeds in all_deeds):
                _fail("No file could be made.", _trace(error))
            return all_deeds[0], []
        beside = set(written.files) - _named(written)
        return all_deeds[0], sorted({*beside, *runs.contents(home), *runs.contents(temporary)})

    def _check_report(self, written: runs.Written) -> None:
        report: object = written.report
        if not isinstance(report, ExportReport):
            _fail("Users do not learn what was made.", f"export() gave {report!r}, not target.report(…)")
        wrong = [f"{name!r}: {count!r}" for name, count in report.counts.items() if type(count) is not int]
        if wrong:
            _fail("Users do not learn what was made: a count is not a whole number.", ", ".join(wrong))
        if missing := [path for path in report.paths if not path.exists()]:
            _fail("Users are told of a file that is not there.", str(missing[0]))


# --- failing --------------------------------------------------------------------------------------------------------


def _fail(sentence: str, detail: str = "") -> NoReturn:
    pytest.fail(f"{sentence}\n{detail}".rstrip(), pytrace=False)


@contextmanager
def _suffering(sentence: str = "Users get no file.", *, words_are_enough: bool = False) -> Iterator[None]:
    """What is raised inside the with-block means what the sentence says.

    With ``words_are_enough``, a complaint that is written for users is no failure.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the exporter may raise anything
        if not (words_are_enough and isinstance(error, NoteportError)):
            _fail(sentence, _trace(error))


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).strip()


def _same(one: Mapping[str, bytes], other: Mapping[str, bytes], sentence: str) -> None:
    if set(one) != set(other):
        _fail(sentence, f"These files are there once only: {', '.join(sorted(set(one) ^ set(other)))}")
    for name in one:
        if one[name] != other[name]:
            at = next(
                (n for n, pair in enumerate(zip(one[name], other[name], strict=False)) if pair[0] != pair[1]),
                min(len(one[name]), len(other[name])),
            )
            around = slice(max(at - 20, 0), at + 30)
            _fail(sentence, f"{name}, byte {at}: {one[name][around]!r}, then {other[name][around]!r}")


def _named(written: runs.Written) -> set[str]:
    """The files that the report names, by name below the target's folder."""
    folder = written.place.parent
    paths = getattr(written.report, "paths", ())  # other tests tell of a report that is none
    inside = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    return {Path(os.path.relpath(file, folder)).as_posix() for file in inside}


def _other_values(field: Field) -> list[Any]:
    """Values that an option may be given, and that are not its default. Of texts and paths only their owner knows."""
    if field.choices:
        return [choice for choice in field.choices if choice != field.default]
    if field.kind is bool:
        return [not field.default]
    if field.kind in (int, float):
        least = field.minimum if field.minimum is not None else 1
        return [field.kind(value) for value in (least, least + 1000) if value != field.default]
    return []
