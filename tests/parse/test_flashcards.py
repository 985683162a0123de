"""Flashcards in notes become cards of their author, and what only looks like one stays as it is."""

from __future__ import annotations

import pytest

from noteport.parse import parse_note

HEAD = "---\nvideoId: golden_test\n---\n"
TAGGED = "---\nvideoId: golden_test\ntags: [flashcards/clay]\n---\n"


def cards(text: str, head: str = TAGGED) -> list[tuple[str, str | None]]:
    """The text of each claim with the front of its author's card."""
    return [
        (claim.text, claim.card.front if claim.card else None)
        for claim in parse_note(head + text, "c/note.md").claims()
    ]


@pytest.mark.parametrize(
    ("text", "answer", "front"),
    [
        ("Slip::clay in water [01:00]", "clay in water", "Slip"),
        ("- Slip :: clay in *water* [01:00].", "clay in water.", "Slip"),
        ("Slip:::clay in water [01:00]", "clay in water", "Slip"),
        ('**What** is "slip" & $x^2$?::Clay [01:00]', "Clay", 'What is "slip" & $x^2$?'),
        ("What [01:00] is slip::Clay", "Clay", "What is slip"),
        ("What is slip\n?\nClay [01:00]", "Clay", "What is slip"),
        ("What\nis slip\n??\nClay [01:00]\n+++", "Clay", "What is slip"),
        ("> What is slip\n> ?\n> Clay [01:00]", "Clay", "What is slip"),
        ("Slip::Clay [01:00] <!--SR:!2026-01-01,3,250-->", "Clay", "Slip"),
        ("[01:00] - Slip::Clay", "Clay", "Slip"),
        ("> [!question] Slip?::Clay [01:00]", "Clay", "Slip?"),
        ("What is $a::b$?::$x::y$ [01:00]", "$x::y$", "What is $a::b$?"),
        ("什么是泥？::黏土 [01:00]", "黏土", "什么是泥？"),
        ("ما هو الطين؟::تراب [01:00]", "تراب", "ما هو الطين؟"),
        ("- What is slip\n  ?\n  Clay [01:00]", "Clay", "What is slip"),
        ("What is `a::b`\n?\nA c::d [01:00]", "A c::d", "What is a::b"),
        ("1. What\n   is slip\n   ?\n   Clay [01:00]", "Clay", "What is slip"),
    ],
)
def test_the_question_is_the_front_of_the_card(text: str, answer: str, front: str) -> None:
    assert cards(text) == [(answer, front)]


@pytest.mark.parametrize(
    ("text", "is_card"),
    [
        ("What is slip::Clay [01:00]", True),
        ("A slip is?::Clay [01:00]", True),
        ("Slip:::Clay [01:00]", True),
        ("Slip::Clay [01:00]", False),
        ("Slip::Clay [01:00] #flashcards", True),
        ("# Clay #cards\nSlip::Clay [01:00]", True),
        ("Slip::Clay [01:00]\n<!--SR:!2026-01-01,3,250-->", True),
        ("How much is it::Two [01:00]", True),
        ("What is **slip**::Clay [01:00]", True),
        ("Here std::vector grows [01:00]", False),
        ("When you write std::cout you print [01:00]", False),
        ("Where T::Item is used [01:00]", False),
        ("What is std::vector good for? [01:00]", False),
        ("Where is Book 3::16 read? [01:00]", False),
        ("What he says :: clay is slip [01:00]", False),
    ],
)
def test_without_a_sign_of_flashcards_only_a_question_is_one(text: str, is_card: bool) -> None:
    ((_, front),) = cards(text, HEAD)
    assert (front is not None) == is_card


@pytest.mark.parametrize(
    "text",
    [
        "Use `a::b` here [01:00]",
        "See [[a::b]] here [01:00]",
        "a::b::c is a path [01:00]",
        "::Clay [01:00]",
        "| a::b | c [01:00] |\n|---|---|\n| d | e |",
        "Is it clay?\n\nIt is [01:00].",
        "```\na\n?\nb [01:00]\n```",
    ],
)
def test_what_is_no_flashcard_stays_as_it_is(text: str) -> None:
    assert all(front is None for _, front in cards(text))


@pytest.mark.parametrize(
    "text",
    [
        "Slip::Clay in water. It sticks [01:00]. It dries [02:00].",
        "Slip\n?\nClay in water. [01:00] It sticks.\nIt dries. [02:00]",
    ],
)
def test_an_answer_of_several_sentences_is_the_back_of_one_card(text: str) -> None:
    found = [claim.card for claim in parse_note(TAGGED + text, "c/note.md").claims()]
    assert [(card.front, card.back) for card in found if card] == [("Slip", "Clay in water. It sticks. It dries.")]


def test_an_answer_without_words_makes_no_card_that_repeats_the_question() -> None:
    assert cards("What is slip?::![[slip.png]] [01:00]") == [("What is slip?", None)]


def test_a_line_with_its_own_timestamp_is_no_part_of_the_question_below_it() -> None:
    assert cards("Clay is old [00:30].\nWhat is slip\n?\nClay [01:00]") == [
        ("Clay is old.", None),
        ("Clay", "What is slip"),
    ]


def test_short_answers_without_timestamps_belong_to_the_block_that_has_one() -> None:
    text = f"{HEAD}- What sticks? #card [01:00]\n  - Clay\n  - Lime\n"
    found = [claim.card for claim in parse_note(text, "c/note.md").claims()]
    assert [(card.front, card.back) for card in found if card] == [("What sticks?", "Clay; Lime")]


@pytest.mark.parametrize(
    ("gaps", "text"),
    [
        ("{{c1::Slip}}{{c2::ware}} is old", "Slipware is old"),
        ("{{c1::Slip {{c2::from clay}} dries}} here", "Slip from clay dries here"),
        ("{{c1::$x^{a_{2}}$}} and {{c2::x^{2}::hint}} here", "$x^{a_{2}}$ and x^{2} here"),
        ("{{c1::a == b}} here", "a == b here"),
    ],
)
def test_gaps_beside_and_in_gaps_or_around_formulas_lose_nothing(gaps: str, text: str) -> None:
    (claim,) = parse_note(f"{HEAD}{gaps} [01:00]", "c/note.md").claims()
    assert claim.text == text


def test_a_block_of_logseq_is_the_front_of_the_block_below_it() -> None:
    question = "- Why fire twice? #card\n  card-repeats:: 1\n"
    assert cards(f"{question}\t- It dries [01:00].\n\t- It melts [02:00].\n- Done [03:00]", HEAD) == [
        ("Why fire twice?", None),
        ("It dries.", "Why fire twice?"),
        ("It melts.", None),
        ("Done", None),
    ]


def test_the_answer_of_logseq_is_all_that_stands_directly_below() -> None:
    text = f"{HEAD}- Why? #card {{{{youtube-timestamp 5}}}}\n\t- It **dries**.\n\t\t- Slowly.\n\t- It melts.\n"
    found = [claim.card for claim in parse_note(text, "c/note.md").claims() if claim.card is not None]
    assert [(card.front, card.back) for card in found] == [("Why?", "It dries; It melts")]


def test_a_list_below_the_question_is_introduced_by_it() -> None:
    (note,) = [parse_note(f"{TAGGED}What burns\n?\n- wood [01:00]\n- peat [02:00]\n", "c/note.md")]
    assert [(claim.text, claim.lead) for claim in note.claims()] == [("wood", "What burns:"), ("peat", "What burns:")]


def test_gaps_of_anki_are_marked_as_what_to_ask() -> None:
    (claim,) = parse_note(f"{HEAD}It needs {{{{c1::wood::what}}}} and `{{{{c2::x}}}}` [01:00].", "c/note.md").claims()
    assert claim.text == "It needs wood and {{c2::x}}."


def test_a_flashcard_without_a_timestamp_is_reported() -> None:
    note = parse_note(f"{TAGGED}Slip::clay\n\nIt burns [01:00].", "c/note.md")
    assert [(problem.code, problem.line) for problem in note.problems] == [("card-without-claim", 5)]
