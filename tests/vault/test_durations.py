"""The length of a video comes from the first source that has it; other notes imply it only if they agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from noteport.errors import UsageError
from noteport.parse.options import ReadOptions
from noteport.vault.durations import (
    CLEAN_NOTES,
    Witnesses,
    last_clean_second,
    parse_duration,
    read_durations,
)
from noteport.vault.repair.clocks import clock_fields
from noteport.vault.vault import Vault

SHIFTED = "Yeast is alive [01:05:00]. It eats sugar [02:10:00]. It likes warmth [08:40:00]. Salt slows it [09:15:00].\n"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("754", 754),
        ("754.4", 754),
        ("12:34", 754),
        ("1:02:03", 3723),
        ("PT12M34S", 754),
        ("PT1H2M3S", 3723),
        ("P0DT1H", 3600),
        ("", None),
        ("long", None),
        ("P1Y", None),
    ],
)
def test_lengths_are_read_as_people_and_tools_write_them(written: str, seconds: int | None) -> None:
    assert parse_duration(written) == seconds


def vault(folder: Path, head: str = "", body: str = SHIFTED, durations: Path | None = None) -> Vault:
    (folder / "note.md").write_text(f"---\nvideoId: dQw4w9WgXcQ\n{head}---\n{body}", encoding="utf-8")
    return Vault([folder], durations=durations)


def starts(vault: Vault) -> list[int]:
    return [claim.timestamps[0].start for note in vault for claim in note.claims()]


def test_the_front_matter_tells_the_length(tmp_path: Path) -> None:
    assert starts(vault(tmp_path, "duration: PT12M\n")) == [65, 130, 520, 555]


def test_a_table_of_lengths_wins_over_the_note(tmp_path: Path) -> None:
    table = tmp_path / "lengths.csv"
    table.write_text("video,seconds\ndQw4w9WgXcQ,36000\n", encoding="utf-8")
    assert starts(vault(tmp_path, "duration: 720\n", durations=table)) == [3900, 7800, 31_200, 33_300]


@pytest.mark.parametrize("content", [b"a,12\nabc,long\n", b"a,12\nb," + b"7" * 200_000, b"\xff\xfe\x00", None])
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    table = tmp_path / "lengths.csv"
    if content is not None:
        table.write_bytes(content)
    with pytest.raises(UsageError):
        read_durations(table)


def test_clean_notes_of_a_video_imply_its_length(tmp_path: Path) -> None:
    for name in ("one", "two"):
        lines = "".join(f"A fact about bread number {n} is told here [00:0{n}:1{n}].\n\n" for n in range(1, 10))
        (tmp_path / f"{name}.md").write_text(f"---\nvideoId: dQw4w9WgXcQ\n---\n{lines}", encoding="utf-8")
    repaired = {note.path.stem: [claim.timestamps[0].start for claim in note.claims()] for note in vault(tmp_path)}
    assert repaired["note"] == [65, 130, 520, 555]
    assert repaired["one"][0] == 71


def test_one_note_alone_implies_nothing_nor_does_a_note_for_itself() -> None:
    witnesses = Witnesses({"a": 500})
    assert witnesses.length_without("b") is None
    witnesses.last_seconds |= {"b": 600}
    assert len(witnesses.last_seconds) == CLEAN_NOTES
    assert witnesses.length_without("a") is None
    length = witnesses.length_without("c")
    assert length is not None
    assert length.seconds == 780


@pytest.mark.parametrize(
    "clocks",
    [
        pytest.param("00:01:05 00:02:10", id="few"),
        pytest.param(" ".join(f"0{n}:10:00" for n in range(1, 10)), id="round"),
        pytest.param(" ".join(f"0{n}:10:11" for n in range(1, 10)), id="late"),
    ],
)
def test_a_note_that_may_be_shifted_implies_nothing(clocks: str) -> None:
    assert last_clean_second(clock_fields(clocks)) is None


def test_repair_can_be_turned_off(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(f"---\nvideoId: dQw4w9WgXcQ\nduration: 720\n---\n{SHIFTED}", encoding="utf-8")
    kept = Vault([tmp_path], options=ReadOptions(repair=False))
    assert starts(kept) == [3900, 7800, 31_200, 33_300]
    assert not kept.problems


def test_a_timestamp_beyond_a_known_end_is_kept_without_a_time_in_its_link(tmp_path: Path) -> None:
    body = "One [01:05]. Two facts [02:10]. Three facts [03:40]. A stray fact [01:15:20].\n"
    notes = vault(tmp_path, "duration: 720\n", body)
    (note,) = notes
    stray = list(note.claims())[-1]
    assert not note.can_open(stray)
    assert stray.timestamps[0].url(note.video) == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert [problem.code for problem in notes.problems] == ["timestamp-beyond-end"]


def test_ids_do_not_change_with_repair(tmp_path: Path) -> None:
    (note,) = vault(tmp_path, "duration: 720\n")
    (unrepaired,) = Vault([tmp_path], options=ReadOptions(repair=False))
    assert [claim.id for claim in note.claims()] == [claim.id for claim in unrepaired.claims()]
