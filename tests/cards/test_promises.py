"""Whatever the text, a card can be used."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from noteport.api import (
    GAP,
    Card,
    CardOptions,
    Claim,
    Note,
    Omission,
    Place,
    Text,
    front_of,
    make_cards,
    parse_note,
    plain_front,
)

NOTE = Note(id="channel/note", path=PurePosixPath("channel/note.md"), title="A note", channel="channel")
EVERY_CLAIM = CardOptions(all=True)


def claim(text: str, **more: object) -> Claim:
    place = Place(path=NOTE.path, line=1)
    return Claim(id="channel/note@65.1", text=text, inlines=(Text(text),), place=place, **more)  # type: ignore[arg-type]  # by name


def made(claim: Claim) -> Card | Omission:
    (made,) = make_cards(NOTE, EVERY_CLAIM, claims=[claim])
    return made


def test_every_claim_of_the_seed_note_can_get_a_card() -> None:
    seed = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
    cards = make_cards(parse_note(seed.read_text(encoding="utf-8"), "seeds/seed.md"), EVERY_CLAIM)
    assert len(cards) > 30
    for card in cards:
        check(card)


def test_the_cards_are_the_same_when_nobody_asks_for_others() -> None:
    seed = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
    note = parse_note(seed.read_text(encoding="utf-8"), "seeds/seed.md")
    for options in (EVERY_CLAIM, CardOptions(min_score=0.3), CardOptions(), CardOptions(min_score=0.8)):
        told = make_cards(note, options)
        alone = make_cards(note, options, others=False)
        assert [isinstance(each, Card) for each in alone] == [isinstance(each, Card) for each in told]
        for one, other in zip(alone, told, strict=True):
            if isinstance(other, Card):
                assert replace(one, reason="") == replace(other, others=(), reason="")
            else:
                assert one.reason == other.reason


@given(st.text(min_size=1).filter(str.strip), st.none() | st.text(min_size=1), st.none() | st.text())
def test_any_text_makes_a_card_that_can_be_used(text: str, term: str | None, lead: str | None) -> None:
    check(made(claim(text, term=term, lead=lead)))


@given(st.text(alphabet="aA1.,:-'\"[]()$% ものに化学的了ไทยसंएम", min_size=1).filter(str.strip))
def test_so_does_any_mix_of_scripts_and_signs(text: str) -> None:
    check(made(claim(text)))


WORDS = (
    "However, the Soviet Union (USSR) is called “Long-Term” because in 1957 35% of it and a cat, which is a dog, were"
    " known as the best; RAM - such as Ann's (5 GB)."
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join))
def test_so_do_english_words_in_any_order(text: str) -> None:
    check(made(claim(text)))


def test_a_text_as_long_as_a_book_is_read_in_linear_time() -> None:
    check(made(claim("Some 5 words of Ann Bell, again “and again”. " * 20_000)))


def check(card: Card | Omission) -> None:
    """What an exporter may rely on."""
    assert isinstance(card, Card)
    text = card.claim.text
    edges = [0, *(edge for gap in card.gaps for edge in gap), len(text)]
    assert edges == sorted(edges)
    assert all(text[start:end].strip() for start, end in card.gaps)
    assert card.answer.strip()
    pieces = front_of(card)
    assert card.question or any(piece.hidden for piece in pieces)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)
    assert plain_front(card).replace(GAP, "").strip(" :.")
    if card.kind == "cloze":
        assert not card.question
        assert any(card.answer in text[start:end] for start, end in card.gaps)
    else:
        assert card.question
