"""What an exporter must have done when it returns: written its target, and told what it has written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from noteport.export.report import ExportReport
from noteport.export.target import Target
from noteport.model.problems import Problem


def checked_report(report: object, target: Target) -> ExportReport:
    """Return the report of an exporter.

    Raises:
        TypeError: it is not a report, or a part of it has another type than it should have.
        RuntimeError: the exporter has not written its target, or reports files that it has not written.
    """
    if not isinstance(report, ExportReport):
        raise TypeError(f"export() returned {report!r}, not target.report()")
    if not target.is_written:
        raise RuntimeError("export() returned a report, but it has not written the target")
    _check("paths", report.paths, Path)
    _check("remarks", report.remarks, str)
    _check("problems", report.problems, Problem)
    counts: object = report.counts
    if not isinstance(counts, Mapping):
        raise TypeError(f"the counts of its report are {counts!r}, not numbers by name")
    for name, count in counts.items():
        if not isinstance(name, str) or type(count) is not int:
            raise TypeError(f"the counts of its report contain {name!r}: {count!r}, not a whole number by name")
    for problem in report.problems:
        _check_problem(problem)
    for path in report.paths:
        if not target.wrote(path):
            raise RuntimeError(f"its report names {path}, which it has not written")
    return report


def _check(name: str, values: object, kind: type) -> None:
    if not isinstance(values, tuple) or not all(isinstance(value, kind) for value in values):
        raise TypeError(f"the {name} of its report are {values!r}, not a tuple of {kind.__name__}")


def _check_problem(problem: Problem) -> None:
    words: tuple[object, ...] = (problem.code, problem.message)
    path: object = problem.path
    if not all(isinstance(word, str) for word in words) or not isinstance(path, PurePath):
        raise TypeError(f"{problem!r} is no problem with a code, a path and a message")
    if type(problem.line) is not int:
        raise TypeError(f"the line of a problem is {problem.line!r}, not a whole number")
