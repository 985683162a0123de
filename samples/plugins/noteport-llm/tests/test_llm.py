"""A model on a server is asked, once for each claim, and never unless the user agrees."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Model
from noteport.cli.app import run
from noteport.testing import QuestionMakerContract
from noteport_llm import LlmMaker, LlmOptions

NOTE = "---\ntitle: Bread {0}\nvideoId: dQw4w9WgXcQ\n---\n" + "".join(
    f"\nFact {{0}}.{number} is about something called fermentation{{0}}x{number} [00:00:{number:02}].\n"
    for number in range(1, 6)
)


class TestContract(QuestionMakerContract):
    maker = LlmMaker

    @pytest.fixture(autouse=True)
    def _server(self, model: Model, tmp_path: Path) -> None:
        self.options = LlmOptions(url=model.url, model="small", yes=True, answers=tmp_path / "answers.sqlite")

    def make(self) -> LlmMaker:
        return LlmMaker(self.options)


@pytest.fixture(autouse=True)
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    Path("notes").mkdir()
    for number in range(3):
        Path(f"notes/bread{number}.md").write_text(NOTE.format(number))


def ask(model: Model, *flags: str) -> int:
    return run(["questions", "llm", "notes", "--url", model.url, "--model", "small", "--answers", "a.sqlite", *flags])


def decided() -> list[dict[str, Any]]:
    file = Path("noteport-cards.jsonl")
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_each_claim_is_asked_about_once_and_several_in_a_request(model: Model) -> None:
    assert ask(model, "--yes", "--batch", "3") == 0
    assert len(decided()) == len(set(model.claims)) == len(model.claims) == 15
    assert len(model.requests) == 6
    assert {line["by"] for line in decided()} == {"llm"}
    assert set(model.keys) == {"Bearer secret"}
    assert "secret" not in Path("noteport-cards.jsonl").read_text() + Path("a.sqlite").read_bytes().decode("latin-1")


def test_nothing_is_paid_for_twice_and_only_what_is_new_is_asked(model: Model) -> None:
    assert ask(model, "--yes") == 0
    before = decided()
    assert ask(model, "--yes") == 0
    assert (len(model.requests), decided()) == (3, before)
    with Path("notes/bread1.md").open("a") as out:
        out.write("\nA new fact is about something called autolysis [00:01:00].\n")
    assert ask(model, "--yes") == 0
    assert len(model.requests) == 4
    assert [line for line in model.requests[3]["messages"][1]["content"].splitlines() if line.startswith("[")] == [
        "[60.1] A new fact is about something called autolysis."
    ]


def test_nothing_is_sent_if_nobody_can_be_asked(model: Model, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(model) == 2
    told = capsys.readouterr().err
    assert f"15 claims in 3 requests to small at {model.url}: about" in told
    assert "Nothing was sent, because nobody can be asked." in told
    assert not model.requests


@pytest.mark.parametrize(("reply", "sent"), [("y\n", 3), ("n\n", 0), ("\n", 0), ("", 0)])
def test_the_user_is_asked_before_anything_is_sent(
    model: Model, monkeypatch: pytest.MonkeyPatch, reply: str, sent: int
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(reply))
    assert ask(model) == (0 if sent else 2)
    assert len(model.requests) == sent


def test_a_limit_stops_before_it_is_exceeded_and_the_next_run_goes_on(
    model: Model, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(model, "--max-tokens", "2500", "--parallel", "1") == 0
    assert "Stopped before more than 2,500 tokens were used." in capsys.readouterr().err
    done = len(model.requests)
    assert 0 < done < 3
    assert len(decided()) == 5 * done
    assert ask(model, "--yes") == 0
    assert (len(model.requests), len(decided())) == (3, 15)


def test_what_fails_is_repeated(model: Model) -> None:
    model.failures = [500, 429]
    assert ask(model, "--yes", "--parallel", "1") == 0
    assert len(decided()) == 15


def test_a_server_that_stays_down_costs_no_answer_that_was_there(
    model: Model, capsys: pytest.CaptureFixture[str]
) -> None:
    model.fails_after = 1
    assert ask(model, "--yes", "--parallel", "1", "--retries", "0") == 0
    assert "The server stopped answering" in capsys.readouterr().err
    assert len(decided()) == 5
    model.fails_after = None
    assert ask(model, "--yes") == 0
    assert len(decided()) == len(model.claims) == 15


def test_a_server_that_refuses_is_told_in_one_line(model: Model, capsys: pytest.CaptureFixture[str]) -> None:
    model.failures = [401] * 9
    assert ask(model, "--yes") == 1
    assert "refuses the request" in capsys.readouterr().err
    assert not decided()


def test_a_server_and_a_model_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questions", "llm", "notes", "--model", "small"]) == 2
    assert "Name a server and a model." in capsys.readouterr().err


def test_the_client_is_loaded_only_for_requests() -> None:
    program = "import noteport_llm, sys; print('openai' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "False\n"
