from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExporterUnavailable, UsageError, export

Install = Callable[..., Path]


def test_an_export_is_one_line(notes: Path, tmp_path: Path) -> None:
    outcome = export("csv", notes, tmp_path / "a.csv")
    assert (outcome.notes, outcome.claims) == (2, 3)
    assert outcome.report.paths[0] == tmp_path / "a.csv"
    assert [problem.code for problem in outcome.problems] == ["timestamp-label-differs"]


def test_options_of_the_exporter_and_shared_ones_are_given_by_name(
    install: Install, notes: Path, tmp_path: Path
) -> None:
    install()
    export("outline", [notes / "heat.md"], tmp_path / "a.txt", bullet="*", tag=["x"], limit=None, exclude=["light*"])
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").endswith("\n* Ice melts at 0 degrees.\n")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"bulet": "*"}, "outline has no option 'bulet'. Did you mean 'bullet'?"),
        ({"limit": "three"}, "limit: must be a whole number, 1 or more, not 'three'."),
        ({"order": "size"}, "order: must be one of text, time, not 'size'."),
        ({"max_nesting": 10_000}, "max-nesting is 10000, but at most"),
    ],
)
def test_a_wrong_option_is_refused_as_on_the_command_line(
    options: dict[str, Any], words: str, install: Install, notes: Path, tmp_path: Path
) -> None:
    install()
    with pytest.raises(UsageError) as caught:
        export("outline", notes, tmp_path / "a.txt", **options)
    assert words in str(caught.value)
    assert not (tmp_path / "a.txt").exists()


def test_a_broken_exporter_is_named(install: Install, notes: Path, tmp_path: Path) -> None:
    install(source="1 / 0")
    with pytest.raises(ExporterUnavailable, match="outline"):
        export("outline", notes, tmp_path / "a.txt")
