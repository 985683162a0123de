"""Images of a claim's block."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.api import ExportReport
from noteport_anki import AnkiExporter, AnkiOptions

from .conftest import Learner

Export = Callable[..., tuple[Path, ExportReport]]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
NAME = "noteport-c414cd0d4bbf8d5f9ba2ba9f.png"


def back(learner: Learner, number: int = 0) -> str:
    card = sorted(learner.collection.db.list("select id from cards order by due"))[number]
    return str(learner.collection.get_card(card).render_output().answer_text)


def test_a_local_image_travels_along_and_is_seen_on_the_answer(export: Export, learner: Learner) -> None:
    notes = {"Bio/note.md": "A cell has a **wall** ![the wall](img/wall.png) around it @@.", "Bio/img/wall.png": PIXEL}
    deck, report = export(AnkiExporter, notes, "deck.apkg")
    assert report.problems == ()
    with zipfile.ZipFile(deck) as package:
        (name,) = json.loads(package.read("media")).values()
        assert package.read("0") == PIXEL
    learner.take(deck)
    assert f'<img src="{name}">' in back(learner)
    assert Path(learner.collection.media.dir(), name).read_bytes() == PIXEL
    front = learner.collection.get_card(learner.collection.db.scalar("select id from cards")).render_output()
    assert "<img" not in front.question_text


def test_an_image_of_the_block_belongs_to_each_of_its_claims(export: Export, learner: Learner) -> None:
    text = "![[wall.png|300]]\nA cell has a **wall** around it @@. Nobody had seen **that** before @@."
    deck, _ = export(AnkiExporter, {"Bio/note.md": text, "attachments/wall.png": PIXEL}, "deck.apkg")
    learner.take(deck)
    assert ["<img" in back(learner, number) for number in (0, 1)] == [True, True]
    assert "300" not in back(learner)


def test_a_remote_image_is_a_link(export: Export, learner: Learner) -> None:
    text = "A cell has a **wall** ![the wall](https://example.org/wall.png) around it @@."
    learner.take(export(AnkiExporter, {"Bio/note.md": text}, "deck.apkg")[0])
    assert '<a href="https://example.org/wall.png">the wall</a>' in back(learner)
    assert "<img" not in back(learner)


def test_a_missing_image_is_a_problem_and_costs_no_card(export: Export, learner: Learner, tmp_path: Path) -> None:
    tmp_path.joinpath("outside.png").write_bytes(PIXEL)
    text = "A cell ![](gone.png) has a **wall** ![](../../outside.png) and ![](notes.exe) more @@."
    deck, report = export(AnkiExporter, {"Bio/note.md": text, "Bio/notes.exe": b"MZ"}, "deck.apkg")
    assert [problem.code for problem in report.problems] == ["image-missing"] * 3
    assert report.problems[0].line == 6
    assert learner.take(deck).new == 1


@pytest.mark.parametrize(
    "written", ["![[knock.ogg]]", "![a knock](<audio/knock.ogg>)", '<audio controls src="audio/knock.ogg"></audio>']
)
def test_a_local_sound_travels_along_and_is_heard_on_the_answer(export: Export, learner: Learner, written: str) -> None:
    notes = {"Bio/note.md": f"A door has a **wooden** {written} frame [00:00:10].", "Bio/audio/knock.ogg": b"OggS"}
    deck, report = export(AnkiExporter, notes, "deck.apkg")
    assert report.problems == ()
    learner.take(deck)
    card = learner.collection.get_card(learner.collection.db.scalar("select id from cards")).render_output()
    (sound,) = card.answer_av_tags
    assert card.question_av_tags == []
    assert Path(learner.collection.media.dir(), sound.filename).read_bytes() == b"OggS"
    assert "knock" not in card.answer_text


def test_an_image_in_a_paragraph_of_its_own_is_on_the_card_of_the_claim_above(export: Export, learner: Learner) -> None:
    text = "A cell has a **wall** around it @@.\n\n![[wall.png]] ![[knock.mp3]]\n\nNobody says this.\n\n![[b.png]]"
    notes = {"Bio/note.md": text, "Bio/wall.png": PIXEL, "Bio/b.png": PIXEL, "Bio/knock.mp3": b"ID3"}
    learner.take(export(AnkiExporter, notes, "deck.apkg")[0])
    assert back(learner).count("<img") == 1
    assert back(learner).count("[anki:play:a:0]") == 1


def test_what_looks_like_a_sound_in_a_sentence_plays_nothing(export: Export, learner: Learner) -> None:
    learner.take(export(AnkiExporter, {"Bio/note.md": "A cell has a **wall** [sound:knock.mp3] @@."}, "deck.apkg")[0])
    assert "[anki:play" not in back(learner)


def test_one_image_of_two_notes_is_one_file(export: Export) -> None:
    text = "A cell has a **wall** ![](wall.png) around it @@."
    notes = {f"{channel}/{file}": what for channel in "ab" for file, what in (("n.md", text), ("wall.png", PIXEL))}
    with zipfile.ZipFile(export(AnkiExporter, notes, "deck.apkg")[0]) as package:
        assert len(json.loads(package.read("media"))) == 1


def test_another_image_under_the_same_name_changes_its_card(export: Export, learner: Learner) -> None:
    notes = {"Bio/note.md": "A cell has a **wall** ![](wall.png) around it @@.", "Bio/wall.png": PIXEL}
    learner.take(export(AnkiExporter, notes, "deck.apkg")[0])
    before = back(learner)
    deck, report = export(AnkiExporter, {"Bio/wall.png": PIXEL + b"\0"}, "deck.apkg")
    assert report.counts["changed"] == 1
    assert learner.take(deck).updated == 1
    assert back(learner) != before
    unused = list(learner.collection.media.check().unused)
    assert len(unused) == 1, "Anki keeps the old file until it is told to check"
    learner.collection.media.trash_files(unused)
    learner.collection.media.empty_trash()


def test_a_removed_card_that_is_kept_keeps_its_image(export: Export, learner: Learner) -> None:
    notes = {"Bio/note.md": "A cell has a **wall** ![](wall.png) around it @@.", "Bio/wall.png": PIXEL}
    export(AnkiExporter, notes, "deck.apkg")
    edit = {"Bio/note.md": "Something **else** is said here now @@.", "Bio/wall.png": None}
    deck, _ = export(AnkiExporter, edit, "deck.apkg", options=AnkiOptions(keep_removed=True))
    assert learner.take(deck).new == 2
