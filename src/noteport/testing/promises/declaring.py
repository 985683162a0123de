"""What the class declares."""

from __future__ import annotations

import shlex
from pathlib import Path

from noteport.errors import ExporterUnavailable
from noteport.export import registry
from noteport.plugins.fields import fields_of
from noteport.testing import runs, sources
from noteport.testing.awkward import AWKWARD
from noteport.testing.failing import fail
from noteport.testing.promises.base import Promises

_LONGEST_SUMMARY = 100


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
        for suffix in self.exporter.suffixes:
            if not suffix.startswith(".") or suffix != suffix.lower():
                fail(
                    "Users cannot choose a file name: an extension must be a dot and lower-case letters.", repr(suffix)
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
        libraries = runs.libraries_imported_by(self.exporter)
        if libraries:
            fail(
                "Users wait for libraries when they ask for help or a list, and a missing library breaks both.",
                f"Import these inside export(): {', '.join(sorted(libraries))}",
            )

    def test_it_imports_nothing_private_of_noteport(self) -> None:
        private = sources.private_imports(self.exporter.__module__)
        if private:
            fail(
                "Users lose it with the next release: it uses parts of noteport that may change without notice.",
                f"Use noteport.api: {', '.join(private)}",
            )

    def test_its_examples_run(self, tmp_path: Path) -> None:
        runs.write_vault(tmp_path / "notes", AWKWARD)
        for example in self.exporter.examples:
            done = runs.noteport(self.exporter.name, *shlex.split(example), cwd=tmp_path)
            if done.returncode:
                sentence = "Users copy an example from the help, and it does not work."
                fail(sentence, f"noteport {self.exporter.name} {example}\n{done.stderr}")
