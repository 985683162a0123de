"""Promise: what is hidden is a whole phrase, never a piece of one, and no verb is in it."""

from __future__ import annotations

import pytest

from noteport.cards.english.tags import tag
from noteport.cards.noun_phrases import noun_phrases, without_empty_adjectives
from noteport.cards.words import cut

VERBS = frozenset("became fraught shuts lends stored drops causes saves demands building copes turns".split())


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
        ("When the pressure drops in the pipe, valves close.", ["pressure", "pipe", "valves"]),
        ("This lack of sleep causes headaches and weight gain.", ["lack", "sleep", "headaches"]),
        ("Sorting letters saves time.", ["letters", "time"]),
        ("The trade demands constant care.", ["trade", "constant care"]),
        ("It is suited for building large ships.", ["large ships"]),
        ("It sorts the keys with a fast radix sort, not by hand.", ["fast radix sort", "hand"]),
        ("The editor helps with static analysis and type checking.", ["static analysis", "type checking"]),
        ("It lives on a diet high in maize.", ["diet", "maize"]),
        ("Seals react to blue light.", ["Seals", "blue light"]),
        ("He was known by his first name alone.", ["first name"]),
        ("It turns by one radian per step.", ["one radian", "step"]),
        ("Bayes' theorem weighs beliefs.", ["Bayes' theorem", "beliefs"]),
    ],
)
def test_a_phrase_is_whole_and_holds_no_verb(text: str, phrases: list[str]) -> None:
    found = phrases_of(text)
    assert [phrase for phrase in phrases if phrase not in found] == []
    assert not any(verb in phrase.split() for phrase in found for verb in VERBS)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The pressure sensor measures the heat of the oil.", "pressure sensor"),
        ("A separate array tracks how often each page is read.", "separate array"),
    ],
)
def test_a_verb_that_could_be_a_noun_ends_the_phrase_before_its_object(text: str, phrase: str) -> None:
    assert phrase in phrases_of(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The pump has two speed controls on its side.", "two speed controls"),
        ("Future cash flows are discounted by a rate.", "Future cash flows"),
        ("They act as one-way valves, which let blood pass.", "one-way valves"),
        ("If their test results vary, they are taken again.", "test results"),
        ("The sum of all trade flows is zero.", "trade flows"),
    ],
)
def test_a_noun_that_could_be_a_verb_stays_in_its_phrase(text: str, phrase: str) -> None:
    assert phrase in phrases_of(text)


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
        ("Causes iron deficiency anemia.", "Causes", "verb"),
        ("Proteus (causes staghorn stones).", "causes", "verb"),
        ("They reply to comments on the page.", "comments", "noun"),
        ("They choose to comment on the page.", "comment", "verb"),
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
