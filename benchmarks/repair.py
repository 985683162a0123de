"""Measures how often wrong timestamps are found and repaired, and how often right ones are changed.

    python benchmarks/repair.py NOTES… [--captions FOLDER]

Sound notes are corrupted in the ways in which real ones are wrong, and repaired with nothing known, with the video's
length, with a length that other notes imply, and with what other notes of the video say. ``--captions`` holds SRT
files, named by video ids, that tell the lengths.

Then the notes as they are: how many claims that two notes of a video make in similar words are at the same time, as
written and repaired; and which notes are repaired that are shifted by the lengths that other notes imply.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from noteport.api import ReadOptions, Vault
from noteport.model.note import Note
from noteport.vault.repair.clocks import ClockFields, Length, clock_fields
from noteport.vault.repair.costs import Echo
from noteport.vault.repair.judge import Meaning, judge
from noteport.vault.repair.weights import WEIGHTS
from noteport.vault.resolve import unresolved

SAME = 20
"""Seconds within which two claims are said at the same time."""
SIMILAR = 0.75
"""Claims that share this part of their words say the same."""

Echoes = Mapping[ClockFields, Sequence[Echo]]


class Sound(NamedTuple):
    """A note whose timestamps are right, as far as can be seen."""

    seconds: list[int]
    length: int
    echoes: Echoes


def clocks_of(note: Note) -> list[ClockFields]:
    return [fields for timestamp in unresolved(note).timestamps for fields in clock_fields(timestamp.as_written)]


# --- corruptions ----------------------------------------------------------------------------------------------------


def written(second: int) -> ClockFields:
    return ClockFields(second // 3600, second // 60 % 60, second % 60)


def shifted(second: int, third: int = 0) -> ClockFields:
    return ClockFields(second // 60, second % 60, third) if second < 3600 else written(second)


def hour_more(second: int) -> ClockFields:
    return written(second + 3600) if second < 3600 else written(second)


def some(change: Callable[[int], ClockFields], share: float) -> Callable[[list[int], random.Random], list[ClockFields]]:
    """A corruption of timestamps here and there."""
    return lambda seconds, chance: [change(one) if chance.random() < share else written(one) for one in seconds]


def later(change: Callable[[int], ClockFields]) -> Callable[[list[int], random.Random], list[ClockFields]]:
    """A corruption from some place in the note on."""

    def corrupt(seconds: list[int], chance: random.Random) -> list[ClockFields]:
        start = chance.randrange(len(seconds) // 4, 3 * len(seconds) // 4)
        return [change(one) if place >= start else written(one) for place, one in enumerate(seconds)]

    return corrupt


def with_tail(seconds: list[int], chance: random.Random) -> list[ClockFields]:
    tail = chance.randrange(1, 60)
    return [shifted(one, tail) for one in seconds]


def swapped(second: int) -> ClockFields:
    """The last two digits change places: no rule can know."""
    swap = second % 10 * 10 + second % 60 // 10
    return written(second - second % 60 + swap) if swap < 60 else written(second)


CORRUPTIONS: dict[str, Callable[[list[int], random.Random], list[ClockFields]]] = {
    "none": some(written, 1),
    "minutes as hours": some(shifted, 1),
    "minutes as hours, later on": later(shifted),
    "minutes as hours, hundredths": lambda seconds, chance: [shifted(one, chance.randrange(100)) for one in seconds],
    "minutes as hours, same digits": with_tail,
    "an hour too many": some(hour_more, 1),
    "an hour too many, later on": later(hour_more),
    "an hour too many, here and there": some(hour_more, 0.25),
    "an hour missing": some(lambda second: written(second % 3600), 1),
    "two digits swapped": some(swapped, 0.25),
    "rounded to the minute": some(lambda second: written((second + 30) // 60 * 60), 1),
}


def truth_of(name: str, seconds: list[int]) -> list[int]:
    return [(one + 30) // 60 * 60 for one in seconds] if name.startswith("rounded") else seconds


EVIDENCE: dict[str, Callable[[Sound], tuple[Length | None, Echoes]]] = {
    "nothing": lambda _: (None, {}),
    "length": lambda note: (Length(note.length, "captions"), {}),
    "implied": lambda note: (Length(int(note.length * 1.1) + 90, "other notes", exact=False), {}),
    "other notes": lambda note: (Length(int(note.length * 1.1) + 90, "other notes", exact=False), note.echoes),
}


# --- measuring ------------------------------------------------------------------------------------------------------


def measure(
    note: Sound, clocks: list[ClockFields], truth: list[int], length: Length | None, echoes: Echoes
) -> Counter[str]:
    was = {clock: written(second) for clock, second in zip(clocks, note.seconds, strict=True)}
    heard = {clock: echoes[right] for clock, right in was.items() if right in echoes}
    meanings = judge(clocks, length, heard).meanings
    counts: Counter[str] = Counter(notes=1)
    for clock, right in zip(clocks, truth, strict=True):
        meaning = meanings.get(clock, Meaning(clock.as_written))
        trusted = meaning.trusted and (length is None or meaning.second <= length.limit)
        state = "right" if clock.as_written == right else "wrong"
        counts[state] += 1
        counts[f"{state} made right"] += meaning.second == right
        counts[f"{state} distrusted"] += not trusted and meaning.second != right
        counts[f"{state} moved astray"] += meaning.second not in (right, clock.as_written) and trusted
    return counts


def sound_notes(vault: Vault, lengths: Mapping[str, int]) -> Iterator[Sound]:
    """Notes without :00, late hours or repairs, whose video is long enough for them."""
    for note in vault:
        clocks = clocks_of(note)
        video = note.video
        if video is None or len(clocks) < 8 or any(clock.third is None or clock.is_odd() for clock in clocks):
            continue
        rounded = sum(clock.third == 0 for clock in clocks) / len(clocks)
        last = max(clock.as_written for clock in clocks)
        length = lengths.get(video.id, int(last * 1.07) + 20)
        if rounded >= WEIGHTS.suspicious_share or last >= 5 * 3600 or last > length + WEIGHTS.tolerance:
            continue
        codes = {problem.code for problem in note.problems}
        if codes & {"timestamps-repaired", "timestamps-wrong-hour", "timestamps-doubtful", "timestamp-beyond-end"}:
            continue
        yield Sound([clock.as_written for clock in clocks], length, vault.survey.echoes_of(note.id, video))


def print_corruptions(notes: Sequence[Sound]) -> None:
    print(f"{'corruption':34}{'known':12} notes   wrong  repaired distrusted    astray |   right    harmed distrusted")
    for name, corrupt in CORRUPTIONS.items():
        for known, evidence in EVIDENCE.items():
            total: Counter[str] = Counter()
            for number, note in enumerate(notes):
                if known == "other notes" and not note.echoes:
                    continue
                clocks = corrupt(note.seconds, random.Random(number))
                total += measure(note, clocks, truth_of(name, note.seconds), *evidence(note))
            wrong, right = total["wrong"], total["right"]
            print(
                f"{name:34}{known:12}{total['notes']:6}{wrong:8}"
                f"{share(total['wrong made right'], wrong)}{share(total['wrong distrusted'], wrong)}"
                f"{share(total['wrong moved astray'], wrong)} |{right:8}"
                f"{share(right - total['right made right'], right)}{share(total['right distrusted'], right)}"
            )


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:9.1f}%" if whole else f"{'–':>10}"


def print_agreement(plain: Vault, repaired: Vault) -> None:
    """Claims that two notes of a video make in similar words: at the same time?"""
    maps = {note.id: _seconds(note) for note in repaired}
    of_video: dict[str, list[str]] = {}
    for note in plain:
        if note.video is not None:
            of_video.setdefault(note.video.id, []).append(note.id)
    counts: Counter[str] = Counter()
    for note in plain:
        others = [id for id in of_video[note.video.id] if id != note.id] if note.video is not None else []
        for clock, echoes in plain.survey.echoes_of(note.id, note.video).items():
            for echo in echoes:
                if echo.similarity < SIMILAR:
                    continue
                counts["pairs"] += 1
                counts["as written"] += abs(clock.as_written - echo.clock.as_written) <= SAME
                here = maps[note.id].get(clock, (clock.as_written, True))
                there = next((maps[id][echo.clock] for id in others if echo.clock in maps[id]), None)
                if there is None or not (here[1] and there[1]):
                    counts["distrusted"] += 1
                else:
                    counts["repaired"] += abs(here[0] - there[0]) <= SAME
    pairs = counts["pairs"]
    print(f"\nsimilar claims of two notes: {pairs}; at the same time as written {share(counts['as written'], pairs)},")
    print(f"repaired {share(counts['repaired'], pairs - counts['distrusted'])}, distrusted {counts['distrusted']}")


def _seconds(note: Note) -> dict[ClockFields, tuple[int, bool]]:
    return {
        clock_fields(timestamp.as_written)[0]: (timestamp.start, timestamp.trusted)
        for timestamp in unresolved(note).timestamps
        if clock_fields(timestamp.as_written)
    }


def print_shifted(plain: Vault, repaired: Vault) -> None:
    """Against the lengths that other notes imply: 30 % beyond as hours, under 5 % as minutes."""
    meant = {note.id: _seconds(note) for note in repaired}
    counts: Counter[tuple[bool, bool]] = Counter()
    for note in plain:
        clocks = clocks_of(note)
        length = plain.survey.length_of(note.id, note.video)
        if length is None or not clocks:
            continue
        beyond = sum(clock.as_written > length.limit for clock in clocks) / len(clocks)
        still = sum(clock.as_minutes > length.limit for clock in clocks) / len(clocks)
        shifts = sum(
            meant[note.id].get(clock, (0, True))[0] == clock.as_minutes != clock.as_written for clock in clocks
        )
        counts[beyond >= 0.3 and still < 0.05, shifts >= 0.3 * len(clocks)] += 1
    found, missed, wrongly = counts[True, True], counts[True, False], counts[False, True]
    print(f"\nshifted by other notes' lengths: {found + missed} of {counts.total()} notes;")
    print(f"precision {share(found, found + wrongly)}, recall {share(found, found + missed)}")


def caption_lengths(folder: Path | None) -> dict[str, int]:
    lengths = {}
    for path in sorted(folder.rglob("*.srt")) if folder else ():
        ends = re.findall(r"--> (\d+):(\d+):(\d+)", path.read_text("utf-8"))
        if ends:
            lengths[path.name.split(".")[0]] = max(int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in ends)
    return lengths


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("notes", nargs="+", type=Path)
    arguments.add_argument("--captions", type=Path)
    given = arguments.parse_args()
    repaired = Vault(given.notes)
    plain = Vault(given.notes, options=ReadOptions(repair=False))
    print_corruptions(list(sound_notes(repaired, caption_lengths(given.captions))))
    print_agreement(plain, repaired)
    print_shifted(plain, repaired)


if __name__ == "__main__":
    main()
