"""What the class declares."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from noteport.errors import ExporterUnavailable
from noteport.export import registry
from noteport.export.exporter import Exporter
from noteport.plugins.fields import fields_of
from noteport.testing import runs, sources
from noteport.testing.failing import fail, suffering
from noteport.testing.promises.base import Promises

_LONGEST_SUMMARY = 100
_LONGEST_IMPORT = 0.2
"""In seconds."""


class Declaring(Promises):
    """Users find the exporter, its help and its options."""

    def test_users_find_it_by_its_name(self) -> None:
        reference = registry.references().get(self.exporter.name)
        if reference is None:
            fail(
                f"Users cannot run it: noteport {self.exporter.name} is unknown.",
                f'pyproject.toml needs {self.exporter.name} = "{self.exporter.__module__}:{self.exporter.__name__}" '
                f'under [project.entry-points."{registry.EXPORTERS.group}"]; then install it: pip install -e .',
            )
        try:
            loaded = registry.load(reference)
        except ExporterUnavailable as error:
            fail("Users cannot run it: noteport refuses it.", error.message)
        if loaded is not self.exporter:
            fail(f"Users get another exporter: the entry point leads to {loaded}.", reference.clash)

    def test_its_summary_and_extensions_are_valid(self) -> None:
        summary = getattr(self.exporter, "summary", "")
        if not summary.strip() or not summary.isprintable() or len(summary) > _LONGEST_SUMMARY:
            fail("Users do not learn what it is for: its summary is not one short line.", repr(summary))
        self._check_summary_in_help(summary)
        for suffix in self.exporter.suffixes:
            if not suffix.startswith(".") or suffix != suffix.lower():
                fail(
                    "Users cannot choose a file name: an extension must be a dot and lower-case letters.", repr(suffix)
                )

    def _check_summary_in_help(self, summary: str) -> None:
        """The list of commands comes from the metadata of packages, because nothing is imported for it."""
        known = registry.references()
        reference = known.get(self.exporter.name)
        if reference is None or [one.package for one in known.values()].count(reference.package) > 1:
            return
        if reference.summary != summary:
            fail(
                "Users read something else in the list of commands than in its help.",
                f"Set the description in pyproject.toml to its summary, and install it again: {summary!r},"
                f" not {reference.summary!r}",
            )

    def test_its_options_have_defaults_help_and_types(self) -> None:
        try:
            fields = fields_of(self.exporter.Options)
            self.exporter.Options()
        except (TypeError, NameError, ValueError) as error:
            fail("Users cannot run it: its options are not valid.", str(error))
        for field in fields:
            try:
                if field.default is not None:
                    field.convert(field.default)
            except ValueError as error:
                detail = f"{field.key}: {field.default!r} must be {error}"
                fail("Users cannot put the default into their configuration: the option would reject it.", detail)

    def test_importing_it_loads_no_library(self) -> None:
        with suffering("Users cannot even list the exporters: importing it fails in a new process."):
            libraries = runs.libraries_imported_by(self.exporter)
        if libraries:
            fail(
                "Users wait for libraries when they ask for help or a list, and a missing library breaks both.",
                f"Import these inside export(): {', '.join(sorted(libraries))}",
            )

    def test_importing_it_is_quick(self) -> None:
        seconds = runs.seconds_of_import(self.exporter, enough=_LONGEST_IMPORT)
        if seconds > _LONGEST_IMPORT:
            sentence = "Users wait for its help and for lists of exporters."
            fail(sentence, f"Importing it takes {seconds:.1f} seconds; do the work inside export().")

    def test_it_imports_nothing_private_of_noteport(self) -> None:
        private = sources.private_imports(self.exporter.__module__)
        if private:
            fail(
                "Users lose it with the next release: it uses parts of noteport that may change without notice.",
                f"Use noteport.api: {', '.join(private)}",
            )

    def test_its_examples_run(self, tmp_path: Path) -> None:
        texts = self.texts(tmp_path)
        for example in self.exporter.examples:
            _prepare(tmp_path, shlex.split(example), texts, _flags_of_files(self.exporter))
            done = runs.noteport(self.exporter.name, *shlex.split(example), cwd=tmp_path)
            if done.returncode:
                sentence = "Users copy an example from the help, and it does not work."
                fail(sentence, f"noteport {self.exporter.name} {example}\n{done.stderr}")


def _flags_of_files(exporter: type[Exporter[Any]]) -> set[str]:
    return {f"--{field.key}" for field in fields_of(exporter.Options) if field.kind is Path}


def _prepare(folder: Path, words: list[str], texts: Mapping[str, str], flags_of_files: set[str]) -> None:
    """Create what an example takes for granted: its folders of notes, which come first, and files for its options."""
    for number, word in enumerate(words):
        place = folder / word
        is_notes = not word.startswith("-") and all(not one.startswith("-") for one in words[:number])
        if is_notes and not place.exists():
            runs.write_vault(place, texts)
        elif number and words[number - 1] in flags_of_files and not place.exists():
            place.write_bytes(b"")
