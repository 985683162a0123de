"""A vault in a folder, and decisions about its claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Card, CardOptions, Claim, Note, Omission, Problem, Vault, make_cards
from noteport.decisions import apply_decisions

HEAD = "---\ntitle: {title}\nvideoId: dQw4w9WgXcQ\n---\n\n"
BREAD = (
    "Yeast turns sugar into **carbon dioxide** and alcohol [00:01:05].\n\n"
    "A cold dough ferments for *eighteen hours* in the fridge [00:02:10].\n\n"
    "* **Gluten**: a web of proteins that holds the gas inside the dough [00:03:00].\n"
)
GAS, COLD, WEB = "bread/rise@65.1", "bread/rise@130.1", "bread/rise@180.1"


class Kitchen:
    """Notes and the decisions file beside them."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.file = folder / "noteport-cards.jsonl"
        self.write("bread/rise.md", BREAD)
        self.problems: tuple[Problem, ...] = ()

    def write(self, name: str, text: str | None, title: str = "Why dough rises") -> None:
        """Write a note; None deletes it."""
        path = self.notes / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(HEAD.format(title=title) + text, encoding="utf-8")

    def decide(self, *lines: dict[str, Any]) -> None:
        """Write the decisions, each with the words of its claim of today."""
        claims = {claim.id: claim for note in self.vault() for claim in note.claims()}
        with self.file.open("w", encoding="utf-8") as out:
            for line in lines:
                claim = claims[line["claim"]]
                out.write(json.dumps({"term": claim.term or "", "text": claim.text} | line) + "\n")

    def vault(self) -> Vault:
        return Vault([self.notes])

    def decided(self) -> Iterator[Note]:
        """The notes with the decisions of the file."""
        vault = self.vault()
        apply_decisions(vault, self.file)
        yield from vault
        self.problems = vault.problems

    def cards(self, **options: Any) -> dict[str, Card | Omission]:
        """What becomes of each claim, by its id."""
        made = [each for note in self.decided() for each in make_cards(note, CardOptions(**options))]
        return {each.claim.id: each for each in made}

    def who(self) -> dict[str, str]:
        """The text of each claim that something was decided about, with the decision."""
        claims: list[Claim] = [claim for note in self.decided() for claim in note.claims()]
        return {claim.text: claim.decision.decision for claim in claims if claim.decision is not None}


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


Edit = Callable[[Kitchen], None]
