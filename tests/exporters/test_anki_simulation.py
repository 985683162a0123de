"""A vault that is edited again and again, as people edit, and a learner who takes every deck of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Claim, Note, Target, Vault
from noteport_anki import AnkiExporter, AnkiOptions

from .conftest import Learner, first_choice

CleanImport = Callable[[Path], dict[str, tuple[Any, ...]]]

WORDS = (
    "amber basin cellar dough engine fabric glacier harbour island jacket kettle lantern marble needle orchard pepper"
    " quarry ribbon saddle timber umbrella velvet window yeast anchor barrel candle desert feather garden"
).split()


class Writer:
    """Writes notes, and edits them. A line is one claim; its number says which, whatever becomes of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.numbers = iter(range(10_000))
        self.notes = {
            f"{channel}/{name}": [self.line() for _ in range(self.random.randint(4, 10))]
            for channel in ("one", "two")
            for name in ("a", "b", "c", "d")
        }
        self.titles = {name: f"About {name[-1]}" for name in self.notes}

    def line(self) -> dict[str, Any]:
        words = self.random.sample(WORDS, 9)
        text = f"{words[0].capitalize()} {' '.join(words[1:5])} {next(self.numbers)} {' '.join(words[5:])}"
        return {"text": text, "second": self.random.randrange(0, 2000, 5), "item": self.random.random() < 0.3}

    def save(self) -> None:
        for file in self.folder.rglob("*.md"):
            file.unlink()
        for name, lines in self.notes.items():
            file = self.folder / f"{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            head = f"---\ntitle: {self.titles[name]}\nvideoId: dQw4w9WgXcQ\n---\n"
            file.write_text(head + "\n".join(map(written, lines)), encoding="utf-8")

    def edit(self) -> None:
        """Make some ten edits."""
        for _ in range(10):
            name = self.random.choice([name for name in self.notes if self.notes[name]])
            lines = self.notes[name]
            line = self.random.choice(lines)
            kind = self.random.choice(
                ["typo", "typo", "words", "time", "time", "insert", "delete", "swap", "move", "title", "rename"]
            )
            getattr(self, kind)(name, lines, line)

    def typo(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        at = self.random.choice([at for at in range(5, len(line["text"])) if line["text"][at - 1 : at + 1].isalpha()])
        line["text"] = line["text"][:at] + self.random.choice("aeiou") + line["text"][at:]

    def words(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        words = line["text"].split()
        for at in self.random.sample(range(len(words)), 3):
            if not words[at].isdigit():
                words[at] = self.random.choice(WORDS)
        line["text"] = " ".join(words)

    def time(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        line["second"] += self.random.randint(1, 20)

    def insert(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        lines.insert(self.random.randrange(len(lines) + 1), self.line())

    def delete(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        lines.remove(line)

    def swap(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        one, other = self.random.randrange(len(lines)), self.random.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]

    def move(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        lines.remove(line)
        self.notes[self.random.choice(list(self.notes))].append(line)

    def title(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        self.titles[name] += " again"

    def rename(self, name: str, lines: list[Any], line: dict[str, Any]) -> None:
        new = self.random.choice(["one", "two", "three"]) + name[name.index("/") :] + "x"
        if new not in self.notes:
            self.notes[new], self.titles[new] = self.notes.pop(name), self.titles.pop(name)


def written(line: dict[str, Any]) -> str:
    time = f"00:{line['second'] // 60:02}:{line['second'] % 60:02}"
    return f'{"* " if line["item"] else ""}{line["text"]} <a class="yt-timestamp" data-t="{time}">[{time}]</a>.\n'


def numbers(notes: dict[str, tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    """The number that tells a line, with the guid of its card."""
    for guid, (_, fields, _, _) in notes.items():
        back = fields.split("\x1f")[2]
        yield next(word for word in back.split() if word.isdigit()), guid


def exported(writer: Writer, deck: Path, **options: Any) -> dict[str, int]:
    """Save and export the notes; returns what the report counts."""
    writer.save()
    target = Target(deck, exporter=AnkiExporter)
    counts = AnkiExporter(AnkiOptions(all=True, **options)).export(Vault([writer.folder]), target).counts
    target.commit()
    return dict(counts)


class Cards:
    """Which card each line has, for as long as there are decks."""

    def __init__(self) -> None:
        self.of_line: dict[str, str] = {}

    def compare(self, notes: dict[str, tuple[Any, ...]]) -> None:
        """Every line that had a card has the same one, and no card is that of another line."""
        now = dict(numbers(notes))
        kept = {number: guid for number, guid in self.of_line.items() if number in now}
        assert {number: now[number] for number in kept} == kept, "the same line, the same card"
        self.of_line.update(now)
        assert len(set(self.of_line.values())) == len(self.of_line), "no card ever becomes that of another line"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("some", [False, True], ids=["all", "some"])
def test_years_of_edits_cost_no_review(
    tmp_path: Path,
    learner: Learner,
    clean_import: CleanImport,
    choosing: Callable[[Any], None],
    seed: int,
    some: bool,
) -> None:
    if some:  # half of the claims get no card

        def choose(claim: Claim, note: Note) -> Any:
            return first_choice(claim, note) if len(claim.text) % 2 else None

        choosing(choose)
    writer = Writer(tmp_path / "vault", seed)
    deck = tmp_path / "deck.apkg"
    cards = Cards()
    for _ in range(6):
        counts = exported(writer, deck)
        before = learner.history()
        log = learner.take(deck)
        assert log.conflicting == 0
        assert log.new == counts.get("added", counts["cards"])
        assert (log.updated, log.untouched) == (counts.get("changed", 0), counts.get("unchanged", 0))
        assert learner.history() == before
        clean = clean_import(deck)
        taken = learner.notes()
        assert {guid: taken[guid] for guid in clean} == clean
        cards.compare(clean)
        learner.review_all()
        writer.edit()


@pytest.mark.parametrize("seed", range(3, 5))
def test_a_deck_that_is_lost_again_and_again_is_made_up_for_by_what_anki_exports(
    tmp_path: Path, learner: Learner, clean_import: CleanImport, seed: int
) -> None:
    from anki.collection import ExportAnkiPackageOptions

    writer = Writer(tmp_path / "vault", seed)
    deck, anki = tmp_path / "deck.apkg", tmp_path / "anki.apkg"
    exported(writer, deck)
    cards = Cards()
    for _ in range(4):
        learner.take(deck)
        learner.review_all()
        cards.compare(clean_import(deck))
        deck.unlink()
        options = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
        learner.collection.export_anki_package(out_path=str(anki), options=options, limit=None)
        before = learner.history()
        writer.edit()
        counts = exported(writer, deck, previous=anki)
        log = learner.take(deck)
        assert (log.new, log.updated, log.conflicting) == (counts["added"], counts["changed"], 0)
        assert learner.history() == before
