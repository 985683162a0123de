"""What is learned: the table of words and the weights that are shipped."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from noteport.cards import chances
from noteport.cards.chances import Chances, Weights, chance, log_odds
from noteport.cards.english.word_table import DIMENSIONS, dot, word_table


def test_frequent_words_are_less_rare_than_seldom_ones() -> None:
    table = word_table()
    the, heart = table.find("the"), table.find("heart")
    assert the is not None
    assert heart is not None
    assert the.rarity < 4 < heart.rarity
    assert the.marked < heart.marked


def test_words_of_one_subject_are_more_alike_than_others() -> None:
    artery, vein, lawyer = (word_table().find(word) for word in ("artery", "vein", "lawyer"))
    assert artery is not None
    assert vein is not None
    assert lawyer is not None
    assert len(artery.vector) == DIMENSIONS
    assert dot(artery.vector, artery.vector) == pytest.approx(1, rel=0.05)
    assert dot(artery.vector, vein.vector) > 2 * dot(artery.vector, lawyer.vector)


def test_a_plural_is_found_by_its_singular_and_an_unknown_word_is_none() -> None:
    table = word_table()
    assert table.find("qwertyuiop") is None
    assert table.find("theorems") is not None


def test_odds_and_chances_are_each_others_inverse() -> None:
    for each in (0.1, 0.5, 0.9):
        assert chance(log_odds(each)) == pytest.approx(each)
    assert chance(log_odds(0) if log_odds(0) > -700 else -700) == 0
    assert log_odds(1) > 700


def test_a_sum_is_the_bias_and_the_weights_of_what_is_there() -> None:
    weights = Chances(Weights(bias=-1.0, features={"phrase": 0.5, "length": 2.0, "front: unbalanced": 0.25}))
    assert weights.of_claim([("length", 0.5), ("unknown", 9)], []) == 0.0
    assert weights.of_answer([], [("phrase", 1)], []) == 0.5
    assert weights.of_answer([(lambda length: [("length", length)], 3)], [("phrase", 1)], []) == 6.5
    assert weights.of_front(["unbalanced", "unknown"]) == weights.most_of_front == 0.25
    assert (
        weights.explain([("phrase", 1), ("length", 0.5)], {"its words": 0.7})
        == "length +1.0; its words +0.7; phrase +0.5"
    )


def test_the_shipped_weights_say_where_they_come_from_and_how_good_they_are() -> None:
    learned = chances._learned()
    assert learned.made_by == "training/chances.py"
    assert {"data sets", "sha256", "channels", "claims", "graded cards", "kept cards"} == set(learned.learned_from)
    usable = msgspec.convert(learned.cross_validation["usable at"], dict[str, float])
    assert usable["10%"] > usable["30%"] > usable["60%"]


def test_chances_hold_on_channels_that_they_were_not_learned_from() -> None:
    """Of at least a hundred cards with about the same chance, as many are kept as it says, within 0.07."""
    bins = msgspec.convert(
        chances._learned().cross_validation["chance: graded cards, chance on average, kept"],
        dict[str, tuple[int, float, float]],
    )
    for high in ("0.8", "0.9"):  # too few to be told apart
        cards, told, kept = bins.pop(high)
        others, others_told, others_kept = bins.get("high", (0, 0.0, 0.0))
        total = cards + others
        bins["high"] = (
            total,
            (cards * told + others * others_told) / total,
            (cards * kept + others * others_kept) / total,
        )
    many = [(told, kept) for cards, told, kept in bins.values() if cards >= 100]
    assert len(many) > 5
    assert all(abs(told - kept) < 0.07 for told, kept in many)


def test_nothing_learned_is_loaded_before_a_card_is_made() -> None:
    program = (
        "import noteport.cards\n"
        "from noteport.cards.chances import _learned\n"
        "from noteport.cards.english.word_table import word_table\n"
        "assert _learned.cache_info().currsize == word_table.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
