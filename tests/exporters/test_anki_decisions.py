"""Decisions about cards that a learner has reviewed already, as Anki takes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from noteport.cli.app import run

from .conftest import Learner, write

NOTE = "Bio/cells.md"
TEXT = (
    "Yeast turns sugar into **carbon dioxide** and alcohol @@.\n\n"
    "Osmosis is called *the flow of water* through a wall [00:02:10].\n\n"
    "* **Gluten**: a web of proteins that holds the gas inside the dough [00:03:00].\n"
)
YEAST, OSMOSIS, GLUTEN = "Bio/cells@65.1", "Bio/cells@130.1", "Bio/cells@180.1"
WORDS = {
    YEAST: {"text": "Yeast turns sugar into carbon dioxide and alcohol."},
    OSMOSIS: {"text": "Osmosis is called the flow of water through a wall."},
    GLUTEN: {"term": "Gluten", "text": "a web of proteins that holds the gas inside the dough."},
}


class Study:
    """Notes, a deck of them, decisions about its cards, and a learner who has reviewed them all."""

    def __init__(self, folder: Path, learner: Learner) -> None:
        self.folder, self.learner = folder, learner
        write(folder / "notes" / NOTE, TEXT)
        self.export()
        learner.review_all()

    def export(self, *flags: str) -> None:
        """Export the deck again and import it."""
        deck = self.folder / "deck.apkg"
        assert run(["anki", str(self.folder / "notes"), "-o", str(deck), "--all", "--quiet", *flags]) == 0
        self.learner.take(deck)

    def decide(self, *decisions: dict[str, Any]) -> None:
        file = self.folder / "noteport-cards.jsonl"
        file.write_text("".join(json.dumps(WORDS[line["claim"]] | line) + "\n" for line in decisions))
        self.export("--decisions", str(file))

    def fields(self, guid: str) -> list[str]:
        fields: list[str] = self.learner.notes()[guid][1].split("\x1f")
        return fields


@pytest.fixture
def study(tmp_path: Path, learner: Learner) -> Study:
    return Study(tmp_path, learner)


EVERY = [
    {"claim": YEAST, "decision": "gap", "gap": ["sugar"]},
    {"claim": YEAST, "decision": "gap", "gap": ["alcohol", "sugar"]},
    {"claim": YEAST, "decision": "card", "front": "What makes dough rise?", "back": "Gas {{of}} yeast"},
    {"claim": YEAST, "decision": "card", "cloze": "Dough is lifted by {{c1::gas::a state}}."},
    {"claim": OSMOSIS, "decision": "gap", "gap": ["wall"]},
    {"claim": OSMOSIS, "decision": "card", "front": "What flows?", "back": "Water"},
    {"claim": GLUTEN, "decision": "gap", "gap": ["gas"]},
    {"claim": GLUTEN, "decision": "gap", "gap": ["Gluten"]},
    {"claim": GLUTEN, "decision": "card", "front": "What holds gas?", "back": "Gluten", "hint": "proteins"},
]


@pytest.mark.parametrize("line", EVERY, ids=lambda line: f"{line['claim']}-{line['decision']}")
def test_whatever_is_decided_about_a_reviewed_card_it_keeps_its_reviews_and_its_type(
    study: Study, line: dict[str, Any]
) -> None:
    history, before = study.learner.history(), study.learner.notes()
    study.decide(line)
    after = study.learner.notes()
    guid = line["claim"]
    assert study.learner.history() == history
    assert after[guid][0] == before[guid][0], "Anki cannot change the type of a note that has reviews"
    assert {each for each in after if after[each] != before[each]} <= {guid}
    wanted = [*line.get("gap", ()), line.get("front") or "", line.get("back", "").partition(" ")[0]]
    assert all(words in "".join(after[guid][1]) for words in wanted)


def test_a_card_whose_type_has_a_gap_shows_a_question_above_its_answer(study: Study) -> None:
    study.decide({"claim": YEAST, "decision": "card", "front": "What makes dough rise?", "back": "Gas"})
    assert study.fields(YEAST)[1] == "What makes dough rise?<br>{{c1::Gas}}"
    assert study.fields(YEAST)[2] == "Yeast turns sugar into <strong>carbon dioxide</strong> and alcohol."


def test_a_decided_card_stays_as_it_is_through_edits_of_its_claim(study: Study) -> None:
    lines: list[dict[str, Any]] = [
        {"claim": YEAST, "decision": "gap", "gap": ["sugar"]},
        {"claim": GLUTEN, "decision": "card", "front": "What holds gas?", "back": "Gluten"},
    ]
    study.decide(*lines)
    history = study.learner.history()
    notes = study.folder / "notes"
    write(notes / NOTE, None)
    write(notes / "Baking" / "rise.md", TEXT.replace("Yeast turns", "Yaest turns").replace("a web", "the web"))
    study.decide(*lines)
    assert study.learner.history() == history
    assert study.fields(YEAST)[1].startswith("Yaest turns {{c1::sugar")
    assert "What holds gas?" in study.fields(GLUTEN)[1]


def test_a_rejected_card_leaves_the_deck_and_comes_back_with_its_reviews(study: Study) -> None:
    history = study.learner.history()
    study.decide({"claim": YEAST, "decision": "reject"})
    assert study.learner.history() == history, "Anki deletes nothing on an import"
    assert "noteport::removed" not in study.learner.notes()[YEAST][2]
    study.decide({"claim": YEAST, "decision": "reject"})
    study.export("--decisions", str(study.folder / "noteport-cards.jsonl"), "--keep-removed")
    assert "noteport::removed" in study.learner.notes()[YEAST][2]
    study.decide()
    assert "noteport::removed" not in study.learner.notes()[YEAST][2]
    assert study.learner.history() == history


def test_a_rejected_claim_never_gets_a_card(tmp_path: Path, learner: Learner) -> None:
    write(tmp_path / "notes" / NOTE, TEXT)
    study = Study.__new__(Study)
    study.folder, study.learner = tmp_path, learner
    study.decide({"claim": YEAST, "decision": "reject"})
    assert set(learner.notes()) == {OSMOSIS, GLUTEN}
    study.decide()
    assert set(learner.notes()) == {YEAST, OSMOSIS, GLUTEN}


def test_a_rejected_card_is_no_row_of_the_text_import_and_comes_back_under_its_guid(tmp_path: Path) -> None:
    write(tmp_path / "notes" / NOTE, TEXT)
    file, table = tmp_path / "noteport-cards.jsonl", tmp_path / "cards.csv"
    command = ["anki", str(tmp_path / "notes"), "-o", str(table), "--all", "--quiet", "--decisions", str(file)]
    seen = []
    for lines in ("", json.dumps(WORDS[YEAST] | {"claim": YEAST, "decision": "reject"}), ""):
        file.write_text(lines)
        assert run(command) == 0
        seen.append([f'"{guid}"' in table.read_text() for guid in (YEAST, OSMOSIS, GLUTEN)])
    assert seen == [[True] * 3, [False, True, True], [True] * 3]
