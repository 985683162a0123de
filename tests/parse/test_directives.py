"""What an author tells noteport in comments."""

from __future__ import annotations

import pytest

from noteport.api import Note, OwnCard, parse_note

CARD = '<!-- noteport: front="What is alive?" back="Yeast" -->'
OWN = OwnCard(front="What is alive?", back="Yeast")


def note_of(text: str) -> Note:
    return parse_note(f"---\ntitle: Bread\nvideoId: dQw4w9WgXcQ\n---\n{text}", "channel/note.md")


@pytest.mark.parametrize(
    "text",
    [
        f"Yeast is alive [00:01:05]. {CARD} Salt is not [00:01:10].",
        f"Yeast {CARD} is alive [00:01:05]. Salt is not [00:01:10].",
        f"{CARD} Yeast is alive [00:01:05]. Salt is not [00:01:10].",
        f"Yeast is alive [00:01:05].\n{CARD}\n\nSalt is not [00:01:10].",
        f"Yeast is alive [00:01:05].\n\n{CARD}\n\nSalt is not [00:01:10].",
        f"- Yeast is alive [00:01:05]. {CARD}\n- Salt is not [00:01:10].",
        f"- Yeast is alive [00:01:05].\n  {CARD}\n- Salt is not [00:01:10].",
        f"| what | when |\n|---|---|\n| Yeast is alive {CARD} | [00:01:05] |\n| Salt is not | [00:01:10] |",
    ],
)
def test_a_card_is_for_the_claim_that_it_stands_in_or_behind(text: str) -> None:
    note = note_of(text)
    assert [claim.card for claim in note.claims()][:2] == [OWN, None]
    assert all("front" not in claim.text for claim in note.claims())
    assert not note.problems


@pytest.mark.parametrize(
    ("comment", "card"),
    [
        ("<!--noteport:front='What is \"alive\"?'-->", OwnCard(front='What is "alive"?')),
        ("<!-- noteport: back=“Yeast” front=“What is alive?” -->", OWN),
        ('<!-- noteport:\nfront="What\n  is alive?"\nback="Yeast"\n-->', OWN),
        ('<!-- noteport: front="A &amp; B &lt; C?" -->', OwnCard(front="A & B < C?")),
    ],
)
def test_quotation_marks_lines_and_entities_are_read_as_they_are_meant(comment: str, card: OwnCard) -> None:
    (claim,) = note_of(f"Yeast is alive [00:01:05].\n\n{comment}").claims()
    assert claim.card == card


@pytest.mark.parametrize(
    "text",
    [
        f"{CARD}\n\nYeast is alive [00:01:05].",
        f"## Yeast {CARD}\n\nYeast is alive [00:01:05].",
        f"Yeast is alive [00:01:05].\n\n## Salt\n\n{CARD}",
        f"Yeast is alive.\n\n{CARD}",
    ],
)
def test_a_card_that_no_claim_can_have_is_reported(text: str) -> None:
    note = note_of(text)
    assert not any(claim.card for claim in note.claims())
    assert {problem.code for problem in note.problems} - {"note-without-claims"} == {"card-without-claim"}


def test_of_two_cards_for_one_claim_the_other_is_reported() -> None:
    note = note_of(f"Yeast is alive [00:01:05]. {CARD} {CARD.replace('alive', 'dead')}")
    assert [claim.card.front for claim in note.claims() if claim.card] == ["What is dead?"]
    assert [problem.code for problem in note.problems] == ["card-without-claim"]


def test_a_skipped_block_takes_its_card_along() -> None:
    note = note_of(f"Yeast is alive [00:01:05]. {CARD} <!-- noteport: skip -->")
    assert not list(note.claims())
    assert not note.problems


@pytest.mark.parametrize("told", ["skipp", 'back="Yeast"', "front=Yeast", ""])
def test_what_is_not_understood_is_reported(told: str) -> None:
    note = note_of(f"Yeast is alive [00:01:05]. <!-- noteport: {told} -->")
    assert [claim.text for claim in note.claims()] == ["Yeast is alive."]
    assert [problem.code for problem in note.problems] == ["comment-not-understood"]


def test_comments_for_others_are_left_alone() -> None:
    note = note_of("Yeast is alive [00:01:05]. <!-- TODO: look up --> <!-- note: port -->")
    assert [claim.text for claim in note.claims()] == ["Yeast is alive."]
    assert not note.problems
