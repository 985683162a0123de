"""Cards made from a line of Markdown, as a note would have it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import Card, CardOptions, Note, Omission, make_cards, parse_note
from noteport.cards import WordStatistics
from noteport.cards.candidates import Candidate
from noteport.cards.make import candidates_in
from noteport.cards.note_context import NoteContext
from noteport.cards.sentence import read_sentence

Make = Callable[..., Card | Omission]
Ask = Callable[..., Card]
TIMESTAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'


NoteOf = Callable[..., Note]
CandidatesOf = Callable[[str], dict[str, Candidate]]


@pytest.fixture
def note_of() -> NoteOf:
    """A note with this text; every ``@`` in it is a timestamp."""

    def note_of(text: str, *, title: str = "A note", language: str | None = None) -> Note:
        head = f"---\ntitle: {title}\nvideoId: dQw4w9WgXcQ\n" + (f"lang: {language}\n" if language else "") + "---\n\n"
        return parse_note(head + text.replace("@", TIMESTAMP), "channel/note.md")

    return note_of


@pytest.fixture
def make(note_of: NoteOf) -> Make:
    """What becomes of the last claim in a text by default."""

    def make(text: str, *, title: str = "A note", language: str | None = None) -> Card | Omission:
        return make_cards(note_of(text, title=title, language=language))[-1]

    return make


@pytest.fixture
def ask(note_of: NoteOf) -> Ask:
    """The card of the last claim in a text, if every claim must have one."""

    def ask(text: str, *, title: str = "A note", language: str | None = None) -> Card:
        card = make_cards(note_of(text, title=title, language=language), CardOptions(all=True))[-1]
        assert isinstance(card, Card)
        return card

    return ask


@pytest.fixture
def candidates(note_of: NoteOf) -> CandidatesOf:
    """All that could be hidden in the last claim of a text, by what is hidden."""

    def candidates(text: str) -> dict[str, Candidate]:
        note = note_of(text)
        sentence = read_sentence(list(note.claims())[-1], NoteContext(note, WordStatistics()))
        return {sentence.text[each.start : each.end]: each for each in candidates_in(sentence)}

    return candidates
