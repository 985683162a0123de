"""Promise: what is hidden is a whole phrase, never a piece of one, and no verb is in it."""

from __future__ import annotations

import pytest

from noteport.cards.english.tags import tag
from noteport.cards.noun_phrases import noun_phrases, without_empty_adjectives
from noteport.cards.words import cut


def phrases_of(text: str) -> list[str]:
    words = cut(text)
    found = map(without_empty_adjectives, noun_phrases(text, words, tag(text, words)))
    return [text[phrase[0].start : phrase[-1].end] for phrase in found]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The hanging garden became a popular choice.", ["hanging garden", "popular choice"]),
        ("Signing was a decision fraught with danger.", ["decision", "danger"]),
        ("The falling price shuts off new supplies.", ["falling price", "supplies"]),
        ("The committee lends cheap credit to farmers.", ["committee", "cheap credit", "farmers"]),
        ("Folded maps are stored in the captain's sea chest.", ["Folded maps", "sea chest"]),
        ("Press the lever to open the valve.", ["lever", "valve"]),
        ("Sailors experience strong nausea.", ["Sailors", "strong nausea"]),
        ("A storm that caused avalanches passed.", ["storm", "avalanches"]),
        ("An empty cask tracks to-do items.", ["empty cask", "items"]),
        ("Quarantine is applied to sick geese.", ["Quarantine", "sick geese"]),
        ("Bees prefer blossoms, which attract them.", ["Bees", "blossoms"]),
    ],
)
def test_a_phrase_is_whole_and_holds_no_verb(text: str, phrases: list[str]) -> None:
    found = phrases_of(text)
    assert [phrase for phrase in phrases if phrase not in found] == []
    assert not any(verb in phrase for phrase in found for verb in ("became", "fraught", "shuts", "lends", "stored"))


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The pressure sensor measures the heat of the oil.", "pressure sensor"),
        ("A separate array tracks how often each page is read.", "separate array"),
    ],
)
def test_a_verb_that_could_be_a_noun_ends_the_phrase_before_its_object(text: str, phrase: str) -> None:
    assert phrase in phrases_of(text)


def test_a_noun_that_could_be_a_verb_stays_in_its_phrase() -> None:
    assert "two speed controls" in phrases_of("The pump has two speed controls on its side.")


def test_adjectives_that_say_nothing_are_left_out() -> None:
    assert phrases_of("It depends on certain initial conditions.") == ["initial conditions"]


def test_owners_are_no_part_of_what_they_own() -> None:
    assert phrases_of("The town’s old clock rang.") == ["old clock"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They change it to suit the weather.", "change", "verb"),
        ("A change of plan is needed.", "change", "noun"),
        ("Causes severe headaches.", "Causes", "verb"),
        ("They can grok the idea.", "grok", "verb"),
        ("A xylopod is a woody root.", "xylopod", "noun"),
        ("The xylopodic root is woody.", "xylopodic", "adjective"),
        ("It grows remarkably slowly.", "remarkably", "adverb"),
        ("It has 300 rooms.", "300", "number"),
    ],
)
def test_the_neighbors_tell_what_a_word_is(text: str, word: str, expected: str) -> None:
    words = cut(text)
    assert dict(zip((each.text for each in words), tag(text, words), strict=True))[word] == expected
