"""Requests go to a model, and its answers come back to their claims."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.cli.app import run
from noteport.questions.batch import SCHEMA

HEAD = "---\ntitle: {}\nvideoId: dQw4w9WgXcQ\n---\n"
RISE = HEAD.format("Why dough rises") + (
    "Nobody knew this for long [00:00:50].\n\n"
    "Yeast turns sugar into **carbon dioxide** and alcohol [00:01:05].\n\n"
    "Three things follow:\n\n"
    "* **Gluten**: a web of proteins that holds the gas inside the dough [00:03:00].\n"
    "* Salt slows the yeast down [00:03:00].\n"
)
BEES = HEAD.format("Bees in winter") + "Bees shiver with their flight muscles to keep the queen warm [00:05:10].\n"

REPLIES: dict[str, dict[str, str]] = {
    "50.1": {"kind": "none", "question": "", "answer": ""},
    "65.1": {"kind": "question", "question": "What lifts a dough when yeast eats sugar?", "answer": "carbon dioxide"},
    "180.1": {"kind": "question", "question": "Which web of proteins holds gas in a dough?", "answer": "gluten"},
    "180.2": {"kind": "gap", "question": "", "answer": "Salt"},
    "310.1": {"kind": "question", "question": "With what do bees shiver in winter?", "answer": "their flight muscles"},
}
WRITTEN = {"rise@65.1", "rise@180.1", "rise@180.2", "winter@310.1"}


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    Path("notes/rise.md").write_text(RISE)
    Path("notes/winter.md").write_text(BEES)
    assert run(["questions", "request", "notes", "-o", "requests.jsonl", "--model", "small"]) == 0
    return Path("notes")


def requests() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("requests.jsonl").read_text().splitlines()]


def said(request: dict[str, Any]) -> str:
    """What a model answers to a request, as it reads it."""
    keys = [
        line[1:].partition("]")[0] for line in request["body"]["messages"][1]["content"].splitlines() if line[:1] == "["
    ]
    return json.dumps({"cards": [{"claim": key} | REPLIES[key] for key in keys]})


Form = Callable[[dict[str, Any]], dict[str, Any]]
FORMS: dict[str, Form] = {
    "a batch of OpenAI": lambda request: {
        "id": "b1",
        "custom_id": request["custom_id"],
        "response": {
            "status_code": 200,
            "body": {"model": "small-1", "choices": [{"message": {"content": said(request)}}]},
        },
        "error": None,
    },
    "responses of OpenAI": lambda request: {
        "custom_id": request["custom_id"],
        "response": {
            "body": {"model": "small-1", "output": [{"content": [{"type": "output_text", "text": said(request)}]}]}
        },
    },
    "a batch of Anthropic": lambda request: {
        "custom_id": request["custom_id"],
        "result": {
            "type": "succeeded",
            "message": {"model": "small-1", "content": [{"type": "text", "text": said(request)}]},
        },
    },
    "a batch of Gemini": lambda request: {
        "key": request["custom_id"],
        "response": {"model": "small-1", "candidates": [{"content": {"parts": [{"text": said(request)}]}}]},
    },
    "text in a fence": lambda request: {
        "custom_id": request["custom_id"],
        "model": "small-1",
        "content": f"Here you are:\n```json\n{said(request)}\n```\nDone.",
    },
    "plain": lambda request: {"custom_id": request["custom_id"], "model": "small-1", **json.loads(said(request))},
}


def answer(form: Form = FORMS["plain"]) -> None:
    Path("answers.jsonl").write_text("".join(json.dumps(form(each)) + "\n" for each in requests()))


def decided() -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in Path("noteport-cards.jsonl").read_text().splitlines()]
    assert len({line["claim"] for line in lines}) == len(lines), "none twice"
    return {line["claim"].partition("/")[2]: line for line in lines}


def test_a_request_is_a_line_a_note_in_the_form_of_a_batch(notes: Path) -> None:
    first, second = requests()
    assert (first["method"], first["url"], first["body"]["model"]) == ("POST", "/v1/chat/completions", "small")
    assert first["body"]["response_format"]["json_schema"]["schema"] == SCHEMA
    system, user = first["body"]["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert user["content"] == (
        "Title: Why dough rises\n"
        "[50.1] Nobody knew this for long.\n"
        "[65.1] Yeast turns sugar into carbon dioxide and alcohol.\n"
        "Three things follow:\n"
        "[180.1] Gluten: a web of proteins that holds the gas inside the dough.\n"
        "[180.2] Salt slows the yeast down."
    )
    for each in (first, second):
        assert set(each["custom_id"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
        assert len(each["custom_id"]) <= 64


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_answers_come_to_their_claims_in_whatever_form(notes: Path, form: Form) -> None:
    answer(form)
    assert run(["questions", "take", "answers.jsonl", "notes"]) == 0
    assert set(decided()) == WRITTEN
    assert {line["by"] for line in decided().values()} == {"small-1"}
    assert decided()["rise@180.2"]["gap"] == ["Salt"]
    assert decided()["winter@310.1"]["back"] == "their flight muscles"


def test_a_second_take_changes_nothing_and_what_is_decided_is_not_requested_again(notes: Path) -> None:
    answer()
    assert run(["questions", "take", "answers.jsonl", "notes"]) == 0
    before = Path("noteport-cards.jsonl").read_bytes()
    Path("answers.jsonl").write_text(Path("answers.jsonl").read_text() * 2)
    assert run(["questions", "take", "answers.jsonl", "notes"]) == 0
    assert Path("noteport-cards.jsonl").read_bytes() == before
    assert run(["questions", "request", "notes", "-o", "requests.jsonl"]) == 0
    (left,) = requests()
    lines = left["body"]["messages"][1]["content"].splitlines()
    assert [line for line in lines if line.startswith("[")] == ["[50.1] Nobody knew this for long."]
    assert "Yeast turns sugar into carbon dioxide and alcohol." in lines, "what is known stays as context"


def test_answers_about_edited_notes_come_to_their_claims_through_the_requests(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer()
    edited = RISE.replace("Yeast turns", "A new claim comes first [00:01:05].\n\nYaest turns")
    Path("notes/rise.md").write_text(
        edited.replace("* Salt", "* The salt of the sea is older than bread [00:03:00].\n* Salt")
    )
    Path("notes/winter.md").rename("notes/bees_in_winter.md")
    assert run(["questions", "take", "answers.jsonl", "notes"]) == 0
    assert not Path("noteport-cards.jsonl").exists()
    assert "add --requests" in capsys.readouterr().err.lower()
    assert run(["questions", "take", "answers.jsonl", "notes", "--requests", "requests.jsonl"]) == 0
    assert set(decided()) == {"rise@65.2", "rise@180.1", "rise@180.3", "bees_in_winter@310.1"}
    assert decided()["rise@65.2"]["text"] == "Yaest turns sugar into carbon dioxide and alcohol."


def test_what_a_person_decided_is_never_replaced(notes: Path) -> None:
    own = {"claim": "notes/rise@65.1", "decision": "reject", "by": "ana"}
    own["text"] = "Yeast turns sugar into carbon dioxide and alcohol."
    Path("noteport-cards.jsonl").write_text(json.dumps(own) + "\n")
    answer()
    assert run(["questions", "take", "answers.jsonl", "notes"]) == 0
    assert decided()["rise@65.1"] == own


def test_claims_about_which_a_model_asks_nothing_can_be_rejected(notes: Path) -> None:
    answer()
    assert run(["questions", "take", "answers.jsonl", "notes", "--reject"]) == 0
    assert decided()["rise@50.1"]["decision"] == "reject"
    before = Path("noteport-cards.jsonl").read_bytes()
    assert run(["questions", "take", "answers.jsonl", "notes", "--reject"]) == 0
    assert Path("noteport-cards.jsonl").read_bytes() == before


def test_a_dry_run_writes_nothing(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer()
    assert run(["questions", "take", "answers.jsonl", "notes", "--dry-run"]) == 0
    assert "4 decisions would be written to" in capsys.readouterr().err
    assert not Path("noteport-cards.jsonl").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html>", "answers.jsonl:1: not an answer: it is not JSON."),
        (b'{"cards": []}', "answers.jsonl:1: not an answer: it has no custom_id."),
        (b'[{"custom_id": "x"}]', "answers.jsonl:1: not an answer: it has no custom_id."),
        (b"[" * 100_000, "answers.jsonl:1: not an answer: it is not JSON."),
    ],
)
def test_a_file_of_something_else_costs_one_line(
    notes: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    Path("answers.jsonl").write_bytes(content)
    assert run(["questions", "take", "answers.jsonl", "notes"]) == 2
    assert message in capsys.readouterr().err
    assert run(["questions", "take", "requests.jsonl", "notes"]) == 2
    assert "requests.jsonl:1: this is a request." in capsys.readouterr().err


def test_answers_without_cards_and_cards_without_claims_cost_nothing_else(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = requests()
    odd: list[Any] = [
        7,
        None,
        {},
        {"claim": ["65.1"]},
        {"claim": "9.9", "answer": "x"},
        {"claim": "[65.1]", "answer": None},
    ]
    odd += [{"claim": 310.1} | REPLIES["310.1"], {"claim": "310.1", "kind": "gap", "answer": "queen"}]
    lines = [
        {"custom_id": first["custom_id"], "error": {"message": "rate limit"}},
        {"custom_id": "of-another-vault-0", "cards": []},
        {"custom_id": second["custom_id"], "cards": odd},
    ]
    Path("answers.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert run(["questions", "take", "answers.jsonl", "notes", "--verbose"]) == 0
    assert set(decided()) == {"winter@310.1"}
    assert decided()["winter@310.1"]["by"] == "a model"
    told = capsys.readouterr().err
    assert "answers.jsonl:1: not taken: it has no cards." in told
    assert "answers.jsonl:2: not taken: its note has changed since the request, or is not among these." in told
    assert "1  twice: it is asked twice" in told
