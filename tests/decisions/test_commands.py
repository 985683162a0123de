"""Every command obeys the decisions file."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from noteport.cli.app import run

from .conftest import COLD, GAS, WEB, Kitchen


@pytest.fixture
def decided(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> Kitchen:
    monkeypatch.chdir(kitchen.file.parent)
    kitchen.decide(
        {"claim": GAS, "decision": "reject"},
        {"claim": COLD, "decision": "card", "front": "How long does cold dough take?", "back": "A night & more"},
        {"claim": WEB, "decision": "gap", "gap": ["proteins"]},
    )
    return kitchen


def preview(*arguments: str) -> dict[str, tuple[str | None, str | None]]:
    """The reason or the answer for each claim."""
    assert run(["cards", "notes", "-o", "cards.json", "-q", "--force", *arguments]) == 0
    claims = json.loads(Path("cards.json").read_text())["claims"]
    return {each["claim"]: (each["left_out"], each["card"] and each["card"]["answer"]) for each in claims}


WANTED = {GAS: ("rejected", None), COLD: (None, "A night & more"), WEB: (None, "proteins")}


def test_the_file_next_to_the_configuration_is_used_from_any_folder_below(
    decided: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("noteport.toml").touch()
    below = Path("below")
    below.mkdir()
    monkeypatch.chdir(below)
    Path("notes").symlink_to(decided.notes)
    assert preview() == WANTED


def test_without_a_configuration_the_file_in_the_working_directory_is_used(decided: Kitchen) -> None:
    assert preview() == WANTED
    decided.file.rename("mine.jsonl")
    assert preview() != WANTED
    assert preview("--decisions", "mine.jsonl") == WANTED


def test_a_file_that_is_named_must_be_there(decided: Kitchen, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cards", "notes", "-o", "cards.json", "--decisions", "none.jsonl"]) == 2
    assert "none.jsonl: cannot be read: No such file or directory." in capsys.readouterr().err


def test_a_review_does_not_start_if_its_decisions_can_be_kept_nowhere(
    decided: Kitchen, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", "notes", "--no-browser", "--decisions", "gone/mine.jsonl"]) == 2
    assert "gone/mine.jsonl: there is no folder gone." in capsys.readouterr().err


def test_a_link_that_leads_out_of_the_given_notes_is_not_followed(
    decided: Kitchen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (decided.notes / "noteport-cards.jsonl").symlink_to(decided.file)
    monkeypatch.chdir(decided.notes)
    assert run(["cards", ".", "-o", "../cards.json"]) == 0
    assert "the link leads out of the given paths" in capsys.readouterr().err
    assert all(each["left_out"] != "rejected" for each in json.loads(Path("../cards.json").read_text())["claims"])


def test_what_fits_no_claim_is_reported_and_strict_runs_fail(
    decided: Kitchen, capsys: pytest.CaptureFixture[str]
) -> None:
    decided.write("bread/rise.md", "Salt slows all of this down a good deal [00:01:05].")
    assert run(["check", "notes"]) == 0
    assert capsys.readouterr().out.count("(2 more, lines 2, 3)") == 1
    assert run(["cards", "notes", "-o", "cards.txt", "--strict"]) == 4
    assert run(["cards", "notes", "-o", "cards.txt", "--strict", "--ignore", "decision-without-claim"]) == 0


def test_the_self_test_of_a_guide_asks_what_was_decided(decided: Kitchen) -> None:
    decided.write("bread/rise.md", "A cold dough ferments for *eighteen hours* in the fridge [00:02:10].")
    assert run(["epub", "notes", "-o", "guide.epub", "-q"]) == 0
    with zipfile.ZipFile("guide.epub") as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "How long does cold dough take?" in pages
    assert "A night &amp; more" in pages
    decided.decide({"claim": COLD, "decision": "reject"})
    assert run(["epub", "notes", "-o", "guide.epub", "-q"]) == 0
    with zipfile.ZipFile("guide.epub") as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert 'id="question-1"' not in pages
