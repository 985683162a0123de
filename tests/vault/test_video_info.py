"""What yt-dlp wrote about a video is found next to the note or anywhere in the vault, and trusted no further."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Chapter, Note, Vault
from noteport.vault.video_info import MOST_CHAPTERS, InfoFiles, VideoInfo

VIDEO = "dQw4w9WgXcQ"
CHAPTERS = [
    {"start_time": 0.0, "end_time": 60.0, "title": "Intro"},
    {"start_time": 60.0, "end_time": 500.5, "title": "Yeast and  sugar"},
    {"start_time": 500.5, "end_time": 720.0, "title": "Salt"},
]
NOTE = (
    f"---\nvideoId: {VIDEO}\n---\n"
    "Yeast is alive [01:05:00]. It eats sugar [02:10:00]. It likes warmth [08:40:00]. Salt slows it [09:15:00].\n"
)


def write(path: Path, **facts: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"id": VIDEO, **facts}), encoding="utf-8")


def read(folder: Path) -> Note:
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    [note] = Vault([folder])
    return note


@pytest.mark.parametrize(
    "name",
    [
        "note.info.json",
        f"{VIDEO}.info.json",
        f"Bread [{VIDEO}].info.json",
        f"Bread-{VIDEO}.info.json",
        f"downloads/Bread [{VIDEO}].info.json",
    ],
)
def test_it_tells_title_length_and_chapters(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, title="Bread", duration=720, chapters=CHAPTERS)
    note = read(tmp_path)
    assert note.video is not None
    assert (note.video.title, note.video.duration) == ("Bread", 720)
    assert note.video.chapters == (Chapter(0, "Intro"), Chapter(60, "Yeast and sugar"), Chapter(500, "Salt"))
    claims = list(note.claims())
    assert [claim.timestamps[0].start for claim in claims] == [65, 130, 520, 555]
    named = [chapter.title if (chapter := note.chapter_of(claim)) else None for claim in claims]
    assert named == ["Yeast and sugar", "Yeast and sugar", "Salt", "Salt"]


def test_a_name_is_found_however_its_accents_are_encoded(tmp_path: Path) -> None:
    write(tmp_path / "Cafe\u0301.info.json", title="Coffee")
    (tmp_path / "Caf\u00e9.md").write_text(f"---\nvideoId: {VIDEO}\n---\nEarly [00:01:05].\n", encoding="utf-8")

    [note] = Vault([tmp_path])

    assert note.video is not None
    assert note.video.title == "Coffee"


def test_the_file_next_to_the_note_wins_over_one_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "downloads" / f"{VIDEO}.info.json", title="Elsewhere")
    write(tmp_path / f"{VIDEO}.info.json", title="Here")
    note = read(tmp_path)
    assert note.video is not None
    assert note.video.title == "Here"


def test_a_second_before_the_first_chapter_and_one_that_is_not_trusted_are_in_none(tmp_path: Path) -> None:
    write(tmp_path / f"{VIDEO}.info.json", duration=720, chapters=[{"start_time": 100, "title": "Late"}])
    (tmp_path / "note.md").write_text(
        f"---\nvideoId: {VIDEO}\n---\nEarly [00:01:05]. Late [00:02:10]. Beyond [00:55:01].\n", encoding="utf-8"
    )
    [note] = Vault([tmp_path])
    assert [note.chapter_of(claim) for claim in note.claims()] == [None, Chapter(100, "Late"), None]


@pytest.mark.parametrize("content", ["not JSON", "[]", "[" * 100_000, '{"id": "another_one", "duration": 720}', "{}"])
def test_a_file_of_another_kind_or_video_tells_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "note.info.json").write_text(content, encoding="utf-8")
    assert InfoFiles().find(tmp_path / "note.md", VIDEO) is None


@pytest.mark.parametrize("duration", ["1e999", "NaN", "-1", "0", "9" * 30, '"720"', "null", "[720]"])
def test_a_length_that_no_video_has_is_none(tmp_path: Path, duration: str) -> None:
    (tmp_path / "note.info.json").write_text(
        f'{{"id": "{VIDEO}", "title": "Br\\ud800ead\\n", "duration": {duration}}}', encoding="utf-8"
    )
    assert InfoFiles().find(tmp_path / "note.md", VIDEO) == VideoInfo(VIDEO, "Br ead", None)


@pytest.mark.parametrize(
    ("chapters", "read"),
    [
        (None, ()),
        ("Intro", ()),
        ([None, 3, [], {"title": "no start"}, {"start_time": 1}, {"start_time": "1", "title": "x"}], ()),
        ([{"start_time": -1, "title": "x"}, {"start_time": 5, "title": "  "}], ()),
        ([{"start_time": 9, "title": "b"}, {"start_time": 1.9, "title": "a"}], (Chapter(1, "a"), Chapter(9, "b"))),
        ([{"start_time": 1, "title": "a"}, {"start_time": 1.5, "title": "b"}], (Chapter(1, "a"),)),
    ],
)
def test_chapters_that_are_none_are_left_out(tmp_path: Path, chapters: Any, read: tuple[Chapter, ...]) -> None:
    write(tmp_path / "note.info.json", chapters=chapters)
    info = InfoFiles().find(tmp_path / "note.md", VIDEO)
    assert info is not None
    assert info.chapters == read


def test_no_more_chapters_are_read_than_a_video_has(tmp_path: Path) -> None:
    write(tmp_path / "note.info.json", chapters=[{"start_time": n, "title": "x"} for n in range(2 * MOST_CHAPTERS)])
    info = InfoFiles().find(tmp_path / "note.md", VIDEO)
    assert info is not None
    assert len(info.chapters) == MOST_CHAPTERS
