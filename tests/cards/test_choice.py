"""Which claims get a card, and how many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import Card, CardOptions, Note, Omission, count_words, make_cards

NoteOf = Callable[..., Note]
Make = Callable[..., Card | Omission]
Ask = Callable[..., Card]

GOOD = "The slow hardening of arteries with age is called atherosclerosis @."
FAIR = "The battery of Sputnik made up 61% of the weight of the satellite @."
POOR = "Everybody in the room was happy with the things that were done @."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Why does the dough rise faster in a warm kitchen @?", "a question"),
        ("Question: The dough is put to rest at what temperature @", "a question"),
        ("The dough is put to rest in the cellar at what @.", "a question"),
        ("The dough is sampled by hand if its weight $ w < 30 $ or less @.", "markup in the text"),
        ("The dough rises for these three reasons in summer @:", "introduces what follows"),
        ("Imagine a bakery with an oven of seven square metres @.", "sets an example up"),
        ("A five-year-old girl presents with flour in both of her ears @.", "sets an example up"),
        ("“Dear Ann, we are so glad about the rye bread and your oven.” @", "something said"),
        ("This makes the dough rise twice as fast as in winter @.", "its subject is in another sentence"),
        ("Founded in 1912 in Turin, it was sold to a rival after the war @.", "its subject is in another sentence"),
        ("Very warm dough @.", "too short"),
        (f"The dough {'and the yeast ' * 20}rise faster in a warm kitchen @.", "too long"),
        ("In the next lecture the chemistry of sourdough will be covered @.", "about the video"),
        (r"The slope is \frac{a}{b} wherever the curve is smooth @.", "markup in the text"),
        ("12 + 34 - 56 * 78 = 90 / 12 @", "mostly figures and signs"),
        ("The dough rises faster in a warm kitchen because of the @.", "broken off"),
        (POOR, "no question is good enough"),
    ],
)
def test_a_claim_that_makes_no_good_card_is_left_out_with_its_reason(make: Make, text: str, reason: str) -> None:
    made = make(text)
    assert isinstance(made, Omission)
    assert made.reason == reason


def test_the_best_card_that_was_not_good_enough_can_be_looked_at(make: Make) -> None:
    made = make(POOR)
    assert isinstance(made, Omission)
    assert made.best is not None
    assert made.best.score < CardOptions().min_score


def test_every_claim_gets_a_card_if_all_are_asked_for(note_of: NoteOf) -> None:
    note = note_of(f"{GOOD} {POOR} This is so @. Why @?")
    assert [isinstance(made, Card) for made in make_cards(note)] == [True, False, False, False]
    assert all(isinstance(made, Card) for made in make_cards(note, CardOptions(all=True)))


def test_the_bar_can_be_moved(note_of: NoteOf) -> None:
    note = note_of(FAIR)
    [card] = make_cards(note)
    assert isinstance(card, Card)
    [higher], [lower] = (make_cards(note, CardOptions(min_score=card.score + by)) for by in (0.01, 0))
    assert isinstance(higher, Omission)
    assert lower == card


def test_of_too_many_cards_of_a_note_the_best_are_kept_in_their_order(note_of: NoteOf) -> None:
    note = note_of(f"{FAIR} {GOOD} {FAIR.replace('61', '62')}")
    scores = [each.score for each in make_cards(note) if isinstance(each, Card)]
    made = make_cards(note, CardOptions(max_per_note=1))
    assert len(scores) == 3
    assert [isinstance(each, Card) for each in made].index(True) == scores.index(max(scores))
    assert [each.reason for each in made if isinstance(each, Omission)] == ["the note has better ones"] * 2


def test_one_claim_gets_the_card_that_it_gets_among_the_others(note_of: NoteOf) -> None:
    note = note_of(f"{FAIR} {GOOD} {POOR}")
    assert [make_cards(note, claims=[claim])[0] for claim in note.claims()] == make_cards(note)


def test_the_same_notes_make_the_same_cards(note_of: NoteOf) -> None:
    note = note_of(f"{FAIR} {GOOD} {POOR}")
    assert make_cards(note, words=count_words([note])) == make_cards(note, words=count_words([note]))


def test_a_word_of_every_note_is_a_poorer_answer(note_of: NoteOf) -> None:
    text = "Rollups rely on the mainnet as their settlement layer @."
    note = note_of(text)
    elsewhere = [note_of(f"{number} settlement layers make a mainnet of rollups @.") for number in range(40)]
    [rare], [common] = (make_cards(note, words=count_words(notes)) for notes in ([note], [note, *elsewhere]))
    assert isinstance(rare, Card)
    assert (common.best if isinstance(common, Omission) else common).score < rare.score  # type: ignore[union-attr]  # it has one


def test_the_authors_own_card_is_asked_whatever_the_claim_is_like(make: Make) -> None:
    made = make('It is so @ <!-- noteport: front="What makes bread rise?" back="Yeast" -->.')
    assert isinstance(made, Card)
    assert (made.kind, made.question, made.answer) == ("basic", "What makes bread rise?", "Yeast")
    assert made.context == ()


def test_the_score_is_a_chance(note_of: NoteOf) -> None:
    cards = make_cards(note_of(f"{FAIR} {GOOD} {POOR}"), CardOptions(all=True))
    assert all(isinstance(card, Card) and 0 <= card.score <= 1 for card in cards)


def test_a_bar_of_the_old_scale_is_answered_with_what_to_write_instead() -> None:
    with pytest.raises(ValueError, match=r"from 0 to 1; write 0\.6 instead\.$"):
        CardOptions(min_score=50)


def test_the_reason_names_what_counts_the_strongest_first(ask: Ask) -> None:
    card = ask("## Bank runs\n\nBritish gold reserves are stored in the vaults of the Bank of England @.")
    assert card.what == "name"
    reasons = [reason.rpartition(" ")[::2] for reason in card.reason.split("; ")]
    assert {"its words", "its place"} <= {name for name, _ in reasons}
    points = [abs(float(each)) for _, each in reasons]
    assert points == sorted(points, reverse=True)
    assert "British gold reserves" in [other.answer for other in card.others]
