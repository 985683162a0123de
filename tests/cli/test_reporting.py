from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest

from noteport.cli.reporting import as_json, counted, grouped, summary, table
from noteport.export.report import ExportReport
from noteport.export.run import Outcome
from noteport.model.problems import Problem


def problem(code: str, line: int) -> Problem:
    return Problem(code=code, path=PurePosixPath("a é.md"), line=line, message="It is so.")


PROBLEMS = [problem("timestamp-in-code", 3), problem("plugin-code", 5), problem("timestamp-in-code", 9)]


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (1, "notes", "1 note"),
        (0, "notes", "0 notes"),
        (1, "left out", "1 left out"),
        (1204, "cards", "1,204 cards"),
        (1, "cards", "1 card"),
    ],
)
def test_things_are_counted_as_people_do(number: int, noun: str, expected: str) -> None:
    assert counted(number, noun) == expected


def test_the_summary_says_what_was_made() -> None:
    report = ExportReport(counts={"cards": 118, "tags": 1})
    outcome = Outcome(report=report, notes=3, claims=120, problems=(), seconds=1.23)
    assert summary(outcome, "a.apkg", dry_run=False) == (
        "3 notes, 120 claims, 118 cards, 1 tag, 0 problems: a.apkg (1.2 s)"
    )


def test_problems_are_grouped_by_code_with_their_meaning_and_first_place() -> None:
    assert grouped(PROBLEMS, verbose=False) == [
        "      1  plugin-code: It is so. (a é.md:5)",
        "      2  timestamp-in-code: a timestamp is in code or a formula and was kept as text (a é.md:3)",
    ]
    assert grouped(PROBLEMS, verbose=True)[-2:] == ["         a é.md:3: It is so.", "         a é.md:9: It is so."]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_one_array_with_a_line_each(number: int) -> None:
    text = as_json(PROBLEMS[:number])
    assert len(json.loads(text)) == number
    assert text.count("\n") == (number + 1 if number else 0)


def test_columns_are_aligned() -> None:
    assert table([("a", "bb", "c"), ("aaa", "b", "")]) == ["a    bb  c", "aaa  b"]
    assert table([]) == []
