from __future__ import annotations

import pickle
import types
import typing

import msgspec
import pytest

from noteport.api import Claim, Problem, Timestamp, Video, clock, parse_note
from noteport.model import decision, nodes, note, problems

CLASSES = [
    value
    for value in {**vars(nodes), **vars(problems), **vars(note)}.values()
    if isinstance(value, type) and issubclass(value, msgspec.Struct) and value is not msgspec.Struct
]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "00:00"),
        (65, "01:05"),
        (754, "12:34"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3723, "1:02:03"),
        (360000, "100:00:00"),
    ],
)
def test_times_are_shown_as_people_read_them(seconds: int, text: str) -> None:
    assert clock(seconds) == text


def test_a_timestamp_shows_its_time_or_both_of_its_times() -> None:
    assert Timestamp(start=65).label == "01:05"
    assert Timestamp(start=65, end=90).label == "01:05–01:30"


def test_a_timestamp_was_written_as_it_is_unless_it_was_repaired() -> None:
    assert Timestamp(start=65).written == 65
    repaired = Timestamp(start=65, as_written="01:05:00", written=3900, repaired=True)
    assert msgspec.structs.replace(repaired, end=70).written == 3900


def test_a_video_opens_at_a_second_or_at_its_page() -> None:
    video = Video(provider="youtube", id="golden_test", page="https://y/watch?v=golden_test", time_suffix="&t={}s")
    assert video.url() == "https://y/watch?v=golden_test"
    assert video.url(65) == "https://y/watch?v=golden_test&t=65s"


def test_a_claim_starts_at_its_first_timestamp() -> None:
    [claim] = parse_note("It rains [00:10], [00:20].").claims()
    assert claim.start == claim.timestamps[0]
    assert claim.others == claim.timestamps[1:]
    untimed = msgspec.structs.replace(claim, timestamps=())
    assert (untimed.start, untimed.others) == (None, ())


def test_claims_come_in_the_order_of_the_text() -> None:
    text = "a [00:09].\n\n# A\n\n- b [00:08]\n  - c [00:07]\n\n> d [00:06]\n\n### B\n\n| x |\n|---|\n| e [00:05] |\n"
    assert [claim.text for claim in parse_note(text).claims()] == ["a.", "b", "c", "d", "e"]


def test_places_and_problems_are_shown_as_path_and_line() -> None:
    [claim] = parse_note("\nIt rains [00:10].", "c/n.md").claims()
    assert str(claim.place) == "c/n.md:2"
    problem = Problem(code="file-binary", path=claim.place.path, line=0, message="No text.")
    assert str(problem) == "c/n.md: file-binary: No text."
    assert str(msgspec.structs.replace(problem, line=7)) == "c/n.md:7: file-binary: No text."


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_everything_is_frozen_and_closed_with_tuples_for_children(cls: type[msgspec.Struct]) -> None:
    assert cls.__struct_config__.frozen
    assert not cls.__struct_config__.dict
    hints = typing.get_type_hints(cls, vars(note) | vars(nodes) | vars(decision))
    assert not any(typing.get_origin(hint) in (list, dict, set) for hint in hints.values())


def test_a_notes_front_matter_cannot_be_changed_after_a_journey() -> None:
    note = pickle.loads(pickle.dumps(parse_note("---\na: b\n---\n")))
    assert isinstance(note.front_matter, types.MappingProxyType)
    assert note == parse_note("---\na: b\n---\n")


def test_the_unions_are_closed() -> None:
    members = {*typing.get_args(nodes.Inline), *typing.get_args(nodes.Block)}
    others = {
        "Claim",
        "Timestamp",
        "Place",
        "Cell",
        "ListItem",
        "Section",
        "NoteRef",
        "Problem",
        "Note",
        "Chapter",
        "OwnCard",
        "Decision",
        "Video",
    }
    assert {cls.__name__ for cls in CLASSES} == others | {cls.__name__ for cls in members}
    assert Claim not in members
