"""What is decided at the desk is in the file at once, and the card is drawn as the deck will have it."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from .conftest import COLD, GAS, WEB, Room


def shown(markup: str) -> str:
    """What a person reads."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_every_decision_is_written_as_it_is_made(room: Room) -> None:
    assert room.decide(GAS, {"decision": "reject"}).status == 200
    assert room.lines() == [{"claim": GAS, "decision": "reject", "by": "ana"}]
    assert room.decide(WEB, {"decision": "accept"}).status == 200
    assert room.lines() == [
        {"claim": WEB, "decision": "accept", "by": "ana"},
        {"claim": GAS, "decision": "reject", "by": "ana"},
    ]
    assert room.decided() == {WEB: "accept", GAS: "reject"}


def test_the_card_comes_back_as_the_deck_will_have_it(room: Room) -> None:
    entry = room.decide(COLD, {"decision": "gap", "gap": ["eighteen hours"]}).json["entry"]
    assert "A cold dough ferments for […] in the fridge" in re.sub(r"\[[^\]]+\]", "[…]", shown(entry))
    assert 'class="entry out' not in entry
    own = {"decision": "card", "front": "How long does a cold dough ferment?", "back": "Eighteen hours"}
    answer = room.decide(COLD, own).json
    assert "How long does a cold dough ferment?" in answer["entry"]
    assert answer["faults"] == []


def test_faults_of_a_written_card_are_named(room: Room) -> None:
    told = room.decide(COLD, {"decision": "card", "front": "Does a cold dough ferment eighteen hours?", "back": "Yes"})
    assert "can be answered with yes or no" in told.json["faults"]


def test_a_decision_is_replaced_and_removed(room: Room) -> None:
    room.decide(GAS, {"decision": "reject"})
    room.decide(GAS, {"decision": "accept"})
    assert [line["decision"] for line in room.lines()] == ["accept"]
    assert 'data-decision="' not in room.decide(GAS, None).json["entry"]
    assert room.lines() == []


def test_the_page_knows_the_decisions_after_a_restart(room: Room) -> None:
    room.decide(GAS, {"decision": "reject"})
    room.decide(WEB, {"decision": "accept"})
    room.open()
    page = room.ask("GET", "").body.decode()
    found = {
        unescape(claim): json.loads(unescape(decision))["decision"]
        for claim, decision in re.findall(r'data-claim="([^"]+)".*?(?:data-decision="([^"]+)")', page)
    }
    assert found == {WEB: "accept", GAS: "reject"}


def test_what_others_decided_meanwhile_stays(room: Room) -> None:
    room.decide(GAS, {"decision": "reject"})
    line = '{"claim":"tea/leaves@5.1","decision":"accept","by":"bob","text":"Tea is a leaf."}\n'
    room.file.write_text(room.file.read_text(encoding="utf-8") + line, encoding="utf-8")
    room.decide(WEB, {"decision": "accept"})
    assert [line["by"] for line in room.lines()] == ["ana", "ana", "bob"]


def test_a_claim_that_is_gone_is_an_error_that_says_what_to_do(room: Room) -> None:
    answer = room.decide("bread/rise@999.1", {"decision": "reject"})
    assert (answer.status, answer.json) == (409, {"error": "This claim is no longer in the notes. Reload the page."})
    assert not room.file.exists()


@pytest.mark.parametrize("front", ["\u200b", "\0", " \n "])
def test_a_card_of_which_nothing_is_seen_is_refused(room: Room, front: str) -> None:
    answer = room.decide(GAS, {"decision": "card", "front": front})
    assert (answer.status, "a card needs a `front`" in answer.json["error"]) == (409, True)
    assert not room.file.exists()


def test_a_claim_that_took_the_id_of_another_gets_no_decision_about_that_one(room: Room) -> None:
    room.decide(GAS, {"decision": "accept"})
    note = room.notes / "bread" / "rise.md"
    before = "A new sentence about sugar [00:03:00].\n\nYeast turns"
    note.write_text(note.read_text(encoding="utf-8").replace("Yeast turns", before), encoding="utf-8")
    answer = room.decide(GAS, {"decision": "reject"})
    assert (answer.status, "Reload the page." in answer.json["error"]) == (409, True)
    assert "accept" in room.ask("GET", "").body.decode().partition('data-claim="bread/rise@180.2"')[2]
    room.texts[GAS] = "A new sentence about sugar."
    assert room.decide(GAS, {"decision": "reject"}).status == 200
    assert room.decided() == {GAS: "reject", "bread/rise@180.2": "accept"}


def test_a_gap_that_the_claim_does_not_have_is_named(room: Room) -> None:
    answer = room.decide(COLD, {"decision": "gap", "gap": ["eighty hours"]}).json
    assert answer["faults"] == ["hides words that the claim does not have"]
