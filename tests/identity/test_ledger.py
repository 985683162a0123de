"""Which claim keeps which card."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from msgspec.structs import replace

from noteport.api import Ledger, LedgerEntry, Note, fingerprint, parse_note, text_key

WATER = "Water boils at 100 degrees at sea level"
ICE = "Ice melts at 0 degrees in a glass of water"
STEAM = "Steam takes up 1700 times the room of its water"
SALT = "Salt lowers the point at which a road freezes over"
SUGAR = "Sugar dissolves faster in tea that is still hot"


def note(name: str, *claims: tuple[int, str] | str) -> Note:
    """A note whose claims stand at these seconds; a text alone is a block as it is."""
    blocks = [each if isinstance(each, str) else f"{each[1]} {timestamp(each[0])}." for each in claims]
    head = "---\ntitle: Heat\nvideoId: dQw4w9WgXcQ\n---\n\n"
    return parse_note(head + "\n\n".join(blocks), f"{name}.md")


def timestamp(second: int) -> str:
    time = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f'<a class="yt-timestamp" data-t="{time}">[{time}]</a>'


def remembered(notes: Iterable[Note], earlier: Iterable[LedgerEntry] = ()) -> list[LedgerEntry]:
    """What a deck of these notes, exported over an earlier one, says of its claims."""
    earlier = list(earlier)
    notes = list(notes)
    matches = Ledger(earlier).match(notes)
    entries = [LedgerEntry.of(kept, of) for of in notes for kept in matches.of(of)]
    return entries + [as_gone(entry) for entry in matches.gone]


def as_gone(entry: LedgerEntry) -> LedgerEntry:
    return replace(entry, gone=True)


def guids(entries: Iterable[LedgerEntry]) -> dict[str, str]:
    """Guid by text."""
    return {entry.text.rstrip("."): entry.guid for entry in entries if not entry.gone}


def test_without_an_earlier_deck_a_claim_has_its_own_id() -> None:
    entries = remembered([note("c/heat", (65, WATER), (65, ICE), (130, SALT))])
    assert guids(entries) == {WATER: "c/heat@65.1", ICE: "c/heat@65.2", SALT: "c/heat@130.1"}


BEFORE = [note("c/heat", (65, WATER), (100, ICE), (130, STEAM), (190, SALT))]
OLD = {WATER: "c/heat@65.1", ICE: "c/heat@100.1", STEAM: "c/heat@130.1", SALT: "c/heat@190.1"}
ICY = "Ice melts at 0 degrees in a glas of water"
REWORDED = "In a glass of water, ice begins to melt at 0 degrees"

ALSO = "Ice does melt at 0 degrees in a big glass of cold water"
HARDLY = "A glass of water is where ice melts, once it is above freezing"
"""So much reworded that only its second or its place tells which claim it was."""
MILK = "Ice melts at 3 degrees in a jug of milk"
"""Another claim, though it sounds alike."""

EDITS = {
    "nothing": (note("c/heat", (65, WATER), (100, ICE), (130, STEAM), (190, SALT)), OLD),
    "a typo": (
        note("c/heat", (65, WATER), (100, ICY), (130, STEAM), (190, SALT)),
        {**OLD, ICY: OLD[ICE]},
    ),
    "other words": (
        note("c/heat", (65, WATER), (100, REWORDED), (130, STEAM), (190, SALT)),
        {**OLD, REWORDED: OLD[ICE]},
    ),
    "another time": (note("c/heat", (65, WATER), (104, ICE), (130, STEAM), (190, SALT)), OLD),
    "another time and other words": (
        note("c/heat", (65, WATER), (104, REWORDED), (130, STEAM), (190, SALT)),
        {**OLD, REWORDED: OLD[ICE]},
    ),
    "one more, at the same second": (
        note("c/heat", (65, SUGAR), (65, WATER), (100, ICE), (130, STEAM), (190, SALT)),
        {**OLD, SUGAR: "c/heat@65.2"},
    ),
    "one less": (note("c/heat", (65, WATER), (130, STEAM), (190, SALT)), OLD),
    "another in its place": (
        note("c/heat", (65, WATER), (100, SUGAR), (130, STEAM), (190, SALT)),
        {**OLD, SUGAR: "c/heat@100.2"},
    ),
    "another in its place, at another time": (
        note("c/heat", (65, WATER), (104, SUGAR), (130, STEAM), (190, SALT)),
        {**OLD, SUGAR: "c/heat@104.1"},
    ),
    "quite other words, elsewhere": (
        note("c/heat", (190, SALT), (130, STEAM), (100, HARDLY), (65, WATER)),
        {**OLD, HARDLY: OLD[ICE]},
    ),
    "quite other words and another time": (
        note("c/heat", (65, WATER), (104, HARDLY), (130, STEAM), (190, SALT)),
        {**OLD, HARDLY: OLD[ICE]},
    ),
    "other words and another time, elsewhere": (
        note("c/heat", (65, WATER), (130, STEAM), (190, SALT), (300, ALSO)),
        {**OLD, ALSO: OLD[ICE]},
    ),
    "quite other words and another time, elsewhere": (
        note("c/heat", (65, WATER), (130, STEAM), (190, SALT), (300, HARDLY)),
        {**OLD, HARDLY: "c/heat@300.1"},
    ),
    "a typo and another time elsewhere, and another claim like it in its place": (
        note("c/heat", (65, WATER), (104, MILK), (130, STEAM), (190, SALT), (300, ICY)),
        {**OLD, ICY: OLD[ICE], MILK: "c/heat@104.1"},
    ),
    "another order": (note("c/heat", (190, SALT), (130, STEAM), (100, ICE), (65, WATER)), OLD),
    "another order and a typo": (
        note("c/heat", (190, SALT), (100, ICY), (130, STEAM), (65, WATER)),
        {**OLD, ICY: OLD[ICE]},
    ),
    "another name": (note("c/warmth", (65, WATER), (100, ICE), (130, STEAM), (190, SALT)), OLD),
    "another name and other words": (
        note("c/warmth", (65, WATER), (100, REWORDED), (130, STEAM), (190, SALT)),
        {**OLD, REWORDED: OLD[ICE]},
    ),
    "another channel": (note("d/heat", (65, WATER), (100, ICE), (130, STEAM), (190, SALT)), OLD),
    "a lead-in": (
        note("c/heat", (65, WATER), "**Melting**: " + ICE + f" {timestamp(100)}.", (130, STEAM), (190, SALT)),
        OLD,
    ),
}


@pytest.mark.parametrize(("after", "expected"), EDITS.values(), ids=EDITS.keys())
def test_a_claim_keeps_its_card_through(after: Note, expected: Mapping[str, str]) -> None:
    found = guids(remembered([after], remembered(BEFORE)))
    assert found == {text: expected[text] for text in found}


def test_what_moved_to_another_note_keeps_its_card() -> None:
    before = [note("c/heat", (65, WATER), (100, ICE)), note("c/cold", (10, SALT))]
    after = [note("c/heat", (65, WATER)), note("c/cold", (10, SALT), (100, ICE))]
    assert guids(remembered(after, remembered(before)))[ICE] == "c/heat@100.1"


@pytest.mark.parametrize(("second", "text"), [(300, ICY), (100, ALSO)], ids=["a typo", "other words at its second"])
def test_what_was_edited_while_it_moved_keeps_its_card(second: int, text: str) -> None:
    before = [note("c/heat", (65, WATER), (100, ICE)), note("c/cold", (10, SALT))]
    after = [note("c/heat", (65, WATER)), note("c/cold", (10, SALT), (second, text))]
    assert guids(remembered(after, remembered(before)))[text] == "c/heat@100.1"


def test_what_sounds_alike_in_another_note_is_another_claim() -> None:
    before = [note("c/heat", (65, WATER), (100, ICE)), note("c/cold", (10, SALT))]
    after = [note("c/heat", (65, WATER)), note("c/cold", (10, SALT), (300, ALSO))]
    assert guids(remembered(after, remembered(before)))[ALSO] == "c/cold@300.1"


def test_of_two_claims_that_sound_alike_each_keeps_the_card_of_its_second() -> None:
    before = [note("c/heat", (100, ICE), (130, MILK))]
    one, other = "Ice melts at 1 degree in a jug, as milk does", "Ice melts at 4 degrees in a glass of milk"
    after = [note("c/heat", (100, one), (130, other))]
    assert guids(remembered(after, remembered(before))) == {one: "c/heat@100.1", other: "c/heat@130.1"}


def test_short_texts_keep_their_cards_when_they_move_together() -> None:
    before = [note("c/flu", "* Fatigue " + timestamp(70), "* Headache " + timestamp(80))]
    after = [note("c/influenza", "* Fatigue " + timestamp(71), "* Headache " + timestamp(81))]
    assert guids(remembered(after, remembered(before))) == {"Fatigue": "c/flu@70.1", "Headache": "c/flu@80.1"}


def test_a_copy_gets_a_card_of_its_own() -> None:
    before = [note("c/heat", (65, WATER))]
    entries = remembered([note("c/again", (65, WATER)), note("c/heat", (65, WATER))], remembered(before))
    assert [entry.guid for entry in entries] == ["c/again@65.1", "c/heat@65.1"]


def test_a_short_text_in_another_note_is_another_fact() -> None:
    before = [note("c/heat", (65, WATER), "* Fatigue " + timestamp(70))]
    after = [note("c/heat", (65, WATER)), note("c/cold", "* Fatigue " + timestamp(300))]
    assert guids(remembered(after, remembered(before)))["Fatigue"] == "c/cold@300.1"


def test_a_removed_card_never_becomes_another_fact() -> None:
    first = remembered([note("c/heat", (65, WATER), (100, ICE))])
    second = remembered([note("c/heat", (100, ICE))], first)
    third = remembered([note("c/heat", (65, SUGAR), (100, ICE))], second)
    assert guids(third) == {SUGAR: "c/heat@65.2", ICE: "c/heat@100.1"}


def test_what_comes_back_finds_its_card() -> None:
    first = remembered([note("c/heat", (65, WATER), (100, ICE))])
    second = remembered([note("c/heat", (100, ICE))], first)
    third = remembered([note("c/heat", (65, WATER), (100, ICE))], second)
    assert guids(third) == {WATER: "c/heat@65.1", ICE: "c/heat@100.1"}


def test_what_comes_instead_of_a_removed_claim_is_another_fact() -> None:
    first = remembered([note("c/heat", (65, WATER), (100, ICE))])
    second = remembered([note("c/heat", (65, WATER))], first)
    third = remembered([note("c/heat", (65, WATER), (100, HARDLY))], second)
    assert guids(third)[HARDLY] == "c/heat@100.2"


def test_a_claim_that_got_no_card_then_is_no_new_wording() -> None:
    near = "Water boils at 95 degrees on a mountain, and not at sea level"
    earlier = remembered([note("c/heat", (65, WATER), (100, ICE))])
    after = [note("c/heat", (65, near), (100, ICE))]
    passed_over = [text_key(near + ".")]
    kept = list(Ledger(earlier).match(after).of(after[0]))
    assert kept[0].guid == "c/heat@65.1"
    kept = list(Ledger(earlier, passed_over).match(after).of(after[0]))
    assert kept[0].guid == "c/heat@65.2"


def test_a_note_that_changes_while_it_is_exported_takes_no_wrong_card() -> None:
    earlier = remembered(BEFORE)
    matches = Ledger(earlier).match(BEFORE)
    changed = note("c/heat", (65, SUGAR), (100, ICE), (130, STEAM), (190, SALT))
    assert {kept.entry for kept in matches.of(changed)} == {None}
    assert next(kept.guid for kept in matches.of(changed)) == "c/heat@65.2"


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (note("c/heat", (65, WATER)), True),
        (note("c/heat", (66, WATER)), False),
        (note("c/heat", (65, f"**Water**{WATER[5:]}")), False),
        (note("c/heat", "## Boiling", (65, WATER)), False),
        (note("d/heat", (65, WATER)), False),
        (replace(note("c/heat", (65, WATER)), title="Warmth"), False),
    ],
)
def test_a_fingerprint_tells_whether_a_card_would_show_something_else(after: Note, same: bool) -> None:
    before = note("c/heat", (65, WATER))
    one, other = (fingerprint(next(of.claims()), of) for of in (before, after))
    assert (one == other) is same


# --- any edits ------------------------------------------------------------------------------------------------------

WORDS = "heat water ice steam salt sugar melts boils freezes slowly at once degrees under high pressure glass".split()


def sentence(random: random.Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(6, 12))) + f" {random.randint(100, 999)}"


def edited(notes: dict[str, list[tuple[int, str]]], random: random.Random) -> dict[str, list[tuple[int, str]]]:
    """A few edits of a few notes."""
    notes = {name: list(claims) for name, claims in notes.items()}
    for _ in range(random.randint(0, 6)):
        name = random.choice(list(notes))
        claims = notes[name]
        place = random.randrange(len(claims)) if claims else 0
        match random.choice(["typo", "time", "insert", "delete", "swap", "move", "rename"]):
            case "typo" if claims:
                second, text = claims[place]
                claims[place] = (second, text[:3] + text[4:])
            case "time" if claims:
                claims[place] = (random.randrange(600), claims[place][1])
            case "insert":
                claims.insert(place, (random.randrange(600), sentence(random)))
            case "delete" if claims:
                del claims[place]
            case "swap":
                random.shuffle(claims)
            case "move" if claims:
                notes[random.choice(list(notes))].append(claims.pop(place))
            case "rename" if f"{name}x" not in notes:
                notes[f"{name}x"] = notes.pop(name)
    return notes


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_whatever_is_edited(random: random.Random) -> None:
    notes = {f"c/{name}": [(random.randrange(600), sentence(random)) for _ in range(8)] for name in "abc"}
    entries: list[LedgerEntry] = []
    seen: dict[str, str] = {}
    for _ in range(4):
        entries = remembered([note(name, *claims) for name, claims in notes.items()], entries)
        assert len({entry.guid for entry in entries}) == len(entries), "every card has a guid of its own"
        live = [entry for entry in entries if not entry.gone]
        by_text: dict[str, list[str]] = {}
        for entry in live:
            by_text.setdefault(entry.text, []).append(entry.guid)
        for text, found in by_text.items():
            if text in seen and len(found) == 1:
                assert found == [seen[text]], "the same text is the same card"
        again = remembered([note(name, *claims) for name, claims in notes.items()], entries)
        assert again == entries, "nothing edited, nothing changed"
        seen = {text: found[0] for text, found in by_text.items() if len(found) == 1}
        notes = edited(notes, random)


# --- years of edits, of which Hypothesis looks for the shortest that cost a card ------------------------------------

NAMES = st.sampled_from(["c/a", "c/b"])
PLACES = st.integers(0, 3)
SECONDS = st.sampled_from([10, 20, 300])


class Edits(RuleBasedStateMachine):
    """A vault and its deck. A fact is known by its number, whatever becomes of its words."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[str, list[tuple[int, str]]] = {"c/a": [], "c/b": []}
        self.removed: list[tuple[int, str]] = []
        self.entries: list[LedgerEntry] = []
        self.facts = 0

    def note(self, name: str) -> list[tuple[int, str]]:
        return self.notes[name if name in self.notes else f"{name}x"]

    @rule(name=NAMES, place=PLACES, second=SECONDS)
    def write(self, name: str, place: int, second: int) -> None:
        self.facts += 1
        self.note(name).insert(place, (second, sentence(random.Random(self.facts))))

    @rule(name=NAMES, place=PLACES, at=st.integers(0, 20), letter=st.sampled_from("aeiou"))
    def mistype(self, name: str, place: int, at: int, letter: str) -> None:
        if place < len(self.note(name)):
            second, text = self.note(name)[place]
            self.note(name)[place] = (second, text[:at] + letter + text[at:])

    @rule(name=NAMES, place=PLACES, second=SECONDS)
    def retime(self, name: str, place: int, second: int) -> None:
        if place < len(self.note(name)):
            self.note(name)[place] = (second, self.note(name)[place][1])

    @rule(name=NAMES, place=PLACES)
    def remove(self, name: str, place: int) -> None:
        if place < len(self.note(name)):
            self.removed.append(self.note(name).pop(place))

    @rule(name=NAMES, place=PLACES)
    def bring_back(self, name: str, place: int) -> None:
        if self.removed:
            self.note(name).insert(place, self.removed.pop())

    @rule(name=NAMES, to=NAMES, place=PLACES)
    def move(self, name: str, to: str, place: int) -> None:
        if place < len(self.note(name)):
            self.note(to).append(self.note(name).pop(place))

    @rule(name=NAMES)
    def turn_round(self, name: str) -> None:
        self.note(name).reverse()

    @rule(name=NAMES)
    def rename(self, name: str) -> None:
        old, new = (name, f"{name}x") if name in self.notes else (f"{name}x", name)
        self.notes[new] = self.notes.pop(old)

    @rule()
    def export(self) -> None:
        before = self.entries
        vault = [note(name, *claims) for name, claims in sorted(self.notes.items())]
        self.entries = remembered(vault, before)
        guids = [entry.guid for entry in self.entries]
        assert len(set(guids)) == len(guids), "every card has a guid of its own"
        assert {entry.guid for entry in before} <= set(guids), "no card is forgotten"
        assert remembered(vault, self.entries) == self.entries, "nothing edited, nothing changed"
        live = {entry.text: entry.guid for entry in self.entries if not entry.gone}
        for old in before:
            if old.text in live and not old.gone:
                assert live[old.text] == old.guid, "the same text is the same card"
            elif old.text in live:
                assert old.guid in live.values(), "what comes back finds its card, unless another has it by now"


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


class Line(LedgerEntry, frozen=True, kw_only=True):
    """An entry of another format, with something of its own."""

    number: int


def test_another_format_keeps_its_ids_and_what_it_knows_besides() -> None:
    before = note("c/heat", (65, WATER), (100, ICE))
    first = [
        Line.of(kept, before, number=number) for number, kept in enumerate(Ledger[Line]().match([before]).of(before))
    ]
    after = note("c/heat", (65, WATER), (101, ICE + " at once"), (130, SALT))
    kept = list(Ledger(first).match([after]).of(after))
    assert [one.guid for one in kept] == ["c/heat@65.1", "c/heat@100.1", "c/heat@130.1"]
    assert [one.entry.number if one.entry else None for one in kept] == [0, 1, None]


def test_an_entry_without_a_key_is_recognised_by_its_text() -> None:
    assert LedgerEntry(guid="x", note="c/heat", second=1, text="Ice melts").key == text_key("Ice melts")
