"""Every repair is visible: in the timestamp, and in the report."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from noteport.api import Note, Vault
from noteport.model.nodes import Timestamp
from noteport.vault.repair.clocks import Length, clock_fields
from noteport.vault.repair.report import repair_timestamps

TWELVE_MINUTES = Length(720, "the front matter")


def timestamps(*written: str) -> list[Timestamp]:
    found = []
    for text in written:
        fields = clock_fields(text)
        end = fields[1].as_written if len(fields) > 1 else None
        found.append(Timestamp(start=fields[0].as_written, end=end, as_written=text))
    return found


def read(folder: Path, **files: str) -> tuple[dict[str, Note], list[tuple[str, str]]]:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    notes = Vault([folder])
    return {note.path.stem: note for note in notes}, [(one.code, one.path.stem) for one in notes.problems]


def test_a_repaired_timestamp_keeps_what_was_written() -> None:
    shifted = timestamps("01:05:00", "02:10:00", "08:40:00", "09:15:00")
    change, findings = repair_timestamps(shifted, TWELVE_MINUTES)
    assert change is not None
    new = change(shifted[0])
    assert new == replace(shifted[0], start=65, repaired=True)
    assert (new.written, new.as_written) == (3900, "01:05:00")
    assert [finding.code for finding in findings] == ["timestamps-repaired"]
    assert "01:05:00 as 01:05: the video lasts 12:00 according to the front matter" in findings[0].message


def test_both_ends_of_a_range_are_repaired() -> None:
    shifted = timestamps("01:05:00-01:10:00", "02:10:00-02:15:00", "08:40:00", "09:15:00")
    change, _ = repair_timestamps(shifted, TWELVE_MINUTES)
    assert change is not None
    assert (change(shifted[0]).start, change(shifted[0]).end) == (65, 70)


def test_a_wrong_hour_has_a_code_of_its_own() -> None:
    wrong = timestamps("01:01:05", "01:02:11", "01:03:47", "01:05:02", "01:08:33", "01:10:19")
    change, findings = repair_timestamps(wrong, TWELVE_MINUTES)
    assert change is not None
    assert [change(one).start for one in wrong] == [65, 131, 227, 302, 513, 619]
    assert [finding.code for finding in findings] == ["timestamps-wrong-hour"]


def test_timestamps_of_another_video_are_left_alone() -> None:
    shifted = timestamps("01:05:00", "02:10:00", "08:40:00", "09:15:00")
    change, _ = repair_timestamps(shifted, TWELVE_MINUTES)
    assert change is not None
    other = replace(shifted[0], video="https://www.youtube.com/watch?v=aaaaaaaaaaa")
    assert change(other) is other


def test_sound_timestamps_ask_for_no_change() -> None:
    assert repair_timestamps(timestamps("00:01:05", "00:08:40"), TWELVE_MINUTES).change is None


def test_notes_that_contradict_each_other_are_compared_word_for_word(tmp_path: Path) -> None:
    facts = [
        "Yeast turns the sugar of the dough into carbon dioxide",
        "Salt slows down the fermentation and strengthens gluten",
        "Steam keeps the crust soft while a loaf rises quickly",
        "Rye flour contains hardly any gluten but many starches",
        "Kneading aligns the protein strands within wheat dough",
        "Cold dough ferments slowly overnight and tastes sour",
        "Sourdough bacteria produce lactic acid besides vinegar",
        "Bread cools slowly because its crumb holds hot moisture",
    ]
    times = [11, 75, 140, 222, 301, 388, 452, 517]

    def note(add: int, words: str = "") -> str:
        lines = "\n\n".join(
            f"{fact}{words} [{(time + add) // 3600:02}:{(time + add) // 60 % 60:02}:{(time + add) % 60:02}]."
            for fact, time in zip(facts, times, strict=True)
        )
        return f"---\nvideoId: dQw4w9WgXcQ\n---\n{lines}\n"

    notes, problems = read(tmp_path, one=note(0), two=note(1, " here"), wrong=note(3600, " indeed"))
    assert [claim.timestamps[0].start for claim in notes["wrong"].claims()] == times
    assert [claim.timestamps[0].start for claim in notes["one"].claims()] == times
    assert problems == [("timestamps-wrong-hour", "wrong")]
