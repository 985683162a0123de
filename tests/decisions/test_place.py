"""A decision follows its claim."""

from __future__ import annotations

import pytest

from .conftest import BREAD, COLD, GAS, WEB, Edit, Kitchen

REJECTED = "Yeast turns sugar into carbon dioxide and alcohol."


def edited(old: str, new: str) -> Edit:
    assert old in BREAD
    return lambda kitchen: kitchen.write("bread/rise.md", BREAD.replace(old, new))


def moved(kitchen: Kitchen) -> None:
    first, *rest = BREAD.split("\n\n")
    kitchen.write("bread/rise.md", "\n\n".join(rest))
    kitchen.write("bread/yeast.md", f"Something else is said here, about rye and its enzymes [00:00:09].\n\n{first}")


def renamed(name: str) -> Edit:
    def rename(kitchen: Kitchen) -> None:
        kitchen.write("bread/rise.md", None)
        kitchen.write(name, BREAD)

    return rename


EDITS: dict[str, Edit] = {
    "a typo": edited("Yeast turns", "Yaest turns"),
    "other words": edited("Yeast turns sugar into", "Sugar is turned by yeast into"),
    "another time": edited("[00:01:05]", "[00:01:09]"),
    "another time and a typo": edited(
        "Yeast turns sugar into **carbon dioxide** and alcohol [00:01:05]",
        "Yeast turn sugar into **carbon dioxide** and alcohol [00:01:09]",
    ),
    "a claim before it": edited("Yeast turns", "Nobody knew that before the microscope [00:01:05].\n\nYeast turns"),
    "the other order": lambda kitchen: kitchen.write("bread/rise.md", "\n\n".join(reversed(BREAD.split("\n\n")))),
    "into another note": moved,
    "another name of the note": renamed("bread/why.md"),
    "another channel": renamed("baking/rise.md"),
    "another title": lambda kitchen: kitchen.write("bread/rise.md", BREAD, title="Dough"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_decision_follows_its_claim_through_an_edit(kitchen: Kitchen, edit: Edit) -> None:
    kitchen.decide(
        {"claim": GAS, "decision": "reject"},
        {"claim": COLD, "decision": "gap", "gap": ["fridge"]},
        {"claim": WEB, "decision": "card", "front": "What holds the gas?"},
    )
    edit(kitchen)
    decided = kitchen.who()
    (rejected,) = [text for text, decision in decided.items() if decision == "reject"]
    assert "carbon dioxide" in rejected
    assert sorted(decided.values()) == ["card", "gap", "reject"]
    assert not kitchen.problems


def test_the_chosen_words_are_followed_through_a_typo_in_them(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": COLD, "decision": "gap", "gap": ["eighteen hours"]})
    kitchen.write("bread/rise.md", BREAD.replace("eighteen hours", "sixteen hours"))
    made = kitchen.cards()[COLD]
    assert made.answer == "sixteen hours"  # type: ignore[union-attr]  # it is a card
    assert not kitchen.problems


def test_a_decision_whose_words_are_gone_is_reported_and_our_card_is_made(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": COLD, "decision": "gap", "gap": ["in the fridge"]})
    kitchen.write("bread/rise.md", BREAD.replace(" in the fridge", ""))
    assert kitchen.cards(all=True)[COLD].answer == "eighteen hours"  # type: ignore[union-attr]  # it is a card
    assert [problem.code for problem in kitchen.problems] == ["decision-outdated"]


def test_a_decision_that_fits_no_claim_is_reported_with_its_line_and_lands_on_no_other(kitchen: Kitchen) -> None:
    kitchen.decide({"claim": WEB, "decision": "accept"}, {"claim": GAS, "decision": "reject"})
    kitchen.write(
        "bread/rise.md", BREAD.replace(BREAD.split("\n\n")[0], "Salt slows all of this down a good deal [00:01:05].")
    )
    assert list(kitchen.who().values()) == ["accept"]
    (problem,) = kitchen.problems
    assert (problem.code, problem.line) == ("decision-without-claim", 2)
    assert REJECTED in problem.message


def test_decisions_about_other_notes_cost_one_line_and_none_if_single_notes_are_read(kitchen: Kitchen) -> None:
    kitchen.write("rye/sour.md", "Rye turns sour within a day [00:00:10].\n\nIts acids keep it from mould [00:00:20].")
    kitchen.decide(
        {"claim": "rye/sour@10.1", "decision": "reject"},
        {"claim": "rye/sour@20.1", "decision": "reject"},
        {"claim": GAS, "decision": "reject"},
    )
    kitchen.notes = kitchen.notes / "bread"
    kitchen.who()
    (problem,) = kitchen.problems
    assert problem.code == "decision-without-note"
    assert problem.message == "2 decisions are about notes that are not among these, such as rye/sour."
    kitchen.notes = kitchen.notes / "rise.md"
    assert kitchen.who() == {REJECTED: "reject"}
    assert not kitchen.problems


def test_the_file_of_another_vault_costs_one_line(kitchen: Kitchen) -> None:
    kitchen.file.write_text(
        "".join(f'{{"claim":"x/y@{n}.1","decision":"reject","text":"A fact about bees, {n}"}}\n' for n in range(500))
    )
    assert kitchen.who() == {}
    (problem,) = kitchen.problems
    assert problem.message == "None of these decisions fits a claim; is this the file of another vault?"
