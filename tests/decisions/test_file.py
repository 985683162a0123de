"""The decisions file: made for git, and hostile ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from noteport.api import Decision
from noteport.decisions import change_decisions, place_decisions, read_decisions
from noteport.errors import UsageError

from .conftest import COLD, GAS, WEB, Kitchen

LINE = '{"claim":"a/b@65.1","decision":"reject","text":"Bread rises."}\n'


def test_a_line_is_plain_and_names_only_what_is_decided(tmp_path: Path) -> None:
    file = tmp_path / "cards.jsonl"
    change_decisions(file, [Decision(claim="a/b@65.1", decision="reject", by="ana", text="Bröt “rises”.")])
    assert file.read_text() == '{"claim":"a/b@65.1","decision":"reject","by":"ana","text":"Bröt “rises”."}\n'


def test_lines_are_in_the_order_of_the_video_whichever_is_decided_first(tmp_path: Path) -> None:
    ids = ["a/b@9.1", "a/b@65.1", "a/b@65.2", "a/b@65.10", "a/c@-.1", "a/c@1.1"]
    one, other = tmp_path / "one", tmp_path / "other"
    for file, order in ((one, ids), (other, ids[::-1])):
        for id in order:
            change_decisions(file, [Decision(claim=id, decision="reject", text=f"About {id}")])
    assert one.read_bytes() == other.read_bytes()
    assert [each.claim for each in read_decisions(one).decisions.values()] == ids


def test_a_change_replaces_the_decision_about_the_claim_and_keeps_all_others(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": GAS, "decision": "reject"}, {"claim": COLD, "decision": "reject"})
    with kitchen.file.open("a") as out:
        out.write(LINE)
    kitchen.write(
        "bread/rise.md", "A first word [00:01:05].\n\nYaest turns sugar into carbon dioxide and alcohol [00:01:05]."
    )
    placed = place_decisions(read_decisions(kitchen.file), kitchen.vault())
    assert list(placed.by_claim) == ["bread/rise@65.2"]
    new = Decision(
        claim="bread/rise@65.2", decision="accept", text="Yaest turns sugar into carbon dioxide and alcohol."
    )
    change_decisions(kitchen.file, [new], known=placed.by_claim)
    assert [(each.claim, each.decision) for each in read_decisions(kitchen.file).decisions.values()] == [
        ("a/b@65.1", "reject"),
        ("bread/rise@65.2", "accept"),
        (COLD, "reject"),
    ]
    change_decisions(kitchen.file, [], known={"bread/rise@65.2": new}, removed=["bread/rise@65.2"])
    assert len(read_decisions(kitchen.file).decisions) == 2


def test_what_another_program_wrote_meanwhile_is_kept(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": GAS, "decision": "reject"})
    placed = place_decisions(read_decisions(kitchen.file), kitchen.vault())
    change_decisions(kitchen.file, [Decision(claim=WEB, decision="accept", text="Something")])
    change_decisions(kitchen.file, [Decision(claim=COLD, decision="accept", text="Cold")], known=placed.by_claim)
    assert [each.claim for each in read_decisions(kitchen.file).decisions.values()] == [GAS, COLD, WEB]


def test_two_reviews_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cards.jsonl"

    def decide(note: str) -> None:
        for second in range(20):
            change_decisions(file, [Decision(claim=f"{note}@{second}.1", decision="reject", text="Bread rises.")])

    with ThreadPoolExecutor(2) as pool:  # each opens the folder itself, as two processes do
        list(pool.map(decide, ["a", "b"]))
    assert len(read_decisions(file).decisions) == 40


def test_notes_whose_names_differ_in_spaces_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "cards.jsonl"
    for claim in ("a b@65.1", "a  b@65.1"):
        change_decisions(file, [Decision(claim=claim, decision="reject", text="Bread rises.")])
    assert {each.claim for each in read_decisions(file).decisions.values()} == {"a b@65.1", "a  b@65.1"}


def test_a_file_keeps_its_mode_and_its_link_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    real = tmp_path / "real.jsonl"
    real.write_text(LINE)
    real.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(real)
    change_decisions(link, [Decision(claim="a/b@9.1", decision="reject", text="More")])
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(real.read_text().splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.jsonl", "real.jsonl"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<!doctype html><html>", ":1: not a decision: it is not JSON."),
        (b"\xff\xfe{\x00}", ":1: not a decision: it is not JSON."),
        (b'{"claim": "a/b@65.1"', ":1: not a decision: it is not JSON."),
        (b"[" * 100_000, "Expected `object`, got `array`"),
        (b'{"claim":"a/b@65.1","decision":"' + b"x" * 10_000 + b'","text":"x"}', "Invalid enum value"),
        (b"[]", "Expected `object`, got `array`"),
        (b"null", "Expected `object`, got `null`"),
        (b'{"claim":"a/b@65.1","decision":"maybe","text":"x"}', "Invalid enum value 'maybe'"),
        (b'{"claim":"a/b@65.1","decision":"reject"}', "missing required field `text`"),
        (b'{"claim":7,"decision":"reject","text":"x"}', "Expected `str`, got `int` - at `$.claim`"),
        (b'{"claim":"a/b@65.1","decision":"gap","text":"x"}', "`gap` must name the words to hide"),
        (b'{"claim":"a/b@65.1","decision":"gap","gap":[" "],"text":"x"}', "`gap` must not name empty words"),
        (b'{"claim":"a/b@65.1","decision":"card","back":"x","text":"x"}', "a card needs a `front` or a `cloze`"),
        (b'{"claim":"a/b@65.1","decision":"card","front":"x","cloze":"{{x}}","text":"x"}', "not both"),
        (b'{"claim":"a/b@65.1","decision":"reject","front":"x","text":"x"}', "a rejected claim has no `front`"),
        (b'{"claim":"a/b@65.1","decision":"reject","text":" "}', "`text` must not be empty"),
        (b'{"claim":"a/b@65.1","decision":"reject","mood":"bad","text":"x"}', "unknown field `mood`"),
        (b'{"claim":"../../etc","decision":"reject","text":"x"}', "`claim` is not the id of a claim"),
        (b'{"claim":"a/b@65.1","decision":"card","front":"' + b"x" * 3000 + b'","text":"x"}', "length <= 2000"),
        (b'{"claim":"a/b@65.1","decision":"card","front":"\\u200b","text":"x"}', "a card needs a `front` or a `cloze`"),
        (b'{"claim":"a/b@65.1","decision":"card","cloze":"{{c1::}} x","text":"x"}', "`cloze` has no gap"),
        (b'{"claim":"a/b@65.1","decision":"card","cloze":"{{c1:: ::hint}} x","text":"x"}', "`cloze` has no gap"),
        (b"||||||| base\n", ":1: git could not merge this file."),
        (LINE.encode() * 2, ":2: line 1 already decides about this claim."),
        (LINE.encode() + b"\n<<<<<<< HEAD\n", ":3: git could not merge this file."),
        (b"\n" * 1_000_000, "has more than 200,000 lines."),
    ],
)
def test_whatever_is_wrong_is_said_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "cards.jsonl"
    file.write_bytes(content)
    with pytest.raises(UsageError) as error:
        read_decisions(file)
    assert message in error.value.message
    assert error.value.message.startswith(str(file))
    assert "\n" not in error.value.message
    assert len(error.value.message) < 300


def test_a_file_that_is_missing_or_no_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(UsageError, match="cannot be read"):
            read_decisions(path)


def test_texts_are_on_one_line_and_hide_nothing(tmp_path: Path) -> None:
    file = tmp_path / "cards.jsonl"
    file.write_text(LINE.replace('"reject"', r'"card","front":"Who\n\u0000 rises\u202e?","back":"<b>Bread</b>"'))
    (decision,) = read_decisions(file).decisions.values()
    assert (decision.front, decision.back) == ("Who rises?", "<b>Bread</b>")
