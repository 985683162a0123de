"""Hypotheses compete for what wrong timestamps mean; a clear winner is taken, and nothing is guessed at silently."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.vault.repair.clocks import ClockFields, Length, Reading, clock_fields
from noteport.vault.repair.costs import Echo
from noteport.vault.repair.judge import Judgement, Meaning, Verdict, judge

TRUE = (8, 34, 77, 121, 155, 203, 262, 301, 344, 398, 431, 487, 542, 590, 623, 671)
"""Seconds of a sound note."""
TWELVE_MINUTES = Length(720, "the front matter")
ABOUT_TWELVE_MINUTES = Length(860, "other notes of the video", exact=False)
FIVE_HOURS = Length(5 * 3600, "the front matter")
ABOUT_FIVE_HOURS = Length(5 * 3600, "other notes of the video", exact=False)


def clocks(*written: str) -> list[ClockFields]:
    return [fields for one in written for fields in clock_fields(one)]


def as_written(second: int) -> ClockFields:
    return ClockFields(second // 3600, second // 60 % 60, second % 60)


def as_hours(second: int) -> ClockFields:
    return ClockFields(second // 60, second % 60, 0)


def with_an_hour(second: int) -> ClockFields:
    return as_written(second + 3600)


def seconds(written: list[ClockFields], judgement: Judgement) -> list[int]:
    return [judgement.meanings.get(clock, Meaning(clock.as_written)).second for clock in written]


def distrusted(judgement: Judgement) -> set[ClockFields]:
    return {clock for clock, meaning in judgement.meanings.items() if not meaning.trusted}


@pytest.mark.parametrize("length", [None, TWELVE_MINUTES, ABOUT_TWELVE_MINUTES])
def test_sound_timestamps_stay_as_they_are(length: Length | None) -> None:
    assert judge([as_written(second) for second in TRUE], length) == Judgement(Verdict.SOUND)


@pytest.mark.parametrize("length", [None, TWELVE_MINUTES, ABOUT_TWELVE_MINUTES])
def test_minutes_written_as_hours_are_read_as_minutes(length: Length | None) -> None:
    written = [as_hours(second) for second in TRUE]
    judgement = judge(written, length)
    assert judgement.verdict is Verdict.REPAIRED
    assert seconds(written, judgement) == list(TRUE)
    assert not distrusted(judgement)


@pytest.mark.parametrize("length", [TWELVE_MINUTES, ABOUT_TWELVE_MINUTES])
@pytest.mark.parametrize("start", [0, 5, 12])
def test_an_hour_too_many_is_taken_off_and_not_taken_for_minutes(length: Length, start: int) -> None:
    written = [(as_written if place < start else with_an_hour)(second) for place, second in enumerate(TRUE)]
    judgement = judge(written, length)
    assert seconds(written, judgement) == list(TRUE)
    assert {meaning.reading for meaning in judgement.meanings.values()} == {Reading.HOUR_TOO_MANY}


@pytest.mark.parametrize("start", [0, 5])
def test_no_hour_is_taken_off_without_a_length_or_other_notes(start: int) -> None:
    written = [(as_written if place < start else with_an_hour)(second) for place, second in enumerate(TRUE)]
    assert judge(written) == Judgement(Verdict.SOUND)


def test_timestamps_of_one_note_may_need_different_repairs() -> None:
    kinds: list[Callable[[int], ClockFields]] = [*[as_written] * 5, *[as_hours] * 6, *[with_an_hour] * 5]
    written = [kind(second) for kind, second in zip(kinds, TRUE, strict=True)]
    judgement = judge(written, TWELVE_MINUTES)
    right = [one == second for one, second in zip(seconds(written, judgement), TRUE, strict=True)]
    assert right[:5] == [True] * 5
    assert sum(right) >= len(right) - 1
    assert not any(meaning.trusted and meaning.second not in TRUE for meaning in judgement.meanings.values())


@pytest.mark.parametrize(
    ("third", "sure"),
    [
        pytest.param(lambda place: 37, True, id="the-same-digits"),
        pytest.param(lambda place: 60 + 7 * place % 40, True, id="hundredths-that-no-clock-shows"),
        pytest.param(lambda place: TRUE[place] % 60, True, id="the-seconds-once-more"),
    ],
)
def test_behind_minutes_and_seconds_anything_may_stand(third: Callable[[int], int], sure: bool) -> None:
    written = [ClockFields(second // 60, second % 60, third(place)) for place, second in enumerate(TRUE)]
    judgement = judge(written, TWELVE_MINUTES)
    changed = [clock for clock in written if clock.first > 0]
    assert all(judgement.meanings[clock].second == clock.as_minutes for clock in changed) is sure


def test_seconds_written_as_minutes_are_read_as_seconds() -> None:
    written = clocks("12:00", "24:00", "37:00", "51:00", "58:00")
    assert seconds(written, judge(written, Length(60, "the front matter"))) == [12, 24, 37, 51, 58]


@pytest.mark.parametrize("length", [None, ABOUT_FIVE_HOURS, FIVE_HOURS])
def test_an_author_who_rounds_to_the_minute_is_left_alone(length: Length | None) -> None:
    minutes = (0, 5, 5, 10, 12, 15, 15, 20, 30, 30, 40, 45, 45, 50, 60, 60, 65, 70, 75, 75, 90, 90, 95, 100)
    written = [ClockFields(minute // 60, minute % 60, 0) for minute in minutes]
    assert judge(written, length) == Judgement(Verdict.SOUND)


def test_a_video_known_to_be_long_enough_speaks_for_the_timestamps_as_written() -> None:
    written = [as_hours(second) for second in TRUE if second < 290]
    assert judge(written, FIVE_HOURS).verdict is Verdict.SOUND


def test_a_length_that_is_only_implied_leaves_doubt_and_doubtful_links_carry_no_time() -> None:
    written = [as_hours(second) for second in TRUE if second < 290]
    judgement = judge(written, ABOUT_FIVE_HOURS)
    assert judgement.verdict is Verdict.DOUBTFUL
    assert seconds(written, judgement) == [clock.as_written for clock in written]
    assert distrusted(judgement)


def test_other_notes_that_say_the_same_at_other_times_settle_it() -> None:
    written = [as_hours(second) for second in TRUE if second < 290]
    echoes = {as_hours(second): [Echo(as_written(second), 0.9)] for second in TRUE}
    judgement = judge(written, ABOUT_FIVE_HOURS, echoes)
    assert seconds(written, judgement) == [second for second in TRUE if second < 290]


@pytest.mark.parametrize(
    ("wrong", "reading"),
    [
        (lambda second: as_written(second + 3600), Reading.HOUR_TOO_MANY),
        (lambda second: ClockFields(second // 600, second // 60 % 10, second % 60), Reading.TENS_AS_HOUR),
    ],
)
def test_an_hour_too_many_in_a_long_video_is_seen_by_what_other_notes_say(
    wrong: Callable[[int], ClockFields], reading: Reading
) -> None:
    true = [second + 660 for second in TRUE]
    written = [wrong(second) for second in true]
    echoes = {wrong(second): [Echo(as_written(second), 0.9), Echo(as_written(second + 2), 0.7)] for second in true}
    judgement = judge(written, FIVE_HOURS, echoes)
    assert seconds(written, judgement) == true
    assert {meaning.reading for meaning in judgement.meanings.values()} == {reading}


def test_a_missing_hour_is_seen_by_what_other_notes_say() -> None:
    true = [second + 3600 for second in TRUE]
    written = [as_written(second) for second in TRUE]
    echoes = {
        as_written(second): [Echo(as_written(second + 3600), 0.9), Echo(as_written(second + 3601), 0.9)]
        for second in TRUE
    }
    assert seconds(written, judge(written, FIVE_HOURS, echoes)) == true


def test_other_notes_that_agree_change_nothing() -> None:
    written = [as_written(second) for second in TRUE]
    echoes = {clock: [Echo(clock, 1.0)] for clock in written}
    assert judge(written, ABOUT_TWELVE_MINUTES, echoes) == Judgement(Verdict.SOUND)


def test_a_clock_that_could_be_either_is_not_trusted() -> None:
    written = [as_hours(second) for second in TRUE if second >= 60] + clocks("01:05:20")
    judgement = judge(written, Length(3 * 3600, "other notes of the video", exact=False), {})
    assert clocks("01:05:20")[0] in distrusted(judgement) or judgement.verdict is Verdict.DOUBTFUL


def test_a_repaired_clock_that_several_other_notes_contradict_is_not_trusted() -> None:
    written = [as_hours(second) for second in TRUE]
    odd = as_hours(TRUE[6])
    elsewhere = [Echo(as_written(700), 0.6), Echo(as_written(702), 0.6)]
    judgement = judge(written, TWELVE_MINUTES, {odd: elsewhere})
    assert distrusted(judgement) == {odd}


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(("07:05:00", "08:10:00"), id="too-few-to-tell"),
        pytest.param(("47:05", "52:10", "58:40", "59:15", "1:03:20"), id="two-fields"),
        pytest.param(("01:05:12", "02:10:40", "03:40:07", "04:15:33"), id="a-long-video"),
        pytest.param((), id="nothing"),
    ],
)
def test_what_has_nothing_against_it_is_sound(written: tuple[str, ...]) -> None:
    assert judge(clocks(*written)) == Judgement(Verdict.SOUND)


def test_a_few_rounded_times_are_not_taken_for_seconds() -> None:
    written = [ClockFields(0, minute, 0) for minute in (1, 2, 3, 5, 12)]
    assert judge(written).verdict is Verdict.SOUND


def test_a_few_impossible_times_cost_the_sound_ones_nothing() -> None:
    written = [*(ClockFields(0, minute, 17) for minute in range(1, 10)), ClockFields(0, 41, 17)]
    assert judge(written, Length(600, "the front matter", exact=True)).verdict is Verdict.SOUND


def test_hours_that_stand_where_players_show_them_are_meant() -> None:
    written = [
        ClockFields(6, 45, None),
        ClockFields(12, 10, None),
        *(ClockFields(1, minute, 0) for minute in (2, 5, 6)),
    ]
    assert judge(written).verdict is Verdict.SOUND


def test_a_long_note_takes_no_longer_than_its_length() -> None:
    written = [as_hours(second % 3000 // 20 * 20) for second in range(0, 60_000, 7)]
    assert judge(written, Length(3600, "the front matter")).verdict is Verdict.REPAIRED
