"""Cards made from a line of Markdown, as a note would have it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import BLANK, Card, make_card, parse_note

Ask = Callable[..., Card]
STAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'


@pytest.fixture
def ask() -> Ask:
    """Make the card of the last claim in a text; every ``@`` in it is a stamp."""

    def ask(text: str, *, title: str = "A note", language: str | None = None) -> Card:
        head = f"---\ntitle: {title}\nvideoId: dQw4w9WgXcQ\n" + (f"lang: {language}\n" if language else "") + "---\n\n"
        note = parse_note(head + text.replace("@", STAMP), "channel/note.md")
        return make_card(list(note.claims())[-1], note)

    return ask


def front(card: Card) -> str:
    """What a card shows of its claim, with the blanks in it."""
    text = card.claim.text
    for start, end in reversed(card.gaps):
        text = text[:start] + BLANK + text[end:]
    return text


@pytest.fixture
def shown() -> Callable[[Card], str]:
    return front
