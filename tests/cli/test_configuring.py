from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run
from noteport.cli.configuring import toml

Install = Callable[..., Path]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a configuration."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "noteport.toml").write_text('exclude = ["drafts/*"]\n[outline]\ntag = ["a \\"b\\"", "c"]\n')
    return tmp_path


def test_each_value_is_shown_with_where_it_was_set(
    install: Install, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install()
    monkeypatch.setenv("NOTEPORT_OUTLINE_LIMIT", "3")
    assert run(["config", "outline"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[:2] == [f"# {here / 'noteport.toml'}", f'exclude = ["drafts/*"] # {here / "noteport.toml"}:1']
    assert lines[lines.index("[outline]") + 1 :][:6] == [
        'bullet = "-" # default',
        'order = "text" # default',
        "limit = 3 # NOTEPORT_OUTLINE_LIMIT",
        "heading = true # default",
        "# style is not set # default",
        f'tag = ["a \\"b\\"", "c"] # {here / "noteport.toml"}:3',
    ]


def test_what_is_shown_is_a_configuration_that_says_the_same(
    install: Install, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install()
    assert run(["config"]) == 0
    shown = capsys.readouterr().out
    values = tomllib.loads(shown)
    assert values["exclude"] == ["drafts/*"]
    assert values["outline"]["tag"] == ['a "b"', "c"]
    assert {"anki", "csv", "jsonld", "parquet"} <= set(values)
    (here / "noteport.toml").write_text(shown)
    assert run(["config"]) == 0
    assert tomllib.loads(capsys.readouterr().out) == values


def test_without_a_file_all_is_default(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "noteport.toml").unlink()
    assert run(["config", "csv"]) == 0
    first, *lines = [line for line in capsys.readouterr().out.splitlines() if line]
    assert first == "# There is no noteport.toml in this folder or any folder above it."
    assert all(line.endswith("# default") for line in lines if line != "[csv]")


def test_a_broken_plugin_is_named_and_the_others_are_shown(
    install: Install, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "noteport.toml").unlink()
    install("broken", "raise RuntimeError('oh')")
    assert run(["config"]) == 0
    captured = capsys.readouterr()
    assert "[csv]" in captured.out
    assert captured.err == ("noteport: The exporter broken (noteport-broken 1.2) cannot be used: RuntimeError: oh.\n")
    assert run(["config", "broken"]) == 3


def test_an_unknown_name_or_a_wrong_value_is_an_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "cvs"]) == 2
    assert "Did you mean 'csv'?" in capsys.readouterr().err
    (here / "noteport.toml").write_text("[csv]\ndialect = 3\n")
    assert run(["config"]) == 2
    assert "noteport.toml:2: dialect: must be one of plain, excel, not 3." in capsys.readouterr().err


@pytest.mark.parametrize("value", ["plain", 'a "b" \\ c', "line\nbreak", "é 日 😀", 3, 2.5, True, ("a", "b"), ()])
def test_every_value_survives(value: object) -> None:
    expected = list(value) if isinstance(value, tuple) else value
    assert tomllib.loads(f"x = {toml(value)}")["x"] == expected


def test_what_the_file_may_not_set_for_notes_next_to_it_is_marked(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "noteport.toml").write_text('captions = ".."\n')
    assert run(["config", "csv"]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[-2:] == [
        "# For notes in the folder of this file:",
        f"# {here / 'noteport.toml'}:1: captions is ignored: the file is outside the given paths.",
    ]
    assert tomllib.loads(shown)["captions"] == str(here / "..")
