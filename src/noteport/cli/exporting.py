"""The command of one exporter: its flags, and what it does."""

from __future__ import annotations

import inspect
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand
from typer.main import get_command

from noteport import config
from noteport.cli import reporting
from noteport.cli.common import PANEL, common_parameters, paths_parameter, read_common, say_ignored, sources, switch
from noteport.cli.flags import given, parameters, signed
from noteport.cli.progress import Progress
from noteport.cli.say import SayHandler, safe, say
from noteport.errors import UsageError
from noteport.export import registry
from noteport.export.exporter import Exporter
from noteport.export.run import NO_CLAIMS, Job, Outcome, run_export
from noteport.model.problems import READ_FORMS
from noteport.plugins.fields import fields_of
from noteport.plugins.kinds import Reference
from noteport.vault.loading.memory import settle

_PREFIX = "option_"


class ExporterCommand(TyperCommand):
    """A command whose help shows the required arguments, examples, and its own options before the shared ones.

    typer exports no types for the arguments of its commands, hence ``Any``.
    """

    examples: tuple[str, ...] = ()

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The text after the name of the command in the ``Usage:`` line."""
        return ["PATH...", "-o FILE", "[OPTIONS]"]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write one list of options per panel, which typer itself does only with rich."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                panels.setdefault(getattr(parameter, "rich_help_panel", None) or PANEL, []).append(record)
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{safe(example)}\n")
        for title, rows in panels.items():
            with formatter.section(title):
                formatter.write_dl(rows)


def exporter_command(reference: Reference) -> Any:
    """Return the command of an exporter. This imports the exporter.

    Raises:
        ExporterUnavailable: the exporter cannot be imported, or does not follow the contract.
    """
    exporter = registry.load(reference)
    signature = [
        paths_parameter(),
        *parameters(fields_of(exporter.Options), _PREFIX, f"Options of {reference.name}"),
        _output(exporter),
        switch("force", "--force", text="Replace a file that this exporter did not write"),
        switch("dry_run", "--dry-run", text="Do everything except writing"),
        *common_parameters(),
        switch("quiet", "-q", "--quiet", text="Print only errors"),
        switch("verbose", "-v", "--verbose", text="List every problem, and show where options were set"),
        switch("debug", "--debug", text="Show the full traceback of an error"),
    ]
    command = signed(lambda values: _run(reference, exporter, values), signature)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    about = f"{getattr(exporter, 'summary', '')}\n\nPATH is a note or a folder of notes."
    app.command(reference.name, cls=ExporterCommand, help=about)(command)
    made: Any = get_command(app)
    made.examples = examples(exporter)
    return made


def examples(exporter: type[Exporter[Any]]) -> tuple[str, ...]:
    """Example command lines: the usual one, then those of the exporter."""
    return tuple(f"noteport {exporter.name} {example}" for example in (_usual(exporter), *exporter.examples))


def _usual(exporter: type[Exporter[Any]]) -> str:
    return f"notes -o notes{''.join(exporter.suffixes[:1])}"


def _output(exporter: type[Exporter[Any]]) -> inspect.Parameter:
    endings = f" ({', '.join([*exporter.suffixes, *(['or a folder'] if exporter.folders else [])])})"
    stdout = "; - is standard output" if exporter.text else ""
    option = typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=f"Where to write{endings if exporter.suffixes else ', a folder'}{stdout}. Required",
        rich_help_panel=PANEL,
    )
    annotation = Annotated[str | None, option]
    return inspect.Parameter("output", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _run(reference: Reference, exporter: type[Exporter[Any]], values: Mapping[str, Any]) -> int:
    example = f"For example: noteport {exporter.name} {_usual(exporter)}"
    if not values["paths"]:
        raise UsageError("No notes were named.", example)
    if not values["output"]:
        raise UsageError("No output was named.", example)
    common = read_common(values)
    own_given = given(fields_of(exporter.Options), _PREFIX, values)
    own = config.exporter_settings(exporter.name, exporter.Options, sources(own_given, values["paths"]))
    job = Job(
        exporter=exporter,
        reference=reference,
        paths=tuple(values["paths"]),
        output=None if values["output"] == "-" else Path(values["output"]),
        options=own.options,
        common=common.options,
        force=values["force"],
        dry_run=values["dry_run"],
    )
    settle()
    if values["quiet"]:
        run_export(job)
        return 0
    say_ignored(common, own)
    _say_before(reference, {**own.origins, **common.origins}, verbose=values["verbose"])
    _run_aloud(job, verbose=values["verbose"])
    return 0


def _say_before(reference: Reference, origins: Mapping[str, str], *, verbose: bool) -> None:
    if reference.clash:
        say(f"noteport: {reference.clash}")
    if verbose:
        # The library logs but configures nothing; this is where its messages are shown.
        logging.basicConfig(handlers=[SayHandler()], format="%(name)s: %(message)s", level=logging.WARNING)
        logging.getLogger("noteport").setLevel(logging.INFO)
        for key, origin in origins.items():
            say(f"{key} is set by {origin}")


def _run_aloud(job: Job, *, verbose: bool) -> None:
    outcome = run_with_progress(job)
    say_outcome(job, outcome)
    for line in reporting.grouped(outcome.problems, verbose=verbose):
        say(line)


def run_with_progress(job: Job) -> Outcome:
    """Run an export while its progress is shown. Raises what ``run_export`` does."""
    counts_words = job.exporter.counts is not Exporter.counts
    with Progress(sys.stderr, passes=job.exporter.passes, counts_words=counts_words) as progress:
        return run_export(job, progress)


def say_outcome(job: Job, outcome: Outcome) -> None:
    """Say what an export has done, without its problems."""
    for remark in outcome.report.remarks:
        say(remark)
    if not outcome.claims:
        say(f"{NO_CLAIMS} {READ_FORMS}", alarm="Warning: ")
    place = "standard output" if job.output is None else str(job.output)
    say(reporting.summary(outcome, place, dry_run=job.dry_run))
