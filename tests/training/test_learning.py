"""What the program for the weights of cards learns, from a few graded claims."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from noteport.api import Vault

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "training" / "chances.py"
PLACES = ("Graz", "Turin", "Porto", "Lyon", "Ghent", "Basel", "Cork", "Malmo", "Bergen", "Trieste", "Leeds", "Siena")
CHANNELS = ("one", "two", "three")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Claims with a year that graders kept, in most of them, and a place that they did not keep."""
    folder = tmp_path_factory.mktemp("data")
    graded, later = [], []
    for number, channel in enumerate(CHANNELS):
        notes = folder / "corpus" / channel
        notes.mkdir(parents=True)
        claims = [
            f"The old mill near {place} was built in {1800 + 7 * index + number} by weavers [00:0{index % 10}:01]."
            for index, place in enumerate(PLACES)
        ]
        head = "---\ntitle: Mills\nvideoId: AAAAAAAAAAA\n---\n\n"
        (notes / "mills.md").write_text(head + "\n\n".join(claims), encoding="utf-8")
        for index, claim in enumerate(claim for note in Vault([notes]) for claim in note.claims()):
            year = next(word for word in claim.text.split() if word.isdigit())
            place = PLACES[index]
            cards = [
                {"start": claim.text.index(answer), "end": claim.text.index(answer) + len(answer), "answer": answer}
                | {"tier": tier}
                for answer, tier in ((year, 0 if index == 5 else 3), (place, 3 if index == 7 else 0))
            ]
            if index < 10:
                graded.append({"claim": claim.id, "text": claim.text, "best": None, "cards": cards})
            else:
                later.append({"claim": claim.id, "cards": cards, "best_at": None})
    (folder / "graded").mkdir()
    (folder / "graded" / "cards.jsonl").write_text("\n".join(map(json.dumps, graded)), encoding="utf-8")
    (folder / "later.jsonl").write_text("\n".join(map(json.dumps, later)), encoding="utf-8")
    return folder


def run(program: Path, *arguments: Path, seed: str = "0") -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, str(program), *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def grades(data: Path) -> Path:
    path = data / "grades.jsonl"
    path.write_text(run(ROOT / "training" / "grades.py", data / "later.jsonl"), encoding="utf-8")
    return path


def test_grades_are_kept_without_the_text_that_was_graded(grades: Path) -> None:
    lines = [json.loads(line) for line in grades.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2 * len(CHANNELS)
    assert {tuple(line) for line in lines} == {("claim", "cards")}
    assert lines[0]["cards"][0][2] == 0
    assert not any(place in grades.read_text(encoding="utf-8") for place in PLACES)


def test_what_graders_kept_is_worth_more_and_the_same_grades_give_the_same_bytes(data: Path, grades: Path) -> None:
    first, again = (run(PROGRAM, data / "graded", data / "corpus", grades, seed=seed) for seed in ("1", "2"))
    assert first == again
    learned = json.loads(first)
    assert learned["learned_from"]["claims"] == len(CHANNELS) * len(PLACES)
    weights = learned["english"]["features"]
    assert weights["its form: figures"] > max(weights["name"], 0)
