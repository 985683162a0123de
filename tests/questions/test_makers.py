"""Question makers are plugins."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Options
from noteport.cli.app import run
from noteport.questions.maker import MAKERS
from noteport.questions.rules import RulesMaker
from noteport.testing import QuestionMakerContract

TEXT = """---
title: Why dough rises
videoId: dQw4w9WgXcQ
---
Yeast turns sugar into **carbon dioxide** and alcohol [00:01:05].

NASA grew yeast in orbit in 1996 [00:02:10].
"""

PLUGIN = """
from dataclasses import dataclass
from noteport.api import Options, Question, QuestionMaker, option

@dataclass(frozen=True, kw_only=True)
class CapitalsOptions(Options):
    shortest: int = option(2, help="Fewest letters of a word")

class CapitalsMaker(QuestionMaker):
    name, summary = "capitals", "Asks for words in capitals."
    Options = CapitalsOptions

    def ask(self, note, claims):
        for claim in claims:
{body}
"""
USUAL = """
            words = [w for w in claim.text.split() if w.isupper() and len(w) >= self.options.shortest]
            if words:
                yield Question(claim=claim, gap=(words[0],))
"""

Install = Callable[[str], None]


class TestOurs(QuestionMakerContract):
    maker = RulesMaker


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a question maker whose loop has this body, and a note to ask about."""

    def install(body: str) -> None:
        site = tmp_path / "site-packages"
        information = site / "noteport_capitals-1.2.dist-info"
        information.mkdir(parents=True)
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: noteport-capitals\nVersion: 1.2\n")
        (information / "entry_points.txt").write_text(
            "[noteport.questions]\ncapitals = noteport_capitals:CapitalsMaker\n"
        )
        (site / "noteport_capitals.py").write_text(PLUGIN.format(body=body))
        (tmp_path / "bread").mkdir()
        (tmp_path / "bread" / "rise.md").write_text(TEXT)
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.chdir(tmp_path)
        monkeypatch.delitem(sys.modules, "noteport_capitals", raising=False)

    return install


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("noteport-cards.jsonl").read_text().splitlines()]


def test_what_a_plugin_asks_is_remembered_under_its_name_and_is_on_the_card(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install(USUAL)
    assert run(["questions", "capitals", "bread"]) == 0
    assert [(line["claim"], line["gap"], line["by"]) for line in lines()] == [
        ("bread/rise@130.1", ["NASA"], "capitals")
    ]
    assert run(["cards", "bread", "-o", "cards.json", "-q"]) == 0
    cards = {each["claim"]: each["card"] for each in json.loads(Path("cards.json").read_text())["claims"]}
    assert (cards["bread/rise@130.1"]["by"], cards["bread/rise@130.1"]["answer"]) == ("capitals", "NASA")
    assert 0 < cards["bread/rise@130.1"]["score"] < 1
    assert cards["bread/rise@65.1"]["by"] == "", "where it asks nothing, noteport makes the card"


def test_its_options_are_flags(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install(USUAL)
    assert run(["questions", "capitals", "bread", "--shortest", "5"]) == 0
    assert not Path("noteport-cards.jsonl").exists()
    assert run(["questions", "capitals", "--help"]) == 0
    assert "Fewest letters of a word" in capsys.readouterr().out


def test_it_is_listed_without_being_imported(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install("            raise 1/0")
    assert run(["questions", "--help"]) == 0
    assert "capitals" in capsys.readouterr().out
    assert "noteport_capitals" not in sys.modules
    assert run(["questions", "capitols", "bread"]) == 2
    assert "Did you mean 'capitals'?" in capsys.readouterr().err


def test_what_people_decided_is_not_asked_about_again(install: Install) -> None:
    install(USUAL)
    own = {"claim": "bread/rise@130.1", "decision": "reject", "by": "ana", "text": "NASA grew yeast in orbit in 1996."}
    Path("noteport-cards.jsonl").write_text(json.dumps(own) + "\n")
    assert run(["questions", "capitals", "bread"]) == 0
    assert lines() == [own]


def test_asking_again_changes_nothing_and_another_answer_replaces_its_own(install: Install, monkeypatch: Any) -> None:
    install(USUAL)
    assert run(["questions", "capitals", "bread"]) == 0
    before = Path("noteport-cards.jsonl").read_bytes()
    assert run(["questions", "capitals", "bread"]) == 0
    assert Path("noteport-cards.jsonl").read_bytes() == before
    file = Path("site-packages/noteport_capitals.py")
    file.write_text(PLUGIN.format(body="            yield Question(claim=claim, gap=('yeast',))"))
    monkeypatch.delitem(sys.modules, "noteport_capitals")
    assert run(["questions", "capitals", "bread"]) == 0
    assert [line["gap"] for line in lines()] == [["yeast"], ["yeast"]]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("            raise ValueError('no')", "capitals of noteport-capitals 1.2 failed on bread/rise.md"),
        ("            yield 'NASA'", "ask() returned 'NASA', not a Question"),
        ("            raise SystemExit(3)", "this is a bug in that plugin (SystemExit: 3"),
    ],
)
def test_its_failure_is_its_own_and_changes_nothing(
    install: Install, capsys: pytest.CaptureFixture[str], body: str, words: str
) -> None:
    install(body)
    assert run(["questions", "capitals", "bread"]) == 70
    assert words in capsys.readouterr().err
    assert not Path("noteport-cards.jsonl").exists()


def test_each_fault_is_named_and_noteport_makes_the_card(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install(
        "            front = 'What does yeast turn into carbon dioxide?'\n"
        "            yield Question(claim=claim, front=front, back='carbon dioxide')"
    )
    assert run(["questions", "capitals", "bread", "--verbose"]) == 0
    told = capsys.readouterr().err
    assert "2 questions of 2 were not kept; noteport chooses these cards:" in told
    assert "2  leak: it gives the answer away" in told
    assert "1  unsupported: it has an answer that the claim does not support" in told
    assert "bread/rise.md:5: leak: What does yeast turn into carbon dioxide? – carbon dioxide" in told


@dataclass(frozen=True, kw_only=True)
class Nothing(Options):
    """None."""


def test_the_built_in_one_is_declared_as_it_is_listed() -> None:
    (reference,) = [one for one in MAKERS.references().values() if one.is_built_in]
    assert MAKERS.load(reference).summary == reference.summary
