"""What a card shows: context, a short front, a hint, a question where the sentence allows one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import GAP, Card, plain_front
from noteport.cards import WordStatistics
from noteport.cards.note_context import NoteContext
from noteport.cards.sentence import read_sentence
from noteport.cards.trim import trim

from .conftest import NoteOf

Ask = Callable[..., Card]


def test_above_the_question_stand_title_headings_lead_and_term(ask: Ask) -> None:
    card = ask(
        "# Life\n\n## Growth\n\nTwo things cause this:\n\n* **Heat**: proteins unfold above 42 °C @.", title="Cells"
    )
    assert card.context == ("Cells", "Life", "Growth", "Two things cause this:", "Heat")
    assert (card.answer, card.hint) == ("42 °C", "temperature")
    assert (card.path, card.lead, card.lead_in) == (("Cells", "Life", "Growth"), "Two things cause this:", "Heat")


def test_headings_with_a_gap_or_without_their_number_are_still_headings(ask: Ask) -> None:
    sentence = "Proteins that speed up a reaction are called **enzymes** @."
    card = ask(f"## 2. How enzymes work inside a living cell\n\n{sentence}", title="Cells")
    assert card.answer == "enzymes"
    assert (card.path, card.lead, card.lead_in) == (("Cells", f"How {GAP} work inside a living cell"), None, None)


def test_a_long_lead_is_left_out_or_cut_to_its_own_lead_in(ask: Ask) -> None:
    parent = "**Heat**: " + "proteins unfold in many ways and for many reasons that nobody could name by heart " * 2
    card = ask(f"* {parent}@\n    * above 42 °C they clump together @")
    assert "Heat" in card.context
    assert all(len(text) < 120 for text in card.context)


@pytest.mark.parametrize(
    "opener",
    ["However, yeast", "This means that yeast", "It is worth noting that yeast", "The key point is that yeast"],
)
def test_what_only_ties_a_sentence_to_the_one_before_is_not_shown(ask: Ask, opener: str) -> None:
    card = ask(f"Yeast is alive @. {opener} cultures die once the dough is heated to 55 °C @.")
    assert plain_front(card) == f"Yeast cultures die once the dough is heated to {GAP}."


def test_a_gap_with_an_article_that_opens_a_sentence_has_a_capital(ask: Ask) -> None:
    card = ask("Yeast is alive @. However, a **malt extract** feeds it for a week @.")
    assert plain_front(card) == f"A(n) {GAP} feeds it for a week."


def test_a_word_that_is_written_with_a_small_letter_opens_a_sentence_with_it(ask: Ask) -> None:
    card = ask("Yeast is alive @. However, mRNA of yeast is kept in **dry ice** @.")
    assert plain_front(card) == f"mRNA of yeast is kept in {GAP}."


def test_an_article_before_a_number_does_not_tell_its_first_sound(ask: Ask) -> None:
    assert plain_front(ask("The new oven brought an 86% drop in the price of rye @.")) == (
        f"The new oven brought a(n) {GAP} drop in the price of rye."
    )
    assert plain_front(ask("The new oven brought a 36% drop in the price of rye @.")) == (
        f"The new oven brought a {GAP} drop in the price of rye."
    )


def test_a_long_sentence_is_cut_to_what_its_question_needs(ask: Ask) -> None:
    card = ask(
        "Yeast cultures (whether wild or from a packet, as they were sold from 1868 on) die once the dough is heated"
        " to 55 °C, which is why the oven must not be opened before the crumb has set and the crust has turned brown @."
    )
    assert plain_front(card) == f"Yeast cultures die once the dough is heated to {GAP}."
    assert "1868" in card.claim.text


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        # A list is not cut between its items, and an adjective keeps its noun.
        (
            (
                "The museum of **Delft** shows how the potters of the town spent their days grinding cobalt, painting"
                " tiles, and stacking kilns until the clay was as hard as stone and rang like a bell"
            ),
            "rang like a bell.",
        ),
        (
            (
                "The dykes around **Delft** were built by the farmers of three villages from sods that they had cut"
                " out of a thick, glistening layer of clay near the coast of the inland sea"
            ),
            "the inland sea.",
        ),
        # What remains has the verb of the sentence.
        (
            (
                "Although the bakers of **Delft** had sold their rye bread by weight since the great fire, giving each"
                " buyer a slice more than was paid for, the council fined them"
            ),
            "the council fined them.",
        ),
        (
            (
                "The long wall behind the harbour of **Delft** that shelters the fishing boats of the town, standing on"
                " piles of rough grey stone, keeps the floods of the early spring out of the cellars"
            ),
            "out of the cellars.",
        ),
    ],
)
def test_a_sentence_is_cut_only_where_a_whole_sentence_remains(ask: Ask, text: str, ends: str) -> None:
    assert plain_front(ask(f"{text} @.")).endswith(ends)


def test_an_opening_clause_ends_at_no_comma_in_brackets_and_in_no_date(ask: Ask) -> None:
    rest = "the smiths of the old town forged a hull for the ferry out of the iron of three church bells"
    card = ask(f"Because the river froze (so hard, they said, that wine had to be sawn), {rest} from **Ghent** @.")
    assert plain_front(card) == f"{rest[0].upper()}{rest[1:]} from {GAP}."
    card = ask(f"When a thin metal was at hand, such as copper sheets, {rest} from **Ghent** @.")
    assert plain_front(card) == f"When a thin metal was at hand, such as copper sheets, {rest} from {GAP}."
    card = ask(f"On March 3, 1911, {rest} from **Ghent**, which they had bought for the price of a cow @.")
    assert plain_front(card) == f"On March 3, 1911, {rest} from {GAP}."


def test_an_opening_clause_is_cut_whole_or_not_at_all(ask: Ask) -> None:
    text = (
        "If one leaves out the ropes of the old ferry, and counts only what the harbour master of the island has to"
        " pay for, the sails that are sewn in **Ghent** cost more each year than its whole crew"
    )
    assert plain_front(ask(f"{text} @.")) == f"{text}.".replace("**Ghent**", GAP)


REST = "the ropes of the old ferry that crosses the lake each night are made by three ropers from **Ghent**"


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        # What remains would be about something that the opening clause names.
        ("Since the hull of the ferry is older than the town", f"it leaks at night and {REST}"),
        ("For all that is known of the ferry in the town", f"its hull leaks at night and {REST}"),
        ("After the great storm of the last winter but one", f"such ropes were scarce and {REST}"),
        # It would claim more.
        ("If the mayor pays for them before the lake freezes", REST),
        ("When the ice on the lake is as thick as a door", REST),
        # It would begin inside a list, or with an aside.
        ("With the many long", f"evenly spaced piles of the quay, {REST}"),
        ("For the sake of the many who cross in the dark", f"no matter how cold they are, {REST}"),
        ("With the help of all", f"including the two old smiths of the town, {REST}"),
    ],
)
def test_an_opening_clause_stays_if_the_rest_needs_it(ask: Ask, opening: str, rest: str) -> None:
    assert plain_front(ask(f"{opening}, {rest} @.")) == f"{opening}, {rest}.".replace("**Ghent**", GAP)


def test_an_opening_clause_that_ends_in_a_quotation_mark_stays(ask: Ask) -> None:
    text = f'Among those who call the lake a "grey sister," {REST}'
    assert plain_front(ask(f"{text} @.")) == f"{text}.".replace("**Ghent**", GAP)


@pytest.mark.parametrize("rest", [REST, f"it is important to know that {REST}"])
def test_an_opening_clause_goes_if_the_rest_stands_alone(ask: Ask, rest: str) -> None:
    front = f"{rest[0].upper()}{rest[1:]}.".replace("**Ghent**", GAP)
    assert plain_front(ask(f"After the great storm of the last winter but one, {rest} @.")) == front


def test_a_capital_inside_a_sentence_is_no_article(ask: Ask) -> None:
    card = ask("The ship's doctor gave every sailor vitamin A **carrot pills** for the night watch @.")
    assert plain_front(card) == f"The ship's doctor gave every sailor vitamin A {GAP} for the night watch."


def test_code_in_brackets_is_no_remark(note_of: NoteOf) -> None:
    note = note_of(
        "The base of the sail is `(a - b)`, and its height is the length of the mast at the place where the yard"
        " (if there is one) crosses it in fair weather, measured from the deck by the mate @."
    )
    [claim] = note.claims()
    shown = trim(read_sentence(claim, NoteContext(note, WordStatistics())), (0, 8))
    assert "".join(claim.text[start:end] for start, end in shown).startswith("The base of the sail is (a - b)")


@pytest.mark.parametrize(
    ("text", "front", "answer"),
    [
        ("Random access memory (RAM) is emptied at night @.", "What does RAM stand for?", "Random access memory"),
        (
            "The slow hardening of arteries with age is called atherosclerosis @.",
            "What is the slow hardening of arteries with age called?",
            "atherosclerosis",
        ),
        (
            "The most common cause of a stroke is atrial fibrillation, says the guide @.",
            "What is the most common cause of a stroke?",
            "atrial fibrillation",
        ),
    ],
)
def test_a_gap_becomes_a_question_where_the_sentence_is_built_for_one(
    ask: Ask, text: str, front: str, answer: str
) -> None:
    card = ask(text)
    assert (card.kind, plain_front(card), card.answer) == ("basic", front, answer)


def test_a_text_without_a_subject_is_asked_for_its_lead_in(ask: Ask) -> None:
    card = ask("## Growth\n\n* **Osmotic shock**: water gets in @.")
    assert (card.kind, card.asks, card.answer) == ("basic", "term", "Osmotic shock")
    assert card.question == f"{GAP}: water gets in."
    assert card.context == ("A note", "Growth")


def test_a_lead_in_that_the_text_repeats_is_hidden_there_too(ask: Ask) -> None:
    card = ask("* **Ice Ages**: the ice ages were long and cold @.")
    assert card.asks == "term"
    assert card.question == f"{GAP}: the {GAP} were long and cold."


@pytest.mark.parametrize("label", ["Purpose", "The results", "Pros and cons"])
def test_a_label_is_never_asked_for(ask: Ask, label: str) -> None:
    assert ask(f"* **{label}**: water gets in @.").asks != "term"


def test_a_claim_of_one_word_is_asked_for_by_what_stands_above_it(ask: Ask) -> None:
    card = ask("## Organelles\n\nThe cell has these:\n\n* Ribosomes @")
    assert (card.kind, card.asks, card.answer) == ("basic", "claim", "Ribosomes")
    assert card.question == f"The cell has these: {GAP}"
    assert card.context == ("A note", "Organelles")


def test_a_claim_that_repeats_its_title_is_asked_for_by_its_channel(ask: Ask) -> None:
    assert ask("Ribosomes @", title="Ribosomes").question == f"channel: {GAP}"


def test_hints_are_english_and_other_languages_get_none(ask: Ask) -> None:
    assert ask("The wall of Berlin fell in 1989 without a shot being fired @.").hint == "year"
    assert ask("Le mur est tombé en 1989 sans bruit @.", language="fr").hint is None
