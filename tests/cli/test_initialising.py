"""``noteport init`` looks through notes, writes a configuration to begin with, and says what to do next."""

from __future__ import annotations

import shlex
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from noteport import config
from noteport.cli.app import run
from noteport.cli.initialising import FEWEST_PER_NOTE, Found, _told, configuration
from noteport.export import registry
from noteport.parse.dialects.forms import forms_in


@pytest.fixture
def here(notes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a folder of notes."""
    monkeypatch.chdir(notes.parent)
    return notes.parent


def found(notes: int, cards: int) -> Found:
    return Found(channels=Counter(bread=notes), videos=1, forms=Counter(), claims=cards, problems=0, cards=cards)


def test_it_says_what_was_found_and_what_to_do_next(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "notes"]) == 0
    out, lines = capsys.readouterr()
    told = lines.splitlines()
    assert out == ""
    assert told[0].startswith("2 notes about 1 video, 1 channel: ")
    assert "[12:34] in " in told[1]
    assert told[2] == "3 claims, 1 problem (noteport check notes lists them)"
    assert told[3].startswith("A deck would have ")
    commands = [shlex.split(line) for line in told[-2:]]
    for program, *words in commands:
        assert program == "noteport"
        assert run(words) == 0
    assert sorted(path.name for path in here.iterdir()) == ["cards.html", "deck.apkg", "noteport.toml", "notes"]


def test_what_it_writes_changes_nothing_until_it_is_edited(here: Path) -> None:
    assert run(["init"]) == 0
    values = tomllib.loads((here / "noteport.toml").read_text(encoding="utf-8"))
    assert all(table == {} for table in values.values())
    assert run(["check", "notes", "--strict"]) == run(["check", "notes", "--strict", "--no-cache"])


def test_every_line_that_is_uncommented_is_a_valid_option(tmp_path: Path) -> None:
    lines = configuration(found(10, 100)).splitlines()
    text = "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines)
    (tmp_path / "noteport.toml").write_text(text, encoding="utf-8")
    sources = config.Sources(config=config.find_config(tmp_path))
    assert config.common_settings(sources, registry.references).options.exclude == ("drafts/*",)
    for name in tomllib.loads(text).keys() & registry.references().keys():
        exporter = registry.load(registry.find(name))
        assert config.exporter_settings(name, exporter.Options, sources).origins


def test_it_never_replaces_a_configuration(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "noteport.toml").write_text("untimed = true\n")
    assert run(["init", "notes"]) == 5
    assert "noteport.toml configures noteport already" in capsys.readouterr().err
    assert (here / "noteport.toml").read_text() == "untimed = true\n"


@pytest.mark.parametrize(("notes", "cards", "limit"), [(10, 900, None), (20, 2_000, 50), (900, 9_000, FEWEST_PER_NOTE)])
def test_a_limit_is_suggested_if_a_deck_is_the_work_of_months(notes: int, cards: int, limit: int | None) -> None:
    assert found(notes, cards).limit == limit
    told = list(_told(found(notes, cards), [Path("notes")]))[-1]
    if limit is None:
        assert told == f"A deck would have {cards:,} cards."
    else:
        assert told.endswith(f", or at most {limit * notes:,} with --max-per-note {limit}.")
        assert f"# max-per-note = {limit}\n" in configuration(found(notes, cards))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Water boils [00:12:34].", ["[12:34]"]),
        ("Water boils [12:34 - 13:00] and (14:00).", ["[12:34]", "(12:34)"]),
        ('It <a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a> boils.', ['<a data-t="00:12:34">']),
        ("- [12:34](https://youtu.be/dQw4w9WgXcQ?t=754) Water boils.", ["links to a second"]),
        ("[12:34](ytseek://754) Water boils.", ["ytseek links of YouTube Annotator"]),
        ("- {{youtube-timestamp 754}} Water boils.", ["The macros of Logseq"]),
        ("Water boils at 4:56 PM.", []),
    ],
)
def test_the_forms_of_timestamps_are_named(text: str, forms: list[str]) -> None:
    assert list(forms_in(text)) == forms
