"""The exporter of ten lines, wherever it is shown, is a working one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run
from noteport.export import exporter

Install = Callable[..., Path]
README = Path(__file__).parents[1] / "README.md"


def shown() -> dict[str, str]:
    """Each place where it is shown, with its source."""
    [readme] = [
        code for code in re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S) if "class " in code
    ]
    assert exporter.__doc__
    docstring = exporter.__doc__.partition("# noteport_outline.py\n")[2].partition("# pyproject.toml")[0]
    return {"README.md": readme, "exporter.py": docstring.replace('\\"', '"').replace("\\\\", "\\")}


@pytest.mark.parametrize("place", shown())
def test_the_exporter_of_ten_lines_works(
    place: str, install: Install, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(source=shown()[place])
    monkeypatch.chdir(notes.parent)
    assert run(["outline", "notes", "-o", "outline.txt", "-q"]) == 0
    assert Path("outline.txt").read_text(encoding="utf-8").splitlines() == [
        "Water boils at 100 degrees.",
        "Ice melts at 0 degrees.",
        "Light is fast.",
    ]


def test_it_begins_with_one_sentence_and_a_picture() -> None:
    title, sentence, picture, code, *_ = README.read_text("utf-8").split("\n\n")
    assert title == "# noteport"
    assert re.fullmatch(r"noteport [^.]+\.", sentence)
    assert (README.parent / re.fullmatch(r"!\[[^\]]+\]\((.+)\)", picture)[1]).is_file()  # type: ignore[index]  # or it fails
    assert code.startswith("```sh\n")


def test_the_first_code_block_is_two_lines_that_show_progress() -> None:
    """Each line sets up from nothing; none is silent, and the text below says how long it takes."""
    text = README.read_text("utf-8")
    first, rest = re.search(r"```sh\n(.*?)```(.*?)\n## ", text, re.S).groups()  # type: ignore[union-attr]  # or it fails
    deck, checks = first.splitlines()
    for line in (deck, checks):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert not re.search(r"(?:^| )(?:-q|--quiet)\b", line)
    assert deck.endswith(" && .venv/bin/noteport anki seeds --all -o deck.apkg")
    assert checks.endswith(" && .ci/check .venv/bin")
    assert re.search(r"first line.*about .*minute.*second line.*about .*minutes", rest, re.S)


def test_the_second_line_names_each_check_before_it_starts() -> None:
    lines = [line for line in (README.parent / ".ci/check").read_text("utf-8").splitlines() if line.strip()]
    programs = [number for number, line in enumerate(lines) if line.startswith('"$bin/')]
    assert programs
    for number in programs:
        previous = lines[number - 1]
        assert previous.startswith(("step ", '"$bin/ruff"'))
