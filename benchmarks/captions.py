"""Measures how well links are checked against captions. Usage: python benchmarks/captions.py NOTES CAPTIONS [ANSWERS].

NOTES is a folder of notes, CAPTIONS a folder of their captions, and ANSWERS a file of JSON lines that say where a
reader found a claim: {"claim_id": …, "at": [seconds, best first], "also": [seconds that a user would accept]}. For
other claims, the link as written counts as right.

Links are made wrong in several ways, and captions are made worse, as machines write them, and longer, as podcasts
are. Then the links are looked at again: how many open within 15 s of the right place, how many right ones were moved
away, and how many wrong ones were corrected. Finally the captions of other videos are given, with which nothing
should be moved.
"""

from __future__ import annotations

import json
import random
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from noteport.api import Vault
from noteport.captions.align import align
from noteport.captions.cues import make_cue
from noteport.captions.evidence import Spoken
from noteport.captions.names import id_key, is_captions, parse_name
from noteport.captions.reader import read_captions
from noteport.captions.statements import Finding, Statement
from noteport.captions.transcript import Transcript, make_transcript
from noteport.captions.verdicts import statements_of

CLOSE = 15
"""Seconds between a link and the place where a claim is said, for the link to be right."""
LINE = 3_000
"""Milliseconds of a line of automatic captions."""
MISHEARD = 0.06
"""Words that a machine leaves out or takes for others."""
PODCAST = 8
"""Other videos around a video, to make a long one."""
MANY = 200
"""Claims of the note by which the cost is measured."""

Seconds = list[int]
Corruption = Callable[[Seconds, random.Random], Seconds]


class Case(NamedTuple):
    """A note with captions."""

    video: str
    statements: list[Statement]
    right: list[list[int]]
    """For each claim, the seconds at which it is said."""
    is_read: list[bool]
    """Whether a reader found them."""


# --- what goes wrong ------------------------------------------------------------------------------------------------


def as_written(seconds: Seconds, _rng: random.Random) -> Seconds:
    return seconds


def an_hour_too_many(seconds: Seconds, rng: random.Random) -> Seconds:
    """``15:05`` → ``1:15:05``, from some place in the note on."""
    first = rng.randrange(max(1, len(seconds) // 2))
    return [second + 3600 * (place >= first) for place, second in enumerate(seconds)]


def minutes_as_hours(seconds: Seconds, _rng: random.Random) -> Seconds:
    return [second * 60 for second in seconds]


def digits_swapped(seconds: Seconds, rng: random.Random) -> Seconds:
    """``12:34`` → ``21:34`` or ``12:43``, three in ten."""

    def swapped(second: int) -> int:
        minutes, rest = divmod(second, 60)
        if rng.random() < 0.5:
            return (minutes % 10 * 10 + minutes // 10) * 60 + rest
        return minutes * 60 + rest % 10 * 10 + rest // 10

    return [swapped(second) if rng.random() < 0.3 else second for second in seconds]


def one_in_four_anywhere(seconds: Seconds, rng: random.Random) -> Seconds:
    last = max(seconds, default=0) + 1
    return [rng.randrange(last) if rng.random() < 0.25 else second for second in seconds]


def minutes_off(seconds: Seconds, rng: random.Random) -> Seconds:
    """Four in ten are 20 to 200 seconds off."""
    return [
        max(0, second + int(rng.choice((-1, 1)) * rng.uniform(20, 200))) if rng.random() < 0.4 else second
        for second in seconds
    ]


def shifted(seconds: Seconds, _rng: random.Random) -> Seconds:
    """As after a cut of the video."""
    return [second + 31 for second in seconds]


def shuffled(seconds: Seconds, rng: random.Random) -> Seconds:
    return rng.sample(seconds, len(seconds))


CORRUPTIONS: Sequence[Corruption] = (
    as_written,
    an_hour_too_many,
    minutes_as_hours,
    shifted,
    digits_swapped,
    one_in_four_anywhere,
    minutes_off,
    shuffled,
)


# --- captions -------------------------------------------------------------------------------------------------------


def as_machines_write(transcript: Transcript, rng: random.Random) -> Transcript:
    """Without case and full stops, in lines of three seconds, with some words wrong."""
    lines: list[tuple[int, list[str]]] = []
    for word, at in zip(transcript.words, transcript.times, strict=True):
        luck = rng.random()
        if luck < MISHEARD * 0.4:
            continue
        heard = rng.choice(transcript.words) if luck < MISHEARD else word
        if not lines or at - lines[-1][0] >= LINE:
            lines.append((at, []))
        lines[-1][1].append("".join(char for char in heard if char.isalnum() or char in "'’").lower())
    cues = [make_cue(at, at + LINE, [(at, " ".join(words))]) for at, words in lines]
    return make_transcript([cue for cue in cues if cue is not None])


def joined(transcripts: Sequence[Transcript]) -> tuple[Transcript, list[int]]:
    """Several videos as one, and the second at which each begins."""
    words: list[str] = []
    times: list[int] = []
    sentences: list[int] = []
    begins: list[int] = []
    for transcript in transcripts:
        begin = times[-1] // 1000 + 5 if times else 0
        begins.append(begin)
        sentences += [len(words) + sentence for sentence in transcript.sentences]
        words += transcript.words
        times += [begin * 1000 + at for at in transcript.times]
    return Transcript(words=words, times=times, sentences=sentences), begins


def shortened(transcript: Transcript, end: int) -> Transcript:
    """The first ``end`` milliseconds of a transcript."""
    count = bisect_left(transcript.times, end)
    return Transcript(
        words=transcript.words[:count],
        times=transcript.times[:count],
        sentences=[start for start in transcript.sentences if start < count],
    )


# --- figures --------------------------------------------------------------------------------------------------------


class Tally:
    """Counts links."""

    def __init__(self) -> None:
        self.links: Counter[bool] = Counter()
        self.read: Counter[bool] = Counter()
        self.moved_away: Counter[bool] = Counter()
        self.corrected: Counter[bool] = Counter()
        self.verdicts: Counter[str] = Counter()

    def count(self, case: Case, statements: Sequence[Statement], findings: Sequence[Finding], begin: int) -> None:
        for place, (statement, finding) in enumerate(zip(statements, findings, strict=True)):
            self.verdicts[finding.verdict] += 1
            opened = finding.second if finding.verdict == "moved" and finding.second is not None else statement.linked
            was, is_right = (
                any(abs(second - begin - said) <= CLOSE for said in case.right[place])
                for second in (statement.linked, opened)
            )
            self.links[is_right] += 1
            if case.is_read[place]:
                self.read[is_right] += 1
            if was:
                self.moved_away[not is_right] += 1
            else:
                self.corrected[is_right] += 1

    def line(self) -> str:
        shares = (share(counts) for counts in (self.read, self.links, self.moved_away, self.corrected))
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(self.verdicts.items()))
        return "  ".join([*shares, verdicts])


def share(counts: Counter[bool]) -> str:
    return f"{100 * counts[True] / counts.total():7.1f} %" if counts.total() else "        –"


def measure(
    cases: Sequence[Case], transcripts: dict[str, Transcript], corrupt: Corruption, around: int, *, wrong: bool = False
) -> Tally:
    """Align all notes once.

    Args:
        cases: the notes.
        transcripts: of all videos.
        corrupt: what is done to the links before.
        around: how many other videos are joined with a note's.
        wrong: leave out the note's own video.
    """
    rng = random.Random(3)
    tally = Tally()
    for case in cases:
        others = rng.sample(sorted(set(transcripts) - {case.video}), max(around, wrong))
        half = len(others) // 2
        videos = others if wrong else [*others[:half], case.video, *others[half:]]
        transcript, begins = joined([transcripts[video] for video in videos])
        begin = 0 if wrong else begins[half]
        seconds = corrupt([statement.linked + begin for statement in case.statements], rng)
        statements = [
            Statement(statement.text, second, second)
            for statement, second in zip(case.statements, seconds, strict=True)
        ]
        tally.count(case, statements, align(statements, Spoken(transcript)).findings, begin)
    return tally


def measure_cost(cases: Sequence[Case], transcripts: dict[str, Transcript]) -> str:
    """CPU of a note with very many claims about a video of three hours."""
    chosen = sorted(cases, key=lambda case: -len(case.statements))[:5]
    names = [case.video for case in chosen]
    names += [video for video in sorted(transcripts) if video not in names]
    transcript, begins = joined([transcripts[name] for name in names])
    transcript = shortened(transcript, 3 * 3_600_000)
    statements = [
        Statement(statement.text, statement.linked + begin, statement.written + begin)
        for case, begin in zip(chosen, begins, strict=False)
        for statement in case.statements
    ][:MANY]
    costs = []
    for _ in range(5):
        start = time.process_time()
        spoken = Spoken(transcript)
        middle = time.process_time()
        align(statements, spoken)
        costs.append((time.process_time() - middle, middle - start))
    aligning, preparing = min(costs)
    return (
        f"{len(statements)} claims, {len(transcript.words):,} words in {transcript.times[-1] / 3.6e6:.1f} h:"
        f" {1000 * aligning:.0f} ms, and {1000 * preparing:.0f} ms once for the video"
    )


# --- what is given --------------------------------------------------------------------------------------------------


def read_transcripts(folder: Path) -> dict[str, Transcript]:
    """By the key of the video's id."""
    found: dict[str, Transcript] = {}
    for path in sorted(folder.rglob("*")):
        if is_captions(path):
            transcript = read_captions(path.read_bytes()).transcript
            found |= dict.fromkeys((key for key in parse_name(path).keys if key.startswith("=")), transcript)
    return found


def read_cases(notes: Path, transcripts: dict[str, Transcript], answers: Path | None) -> list[Case]:
    """The notes of which captions are there."""
    lines = answers.read_text(encoding="utf-8").splitlines() if answers else []
    found = {line["claim_id"]: [*line["at"], *line["also"]] for line in map(json.loads, lines)}
    cases = []
    for note in Vault([notes], captions=False):
        key = id_key(note.video.id) if note.video else ""
        if key in transcripts:
            claims = [claim for claim in note.claims() if claim.start is not None and claim.start.video is None]
            statements = statements_of(note)
            right = [found.get(claim.id, [one.linked]) for claim, one in zip(claims, statements, strict=True)]
            cases.append(Case(key, statements, right, [claim.id in found for claim in claims]))
    return cases


def main() -> None:
    notes, captions, *answers = map(Path, sys.argv[1:])
    transcripts = read_transcripts(captions)
    cases = read_cases(notes, transcripts, answers[0] if answers else None)
    used = {case.video: transcripts[case.video] for case in cases}
    rng = random.Random(5)
    automatic = {video: as_machines_write(transcript, rng) for video, transcript in used.items()}
    claims = sum(len(case.statements) for case in cases)
    print(f"{len(cases)} notes, {claims} claims, {sum(map(sum, (case.is_read for case in cases)))} read\n")
    print(f"{'links within 15 s of where they should be':42}     read        all  moved away   corrected")
    for name, given, around in (
        ("captions as they are", used, 0),
        ("automatic captions", automatic, 0),
        ("podcasts", automatic, PODCAST),
    ):
        print(name)
        for corrupt in CORRUPTIONS:
            print(f"  {corrupt.__name__:40}{measure(cases, given, corrupt, around).line()}", flush=True)
    print("captions of other videos")
    for around in (1, PODCAST):
        verdicts = measure(cases, used, as_written, around, wrong=True).verdicts
        print(f"  {f'{around} other videos':40}{verdicts['moved']} of {verdicts.total()} moved")
    print(f"\ncost\n  {measure_cost(cases, used)}")


if __name__ == "__main__":
    main()
