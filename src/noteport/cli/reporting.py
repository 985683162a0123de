"""The final lines of a command, in plain text without colour."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import PurePosixPath

from noteport.export.run import Outcome
from noteport.model.problems import CODES, Problem

MOST_LINES = 8
"""Line numbers that one line about several problems shows."""


def summary(outcome: Outcome, place: str, *, dry_run: bool) -> str:
    """Return the final line: ``3 notes, 120 claims, 118 cards, 2 problems: deck.apkg (1.2 s)``."""
    parts = [counted(outcome.notes, "notes"), counted(outcome.claims, "claims")]
    parts += [counted(number, name) for name, number in outcome.report.counts.items()]
    parts.append(counted(len(outcome.problems), "problems"))
    would = "would write " if dry_run else ""
    return f"{', '.join(parts)}: {would}{place} ({outcome.seconds:.1f} s)"


def counted(number: int, plural: str) -> str:
    """Return ``1 note``, ``2 notes``, ``1,204 cards``: a number and a noun without its plural s for one."""
    return f"{number:,} {plural.removesuffix('s') if number == 1 else plural}"


def grouped(problems: Iterable[Problem], *, verbose: bool) -> list[str]:
    """Return lines about problems by code: their number, the meaning and the first place; ``verbose`` lists
    every one.
    """
    lines = []
    by_code = sorted(problems, key=lambda problem: problem.code)
    for code, found in groupby(by_code, key=lambda problem: problem.code):
        group = list(found)
        first = f" ({group[0].where})" if not verbose else ""
        lines.append(f"  {len(group):>5,}  {code}: {CODES.get(code, group[0].message)}{first}")
        if verbose:
            lines += [f"         {problem.where}: {problem.message}" for problem in group]
    return lines


def gathered(problems: Iterable[Problem]) -> list[str]:
    """Return lines about problems in their order; those of one note with one code share the line of the first."""
    groups: dict[tuple[PurePosixPath, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.path, problem.code), []).append(problem)
    return [f"{first}{_and_more(others)}" for first, *others in groups.values()]


def _and_more(others: list[Problem]) -> str:
    """How many like problems follow the first, and where."""
    if not others:
        return ""
    lines = [str(line) for line in dict.fromkeys(problem.line for problem in others) if line]
    if not lines:
        return f" ({len(others):,} more)"
    word = "line" if len(lines) == 1 else "lines"
    shown = ", ".join(lines[:MOST_LINES]) + (", …" if len(lines) > MOST_LINES else "")
    return f" ({len(others):,} more, {word} {shown})"


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON array with one object per line."""
    rows = [
        json.dumps(
            {"path": str(one.path), "line": one.line, "code": one.code, "message": one.message}, ensure_ascii=False
        )
        for one in problems
    ]
    return "[" + "\n" * bool(rows) + ",\n".join(rows) + "\n" * bool(rows) + "]"


def table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the rows as lines with aligned columns."""
    rows = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
