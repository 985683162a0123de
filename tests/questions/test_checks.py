"""What is wrong with a question is found and named."""

from __future__ import annotations

import pytest

from noteport.api import Question, WordStatistics, parse_note
from noteport.questions.collect import check_questions, claims_to_ask

TIMES = "---\ntitle: {title}\nvideoId: dQw4w9WgXcQ\nlang: {language}\n---\n{text} [00:01:05].\n"
BEES = "Below 14 °C the bees form a cluster and shiver with their flight muscles to keep the queen warm"


def faults(
    question: dict[str, object], text: str = BEES, title: str = "Bees in winter", language: str = "en"
) -> list[str]:
    """The faults of one question about the only claim of a note."""
    note = parse_note(TIMES.format(text=text, title=title, language=language), "bees/winter.md")
    (claim,) = claims_to_ask(note, untimed=False)
    made = Question(claim=claim, **question)  # type: ignore[arg-type]  # some are wrong on purpose
    (checked,) = check_questions(note, [made], "a model", WordStatistics(), {claim.id})
    assert (checked.decision is None) == bool(checked.faults)
    return [str(fault) for fault in checked.faults]


@pytest.mark.parametrize(
    "question",
    [
        {"front": "How do bees in a winter cluster make heat?", "back": "by shivering with their flight muscles"},
        {"front": "Below which temperature do bees form a cluster?", "back": "14 °C"},
        {"front": "Which bee does a winter cluster keep warm?", "back": "the queen"},
        {"gap": ("a cluster",)},
        {"gap": ("14 °C",)},
        {"cloze": "Bees shiver with their {{c1::flight muscles}}."},
        {"front": "Bees in the cold form […].", "back": "a cluster"},
        {"front": "What do bees do below 14 °C?"},
        {"front": "What happens to a hive in the cold?", "back": "it huddles"},
        {"front": "What is it easiest for bees to form in the cold?", "back": "a cluster"},
    ],
)
def test_a_good_question_has_no_fault(question: dict[str, object]) -> None:
    assert faults(question) == []


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ({}, ["contradictory"]),
        ({"front": "Who?", "gap": ("queen",)}, ["contradictory"]),
        ({"front": None}, ["contradictory"]),
        ({"front": "What? " * 2000, "back": "the queen"}, ["long"]),
        ({"cloze": "Bees shiver."}, ["contradictory"]),
        ({"gap": ("a hive",)}, ["not-in-claim"]),
        ({"front": "Which cluster do bees form in the cold?", "back": "a cluster"}, ["leak"]),
        ({"front": "What muscles of flight do bees shiver with?", "back": "flight muscles"}, ["leak"]),
        ({"front": "How warm do bees keep the queen?", "back": "34 °C"}, ["unsupported"]),
        ({"front": "Why do bees form a cluster?", "back": "wax production"}, ["unsupported"]),
        ({"front": "How warm do bees keep the queen?", "back": "it has 34 °C"}, ["unsupported"]),
        ({"front": "Do bees form a cluster below 14 °C?", "back": "yes"}, ["unsupported", "yes-or-no"]),
        ({"front": "What do they shiver with?", "back": "flight muscles"}, ["points-back"]),
        ({"front": "What are they doing with flight muscles?", "back": "shiver"}, ["points-back"]),
        ({"front": "According to the speaker, what do bees form?", "back": "a cluster"}, ["about-source"]),
        ({"front": "What do **bees** form in the cold?", "back": "a cluster"}, ["markup"]),
        ({"front": "What do <b>bees</b> form in the cold?", "back": "a cluster"}, ["markup"]),
        ({"front": "What do bees form " + "in the cold " * 20 + "?", "back": "a cluster"}, ["long"]),
        ({"front": "What do bees do?", "back": "form a cluster " * 8}, ["long"]),
    ],
)
def test_a_fault_is_named(question: dict[str, object], named: list[str]) -> None:
    assert faults(question) == named


def test_an_acronym_gives_nothing_away_where_its_meaning_is_asked_for() -> None:
    text = "Random-access memory (RAM) loses its contents without power"
    assert faults({"front": "What does RAM stand for?", "back": "random-access memory"}, text=text) == []
    assert faults({"front": "What is RAM?", "back": "random-access memory"}, text=text) == ["leak"]


def test_a_title_that_gives_the_answer_away_is_not_on_the_card() -> None:
    assert faults({"front": "What do bees form in the cold?", "back": "a cluster"}, title="The winter cluster") == []


def test_the_tags_that_a_claim_is_about_are_no_markup() -> None:
    text = "The `<b>` element draws attention to text without importance"
    assert faults({"front": "What does the <b> element draw to text?", "back": "attention"}, text=text) == []


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ({"front": "蜜蜂在冬天用什么取暖?", "back": "飞行肌肉"}, []),
        ({"front": "飞行肌肉有什么用?", "back": "飞行肌肉"}, ["leak"]),
        ({"front": "蜜蜂在冬天用什么取暖?", "back": "太阳能电池"}, ["unsupported"]),
    ],
)
def test_leaks_and_support_are_found_without_spaces_between_words(
    question: dict[str, object], named: list[str]
) -> None:
    assert faults(question, text="蜜蜂在冬天用飞行肌肉颤抖来取暖", title="蜜蜂", language="zh") == named
