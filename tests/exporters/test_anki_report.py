"""What an export into an existing deck says that it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.api import ExportReport
from noteport_anki import AnkiExporter, AnkiOptions

Export = Callable[..., tuple[Path, ExportReport]]

NOTE = "Bio/cells.md"
TEXT = (
    "Yeast turns sugar into **carbon dioxide** and alcohol @@.\n\n"
    "* **Gluten**: a web of proteins that holds the gas inside the dough [00:03:00].\n"
    "* The colony doubles every **20 minutes** in the warm broth [00:04:00].\n"
)


@pytest.fixture
def remarks(export: Export) -> Callable[..., list[str]]:
    """What is said of a second export, after the note has this text."""
    export(AnkiExporter, {NOTE: TEXT}, "deck.apkg")

    def remarks(text: str = TEXT, **options: object) -> list[str]:
        made = AnkiOptions(**options)  # type: ignore[arg-type]  # as a test names them
        _, report = export(AnkiExporter, {NOTE: text}, "deck.apkg", options=made, choosy=True)
        return [*map(str, report.remarks), *(f"{name}={number}" for name, number in report.counts.items())]

    return remarks


def test_each_change_is_listed_with_its_words_before_and_after(remarks: Callable[..., list[str]]) -> None:
    edited = TEXT.replace("Yeast turns", "Baker's yeast turns").replace("* The colony", "* Salt slows **yeast** down")
    edited = edited.replace(" doubles every **20 minutes** in the warm broth", "")
    said = remarks(edited, list_changes=True, all=True)
    assert (
        "changed: Yeast turns sugar into [carbon dioxide] and alcohol."
        " → Baker's yeast turns sugar into [carbon dioxide] and alcohol. (Text)"
    ) in said
    assert [line.partition(": ")[2] for line in said if line.startswith("removed: ")] == [
        "The colony doubles every 20 minutes in the warm broth."
    ]
    assert any(line.startswith("added: Salt slows yeast down") for line in said)


def test_more_changes_than_a_dry_run_shows_are_listed(export: Export) -> None:
    facts = "".join(
        f"Fact {number} is about yeast number **{number}** [00:{number:02}].\n\n" for number in range(1, 50)
    )
    export(AnkiExporter, {NOTE: facts}, "deck.apkg")
    options = AnkiOptions(all=True, list_changes=True)
    _, report = export(AnkiExporter, {NOTE: facts.replace("about", "of")}, "deck.apkg", options=options)
    assert sum(line.startswith("changed: ") for line in report.remarks) == 49


def test_a_change_that_shows_only_in_the_source_names_its_field(remarks: Callable[..., list[str]]) -> None:
    said = remarks(TEXT.replace("[00:04:00]", "[00:04:30]"), list_changes=True, all=True)
    assert any("04:00" in line and "→" in line and "04:30" in line and "(Source)" in line for line in said)


def test_without_the_option_a_real_export_lists_nothing(remarks: Callable[..., list[str]]) -> None:
    said = remarks(TEXT.replace("Yeast turns", "Baker's yeast turns"), all=True)
    assert not any(line.startswith("changed: ") for line in said)


@pytest.mark.parametrize(
    ("options", "flags"),
    [
        ({"min_score": 1.0}, "--min-score 1"),
        ({"max_per_note": 1}, "--max-per-note 1"),
        ({"min_score": 1.0, "max_per_note": 1}, "--min-score 1 and --max-per-note 1"),
    ],
)
def test_cards_that_stay_only_because_the_deck_has_them_are_counted(
    remarks: Callable[..., list[str]], options: dict[str, object], flags: str
) -> None:
    (said,) = [line for line in remarks(**options) if "would not make" in line]
    assert flags in said
    assert "because the deck has them" in said
    assert "To begin anew, export to another file" in said
    assert said.split()[0] in {"2", "3"}


def test_nothing_is_said_of_them_without_such_an_option(remarks: Callable[..., list[str]]) -> None:
    assert not any("would not make" in line for line in remarks())


def test_tagged_cards_are_counted_once(remarks: Callable[..., list[str]]) -> None:
    shorter = TEXT.split("* The colony", maxsplit=1)[0]
    said = remarks(shorter, keep_removed=True, all=True)
    assert "1 card of a removed claim got the tag noteport::removed; find and delete them in Anki's browser." in said
    assert "tagged=1" in said
    again = remarks(shorter, keep_removed=True, all=True)
    assert not any("noteport::removed" in line or line.startswith("tagged") for line in again)
