"""The commands that write no file: ``check`` lists problems, ``exporters`` lists exporters."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any, get_args

from noteport.cli import reporting
from noteport.cli.common import read_common, say_ignored
from noteport.cli.progress import Progress
from noteport.cli.say import say, tell, tell_json
from noteport.errors import ExporterUnavailable, NoteError, UsageError
from noteport.export import registry
from noteport.export.run import NO_CLAIMS, open_vault, worth_telling
from noteport.model.nodes import Verdict
from noteport.model.problems import READ_FORMS
from noteport.vault.loading.memory import settle

FOUND = 1
"""The exit code of ``check --exit-code`` if there is a problem."""


def run_check(values: Mapping[str, Any]) -> int:
    """Print the number of problems for each code to standard error, then the problems in notes to standard output.

    Like problems of a note share a line, unless the caller wants JSON or asks for all of them.

    Returns:
        The exit code if there is a problem: 4 with ``--strict``, 1 with ``--exit-code``; otherwise 0.
    """
    if not values["paths"]:
        raise UsageError("No notes were named.", "For example: noteport check notes")
    settings = read_common(values)
    say_ignored(settings)
    common = settings.options
    settle()
    with Progress(sys.stderr) as progress, open_vault(values["paths"], common, progress) as vault:
        found = [[claim.verdict for claim in note.claims()] for note in progress.each(vault, common.ignore)]
        problems = worth_telling(vault.problems, common.ignore)
    verdicts = Counter(verdict for of_note in found for verdict in of_note)
    if not verdicts:
        say(f"{NO_CLAIMS} {READ_FORMS}", alarm="Warning: ")
    counts = (len(found), "notes"), (verdicts.total(), "claims"), (len(problems), "problems")
    say(", ".join(reporting.counted(*count) for count in counts))
    if set(verdicts) - {"unchecked"}:
        say("Checked against captions: " + ", ".join(f"{verdicts[name]:,} {name}" for name in get_args(Verdict)))
    for line in reporting.grouped(problems, verbose=False):
        say(line)
    if values["form"] == "json":
        tell_json(reporting.as_json(problems))
    else:
        for line in map(str, problems) if values["verbose"] else reporting.gathered(problems):
            tell(line)
    if common.strict and (problems or not verdicts):
        return NoteError.exit_code
    return FOUND if problems and values["exit_code"] else 0


def run_exporters() -> int:
    """Print every exporter with its package, version and file types, including exporters that cannot be loaded."""
    rows = []
    for reference in registry.references().values():
        try:
            exporter = registry.load(reference)
        except ExporterUnavailable as error:
            about = f"broken: {error.message}"
        else:
            about = " ".join([*exporter.suffixes, *(["folder"] if exporter.folders or not exporter.suffixes else [])])
        rows.append((reference.name, str(reference.package), about))
        if reference.clash:
            rows.append(("", "", reference.clash))
    for line in reporting.table(rows):
        tell(line)
    return 0
