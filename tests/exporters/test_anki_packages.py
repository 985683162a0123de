"""One package or many; decks, tags and style as people want them."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import noteport_anki.report
from noteport.api import ExportReport, TargetError, UsageError
from noteport_anki import AnkiExporter, AnkiOptions
from noteport_anki.packages import file_name

from .conftest import Learner

Export = Callable[..., tuple[Path, ExportReport]]

VIDEO = "---\ntitle: {}\nvideoId: {}\n---\n## One\n\n### Two\n\nA **fact** is known of {} over there @@."
NOTES = {
    "Bio/cells.md": VIDEO.format("Cells", "aaaaaaaaaaa", "cells"),
    "Bio/heat.md": VIDEO.format("Heat", "bbbbbbbbbbb", "heat"),
    "Phys & Co/heat.md": VIDEO.format("Heat", "bbbbbbbbbbb", "warmth"),
}
BY_CHANNEL, BY_VIDEO = AnkiOptions(split="channel"), AnkiOptions(split="video")


def packages(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name != ".noteport")


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (BY_CHANNEL, ["bio.apkg", "phys_co.apkg"]),
        (BY_VIDEO, ["aaaaaaaaaaa.apkg", "bbbbbbbbbbb.apkg"]),
    ],
)
def test_a_package_for_each(export: Export, learner: Learner, options: AnkiOptions, names: list[str]) -> None:
    folder, report = export(AnkiExporter, NOTES, "decks", options=options)
    assert packages(folder) == names
    assert report.counts["cards"] == 3
    assert sum(learner.take(folder / name).new for name in names) == 3


def test_packages_are_updated_together_and_the_split_may_change(export: Export, learner: Learner) -> None:
    folder, _ = export(AnkiExporter, NOTES, "decks", options=BY_CHANNEL)
    for name in packages(folder):
        learner.take(folder / name)
    moved = {"Bio/heat.md": None, "Phys & Co/late.md": NOTES["Bio/heat.md"].replace("known", "knwon")}
    folder, report = export(AnkiExporter, moved, "decks", options=BY_CHANNEL)
    assert (report.counts["added"], report.counts["changed"], report.counts["removed"]) == (0, 1, 0)
    assert [learner.take(folder / name) for name in packages(folder)] == [(0, 0, 1, 0), (0, 1, 1, 0)]
    folder, report = export(AnkiExporter, {}, "decks", options=BY_VIDEO)
    assert report.counts["unchanged"] == 3
    one, report = export(AnkiExporter, {}, "one.apkg", options=AnkiOptions(previous=folder))
    assert report.counts["unchanged"] == 3
    assert learner.take(one) == (0, 0, 3, 0)


def test_what_is_gone_is_remembered_and_can_be_seen(export: Export, learner: Learner) -> None:
    export(AnkiExporter, NOTES, "decks", options=BY_CHANNEL)
    folder, report = export(AnkiExporter, {"Phys & Co/heat.md": None}, "decks", options=BY_CHANNEL)
    assert packages(folder) == ["bio.apkg"]
    assert report.counts["removed"] == 1
    keep = AnkiOptions(split="channel", keep_removed=True)
    folder, report = export(AnkiExporter, {}, "decks", options=keep)
    assert packages(folder) == ["bio.apkg", "removed.apkg"]
    assert report.counts["removed"] == 0
    learner.take(folder / "removed.apkg")
    ((_, _, tags, deck),) = learner.notes().values()
    assert "noteport::removed" in tags
    assert deck == "Phys & Co"


def test_many_packages_need_a_folder(export: Export, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"-o deck$"):
        export(AnkiExporter, NOTES, "deck.apkg", options=BY_CHANNEL)
    tmp_path.joinpath("mine").mkdir()
    tmp_path.joinpath("mine/letter.txt").write_text("Dear Sir", encoding="utf-8")
    with pytest.raises(TargetError, match="is a folder"):
        export(AnkiExporter, NOTES, "mine", options=BY_CHANNEL)
    assert packages(tmp_path / "mine") == ["letter.txt"]


def test_the_same_notes_give_the_same_packages(export: Export) -> None:
    first = {file.name: file.read_bytes() for file in export(AnkiExporter, NOTES, "a", options=BY_VIDEO)[0].iterdir()}
    again = {file.name: file.read_bytes() for file in export(AnkiExporter, {}, "b", options=BY_VIDEO)[0].iterdir()}
    assert again == first


def test_a_large_package_is_told(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noteport_anki.report, "COMFORTABLE", 2)
    assert any("--split channel" in remark for remark in export(AnkiExporter, NOTES, "deck.apkg")[1].remarks)
    assert export(AnkiExporter, {}, "decks", options=BY_CHANNEL)[1].remarks == ()
    monkeypatch.setattr(noteport_anki.report, "COMFORTABLE", 1)
    assert any("--split video" in remark for remark in export(AnkiExporter, {}, "decks", options=BY_CHANNEL)[1].remarks)


# --- templates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "deck"),
    [
        ("{channel}::{topic}::{section}", "Bio::Cells::One::Two"),
        ("Videos: {topic} ({section})", "Videos: Cells (One › Two)"),
        ("::{channel}::::x", "Bio::x"),
    ],
)
def test_a_deck_by_channel_topic_and_section(export: Export, learner: Learner, template: str, deck: str) -> None:
    notes = {"Bio/cells.md": NOTES["Bio/cells.md"]}
    learner.take(export(AnkiExporter, notes, "deck.apkg", options=AnkiOptions(deck=template))[0])
    assert [note[3] for note in learner.notes().values()] == [deck]


def test_a_card_stays_in_its_deck_since_anki_moves_none(export: Export, learner: Learner) -> None:
    notes = {"Bio/cells.md": NOTES["Bio/cells.md"]}
    learner.take(export(AnkiExporter, notes, "deck.apkg")[0])
    more = {"Bio/cells.md": NOTES["Bio/cells.md"] + "\n\nAnother **thing** is known of cells over there @@."}
    learner.take(export(AnkiExporter, more, "deck.apkg", options=AnkiOptions(deck="New"))[0])
    assert [note[3] for note in learner.notes().values()] == ["Bio", "New"]


def test_tags_by_templates_and_a_change_of_them_reaches_anki(export: Export, learner: Learner) -> None:
    notes = {"Bio/cells.md": NOTES["Bio/cells.md"]}
    learner.take(export(AnkiExporter, notes, "deck.apkg")[0])
    assert [set(note[2]) for note in learner.notes().values()] == [{"noteport::topic::Cells::One::Two"}]
    options = AnkiOptions(tags=("my notes::{channel}", "{section}", "by {topic}"))
    learner.take(export(AnkiExporter, {}, "deck.apkg", options=options)[0])
    assert [set(note[2]) for note in learner.notes().values()] == [{"my_notes::Bio", "One::Two", "by_Cells"}]


def test_a_template_for_tags_is_checked_too(export: Export) -> None:
    with pytest.raises(UsageError, match=r"The tag template .* has an unknown field \{author\}"):
        export(AnkiExporter, NOTES, "deck.apkg", options=AnkiOptions(tags=("{author}",)))


# --- style ----------------------------------------------------------------------------------------------------------


def test_a_style_sheet_is_added_and_reaches_anki_whenever_it_changes(
    export: Export, learner: Learner, tmp_path: Path
) -> None:
    def css() -> str:
        learner.collection.models._clear_cache()
        return str(learner.collection.models.by_name("noteport cloze")["css"])

    sheet = tmp_path / "my.css"
    own = AnkiOptions(css=sheet)
    learner.take(export(AnkiExporter, NOTES, "deck.apkg")[0])
    plain = css()
    for rule in (".card { color: red }", ".card { color: blue }"):
        sheet.write_text(rule, encoding="utf-8")
        learner.take(export(AnkiExporter, {}, "deck.apkg", options=own)[0])
        assert css() == f"{plain}\n{rule}"
    learner.take(export(AnkiExporter, {}, "deck.apkg")[0])
    assert css() == plain


def test_a_style_that_the_learner_changed_stays(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, NOTES, "deck.apkg")[0])
    models = learner.collection.models
    model = models.by_name("noteport cloze")
    model["css"] = ".card { color: green }"
    models.update_dict(model)
    learner.take(export(AnkiExporter, {"Bio/cells.md": None}, "deck.apkg")[0])
    models._clear_cache()
    assert models.by_name("noteport cloze")["css"] == ".card { color: green }"


def test_a_style_sheet_that_is_not_there(export: Export, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.css cannot be read"):
        export(AnkiExporter, NOTES, "deck.apkg", options=AnkiOptions(css=tmp_path / "none.css"))


def test_our_own_tables_are_there_and_anki_minds_them_not(export: Export, learner: Learner, tmp_path: Path) -> None:
    import sqlite3

    export(AnkiExporter, NOTES, "deck.apkg")
    deck, _ = export(AnkiExporter, {"Bio/cells.md": None}, "deck.apkg")
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    assert connection.execute("select guid, deck from noteport_gone").fetchall() == [("Bio/cells@65.1", "Bio")]
    connection.close()
    assert learner.take(deck).new == 2


@pytest.mark.parametrize("letter", ["a", "ö", "語", "\U00010330"])
def test_long_names_are_cut_for_every_file_system_and_stay_apart(letter: str, export: Export) -> None:
    notes = {
        f"{number}.md": f"---\nchannel: {letter * 150}{number}\nvideoId: aaaaaaaaaaa\n---\nA **fact** is known @@."
        for number in range(3)
    }
    folder, report = export(AnkiExporter, notes, "decks", options=BY_CHANNEL)
    names = packages(folder)
    assert len(names) == report.counts["cards"] == 3
    for name in names:
        assert name.startswith(letter * 40)
        assert len(name.encode()) <= 205
        assert len(name.encode("utf-16-le")) // 2 <= 255


def test_a_name_is_cut_between_characters() -> None:
    for before in range(4):
        assert file_name("a" * before + "\U00010330" * 80).isprintable()
    assert file_name("x" * 80) == "x" * 80
    assert file_name("x" * 81) == f"{'x' * 71}-{hashlib.sha256(b'x' * 81).hexdigest()[:8]}"


@pytest.mark.parametrize(
    ("channel", "name"), [("CON", "_con"), ("nul.2", "_nul.2"), ("Com1", "_com1"), ("Consul", "consul")]
)
def test_no_package_is_named_after_a_device_of_windows(channel: str, name: str) -> None:
    assert file_name(channel) == name
