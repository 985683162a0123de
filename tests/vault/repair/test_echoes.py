"""Notes of one video that say the same in similar words are witnesses for each other."""

from __future__ import annotations

import pickle
from pathlib import Path, PurePosixPath

import pytest

from noteport.vault.files import NoteFile
from noteport.vault.repair.clocks import ClockFields
from noteport.vault.repair.echoes import Echoes, sayings_of

YEAST = "Yeast turns the sugar of the dough into carbon dioxide"


def echoes(folder: Path, **notes: str) -> Echoes:
    found = Echoes()
    for name, text in notes.items():
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        found.add("video", name, NoteFile(path, PurePosixPath(path)))
    return found


@pytest.mark.parametrize(
    "line",
    [
        f"{YEAST} [00:01:05].",
        f'{YEAST} <a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>.',
        f"[00:01:05](https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=65s) {YEAST}.",
        f"* {YEAST} [00:01:05]. Short [00:02:00].",
    ],
)
def test_a_saying_is_the_text_at_a_timestamp(line: str) -> None:
    [saying] = sayings_of(line)
    assert saying.clock == ClockFields(0, 1, 5)
    assert {"yeast", "sugar", "dough", "carbon"} <= saying.words


@pytest.mark.parametrize("line", [YEAST, f"{YEAST} [00:01:05], [00:02:05].", "Short [00:01:05].", ""])
def test_what_has_no_time_or_several_or_few_words_is_no_saying(line: str) -> None:
    assert [saying.clock for saying in sayings_of(line)] in ([], [ClockFields(0, 2, 5)][:0])


def test_similar_sayings_of_other_notes_are_echoes(tmp_path: Path) -> None:
    found = echoes(
        tmp_path,
        one=f"{YEAST} [01:01:05].\n\nSalt slows down the whole fermentation of bread [00:02:00].\n",
        two=f"The {YEAST.lower()} gas [00:01:07].\n",
        three="Steam in the oven keeps the crust of a loaf soft [00:09:00].\n",
    )
    heard = found.of("one", "video")
    assert {clock: [echo.clock for echo in of] for clock, of in heard.items()} == {
        ClockFields(1, 1, 5): [ClockFields(0, 1, 7)]
    }
    assert 0.5 <= heard[ClockFields(1, 1, 5)][0].similarity <= 1


def test_a_note_is_no_echo_of_itself_and_one_note_alone_has_none(tmp_path: Path) -> None:
    found = echoes(tmp_path, one=f"{YEAST} [00:01:05].\n\n{YEAST} [00:05:05].\n")
    assert found.of("one", "video") == {}
    assert found.of("unknown", "video") == {}
    assert found.of("one", "another") == {}


def test_a_file_that_is_gone_says_nothing(tmp_path: Path) -> None:
    found = echoes(tmp_path, one=f"{YEAST} [00:01:05].\n", two=f"{YEAST} [00:01:05].\n")
    (tmp_path / "two.md").unlink()
    assert found.of("one", "video") == {}


def test_the_order_in_which_notes_are_found_does_not_matter(tmp_path: Path) -> None:
    notes = {name: f"{YEAST} number {number} [00:0{number}:05].\n" for number, name in enumerate("abcdef")}
    forwards = echoes(tmp_path, **notes)
    backwards = echoes(tmp_path, **dict(reversed(notes.items())))
    assert set(forwards.of("a", "video")) == set(backwards.of("a", "video"))


def test_it_can_be_sent_to_another_machine(tmp_path: Path) -> None:
    found = echoes(tmp_path, one=f"{YEAST} [00:01:05].\n", two=f"{YEAST} [00:01:05].\n")
    assert pickle.loads(pickle.dumps(found)).of("one", "video") == found.of("one", "video")


def test_notes_of_many_videos_do_not_stay_in_memory(tmp_path: Path) -> None:
    found = Echoes()
    for video in range(30):
        for name in "ab":
            path = tmp_path / f"{video}{name}.md"
            path.write_text(f"{YEAST} [00:01:05].\n", encoding="utf-8")
            found.add(str(video), name, NoteFile(path, PurePosixPath(path)))
    assert all(found.of("a", str(video)) for video in range(30))
    assert len(found._read) < 10
