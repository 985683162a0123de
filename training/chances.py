"""Learns the chance that a reader keeps a card, from cards that readers graded.

    python training/chances.py graded corpus training/grades.jsonl > src/noteport/cards/chances.json

``graded/cards.jsonl`` has a claim of the corpus on each line: its id, what could be asked of it with a grade (2 and 3
are usable), and what the grader would ask. ``grades.jsonl`` has later grades of the same kind, by place only (see
``grades.py``). The corpus is a folder of notes for each channel. The same files and the same program
give the same weights. How well cards of a channel are told by those of all others is printed to stderr: of the claims
in ``graded``, which were drawn at random. Needs numpy.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from noteport.api import Claim, Vault, count_words
from noteport.cards.asked import ask_for_gap
from noteport.cards.basic import term_asked
from noteport.cards.candidates import KINDS
from noteport.cards.card import BAR
from noteport.cards.chances import ANSWER, CLAIM, FRONT, HEADING, NOTE
from noteport.cards.clean import why_skipped
from noteport.cards.english.word_table import DIMENSIONS
from noteport.cards.make import candidates_in
from noteport.cards.note_context import NoteContext, WordInNotes
from noteport.cards.sentence import read_sentence
from noteport.cards.weighing import Evidence, Weighing

Array = np.ndarray[Any, Any]

_USABLE = 2
"""The grade from which on a card is usable."""
_LEARNED_AS = (0.03, 0.15, 0.57, 0.95)
"""What is learned for each grade: the share of such cards that seven stricter readers kept, of 1,818 cards."""
_STRENGTH = 0.5
"""Of the penalty on squared weights: 1 / C of other programs."""
_CLOSE = 1e-5
"""The change of a weight from which on it is found."""
_UNGRADED = 0.8
"""What cards count that nobody graded: graders would ask something else. Those that share words with a usable answer
count nothing."""
_FEWEST = 30
"""Cards that a feature must be true of to get a weight."""
_ELSEWHERE_KINDER = 0.27
"""What is added to all odds. Graders of 20 other channels kept more cards of the same kind: of the best by an earlier
score, at 10, 20, 30, 38 and 45 % of the claims, 72, 65, 61, 58 and 56 % instead of 65, 58, 56, 52 and 49 %."""
_COVERAGES = (0.1, 0.2, 0.3, 0.38, 0.45, 0.6)
_NEEDS_NO_ENGLISH = (
    "its place",
    "its form",
    "its length",
    "the claim's form",
    "under a lead-in",
    "in an introduced list",
    FRONT,
)
"""How the names of features begin that cards in other languages have, besides the kinds."""


_WHOSE = (ANSWER, CLAIM, HEADING, NOTE)


class Grades(NamedTuple):
    """How the cards of one claim were graded."""

    number: int
    """Of the claim among all graded ones."""
    at_random: bool
    """Whether the claim was drawn at random, and not for its cards."""
    places: dict[tuple[int, int], int]
    """The grade of each answer by its place; of the lead-in by -1 to -1."""
    answers: dict[str, int]
    """The same by answers, folded."""
    best: set[str]
    """What graders would ask for, folded."""


class Example(NamedTuple):
    """A card that could be made, and whether readers keep it."""

    claim: int
    """The number of its claim among all graded ones."""
    at_random: bool
    channel: str
    features: Mapping[str, float]
    vectors: Sequence[Array]
    """The mean vectors of words, in the order of ``_WHOSE``."""
    kept: bool
    learned_as: float
    """How good it is, from 0 to 1."""
    weight: float
    """How much it counts: 1 if it was graded."""
    skipped: bool
    """Whether cards are made of its claim only if all are asked for."""
    english: bool


# --- examples -------------------------------------------------------------------------------------------------------


def examples(
    graded: Sequence[Mapping[str, Any]], later: Sequence[Mapping[str, Any]], corpus: Path
) -> Iterator[Example]:
    """Every card that can be made of a graded claim."""
    at_first = {line["claim"]: line for line in graded}
    afterwards = {line["claim"]: line for line in later}
    numbers = {claim: number for number, claim in enumerate(at_first | afterwards)}
    for channel in sorted({claim.partition("/")[0] for claim in numbers}):
        notes = list(Vault([corpus / channel]))
        words = count_words(notes)
        for note in notes:
            facts = NoteContext(note, words)
            of_note = _mean(facts.words_of_note())
            for claim in note.claims():
                if claim.id in numbers:
                    grades = _grades(claim, numbers[claim.id], at_first.get(claim.id), afterwards.get(claim.id))
                    yield from _of_claim(claim, facts, of_note, channel, grades)


def _grades(
    claim: Claim, number: int, at_first: Mapping[str, Any] | None, afterwards: Mapping[str, Any] | None
) -> Grades:
    """The grades of a claim; later ones replace earlier ones."""
    grades = Grades(number, at_first is not None, {}, {}, set())
    if at_first is not None:
        grades.places.update({(card["start"], card["end"]): card["tier"] for card in at_first["cards"]})
        grades.answers.update({folded(card["answer"]): card["tier"] for card in at_first["cards"]})
        grades.best.update(folded(best) for best in (at_first["best"],) if best)
    if afterwards is not None:
        for start, end, tier in afterwards["cards"]:
            answer = folded((claim.term or "") if start < 0 else claim.text[start:end])
            grades.places[start, end] = grades.answers[answer] = tier
        if "best" in afterwards:
            grades.best.add(folded(claim.text[slice(*afterwards["best"])]))
    return grades


def _of_claim(claim: Claim, facts: NoteContext, of_note: Array, channel: str, grades: Grades) -> Iterator[Example]:
    sentence = read_sentence(claim, facts)
    skipped = why_skipped(sentence)
    weighing = Weighing(sentence, skipped)
    around = (
        _mean(weighing.claim.words),
        _mean(facts.words_of_heading(claim.section[-1]) if claim.section else ()),
        of_note,
    )
    usable = [*grades.best, *(answer for answer, tier in grades.answers.items() if tier >= _USABLE)]

    def example(answer: str, place: tuple[int, int], evidence: Evidence, front: Sequence[str]) -> Example:
        graded = grades.places.get(place, grades.answers.get(folded(answer)))
        is_best = folded(answer) in grades.best
        tier = max(graded or 0, _USABLE if is_best else 0)
        return Example(
            claim=grades.number,
            at_random=grades.at_random,
            channel=channel,
            features=dict(
                (*weighing.claim.said.features, *evidence.said.features, *((FRONT + sign, 1.0) for sign in front))
            ),
            vectors=(_mean(evidence.words), *around),
            kept=tier >= _USABLE,
            learned_as=_LEARNED_AS[tier],
            weight=1.0 if is_best or graded is not None else 0.0 if _is_near(answer, usable) else _UNGRADED,
            skipped=skipped is not None,
            english=sentence.english,
        )

    for candidate in candidates_in(sentence):
        asked = ask_for_gap(sentence, candidate)
        if asked is not None:
            yield example(asked.answer, candidate[:2], weighing.gap(candidate), asked.signs)
    term = term_asked(weighing)
    if term is not None:
        yield example(term.answer, (-1, -1), term.evidence, term.leaks)


def folded(answer: str) -> str:
    """An answer without case, punctuation and its article, in which two ways of writing it may differ."""
    return re.sub(r"^(?:an?|the) ", "", re.sub(r"[^\w]+", " ", answer.casefold()).strip())


def _is_near(answer: str, usable: Sequence[str]) -> bool:
    """Whether an answer has at least half of its words in common with a usable one."""
    said = set(folded(answer).split())
    return any(2 * len(said & other) >= len(said | other) for other in (set(each.split()) for each in usable))


def _mean(words: Iterable[WordInNotes]) -> Array:
    vectors = [word.known.vector for word in words if word.known is not None]
    return np.mean(vectors, axis=0) if vectors else np.zeros(DIMENSIONS)


# --- learning -------------------------------------------------------------------------------------------------------


def matrix(found: Sequence[Example], names: Sequence[str], *, words: bool) -> Array:
    """A row for each example: its features in the order of their names, its vectors, 1."""
    places = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(found), len(names)))
    for row, example in zip(rows, found, strict=True):
        for name, value in example.features.items():
            if name in places:
                row[places[name]] = value
    vectors = [np.array([np.concatenate(e.vectors) for e in found])] if words else []
    return np.hstack([rows, *vectors, np.ones((len(found), 1))])


def names_of(found: Sequence[Example]) -> list[str]:
    """The names of the features that are not too rare, in order."""
    counts = Counter(name for example in found for name, value in example.features.items() if value)
    return sorted(name for name, count in counts.items() if count >= _FEWEST)


class Fitted(NamedTuple):
    """Weights, and how the slope of the loss changes around them."""

    weights: Array
    bend: Array


def fit(rows: Array, kept: Array, counts: Array, near: Fitted | None = None) -> Fitted:
    """A logistic regression with a penalty on squares, by Newton's method.

    Args:
        rows: the examples.
        kept: how good they are, from 0 to 1.
        counts: how much each of them counts.
        near: weights that are not far off, and their bend for these examples, which saves most of the time.
    """
    rows, kept, counts = rows[counts > 0], kept[counts > 0], counts[counts > 0]
    penalty = np.full(rows.shape[1], _STRENGTH)
    penalty[-1] = 0
    weights = np.zeros(rows.shape[1]) if near is None else near.weights
    bend = np.diag(penalty) if near is None else near.bend
    for _ in range(40):
        chances = sigmoid(rows @ weights)
        slope = rows.T @ (counts * (chances - kept)) + penalty * weights
        if near is None:
            bend = _bend(rows, chances, counts) + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < _CLOSE:
            break
    return Fitted(weights, bend)


def _bend(rows: Array, chances: Array, counts: Array) -> Array:
    rough = rows.astype(np.float32)  # enough to tell how far to go
    bend: Array = (rough * (counts * chances * (1 - chances))[:, None].astype(np.float32)).T @ rough
    return bend.astype(float)


def sigmoid(odds: Array) -> Array:
    """Logarithms of odds as chances."""
    return 1 / (1 + np.exp(-odds))


class Calibration(NamedTuple):
    """How the odds of the best card of a claim are told by those that were learned of all cards."""

    slope: float
    shift: float


def calibrate(odds: Array, kept: Array) -> Calibration:
    """Platt's: a logistic regression over the odds."""
    rows = np.stack([odds, np.ones(len(odds))], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(20):
        chances = sigmoid(rows @ weights)
        bend = (rows * (chances * (1 - chances))[:, None]).T @ rows
        weights -= np.linalg.solve(bend, rows.T @ (chances - kept))
    return Calibration(*map(float, weights))


# --- cross-validation -----------------------------------------------------------------------------------------------


def held_out(rows: Array, kept: Array, counts: Array, channels: Array, of_all: Fitted) -> Array:
    """The odds of each example, as told by the examples of all other channels; ``of_all`` is what all of them teach."""
    odds = np.zeros(len(kept))
    for channel in sorted(set(channels)):
        own, others = channels == channel, channels != channel
        bend = of_all.bend - _bend(rows[own], sigmoid(rows[own] @ of_all.weights), counts[own])
        near = Fitted(of_all.weights, bend)
        odds[own] = rows[own] @ fit(rows[others], kept[others], counts[others], near).weights
    return odds


def best_of_claims(odds: Array, claims: Array, usable: Array) -> Array:
    """The numbers of the examples that have the highest odds of their claims, those with the highest first."""
    best: dict[int, int] = {}
    for number in np.flatnonzero(usable):
        claim = int(claims[number])
        if claim not in best or odds[number] > odds[best[claim]]:
            best[claim] = int(number)
    return np.array(sorted(best.values(), key=lambda number: (-odds[number], number)))


def area(odds: Array, kept: Array) -> float:
    """The area under the ROC curve: how often a kept card has higher odds than one that is not kept."""
    ranks = np.empty(len(odds))
    ranks[np.argsort(odds, kind="stable")] = np.arange(1, len(odds) + 1)
    positive = kept.sum()
    return float((ranks[kept].sum() - positive * (positive + 1) / 2) / (positive * (len(kept) - positive)))


def measure(
    found: Sequence[Example], rows: Array, of_all: Fitted, claims: int
) -> tuple[Calibration, dict[str, object]]:
    """The calibration, and how good cards of a channel are that are chosen by what others taught.

    Args:
        found: the examples.
        rows: their features.
        of_all: what all of them teach.
        claims: the number of claims that were drawn at random.
    """
    kept, counts = np.array([e.kept for e in found]), np.array([e.weight for e in found])
    at_random, known = np.array([e.at_random for e in found]), counts == 1
    channels, numbers = np.array([e.channel for e in found]), np.array([e.claim for e in found])
    odds = held_out(rows, np.array([e.learned_as for e in found]), counts, channels, of_all)
    best = best_of_claims(odds, numbers, ~np.array([e.skipped for e in found]))
    shown = best[at_random[best]]
    shown_chances = np.zeros(len(shown))
    for channel in sorted(set(channels)):
        others = shown[(channels[shown] != channel) & known[shown]]
        slope, shift = calibrate(odds[others], kept[others].astype(float))
        own = channels[shown] == channel
        shown_chances[own] = sigmoid(slope * odds[shown][own] + shift)
    made = sigmoid(np.log(shown_chances / (1 - shown_chances)) + _ELSEWHERE_KINDER) >= BAR
    order = shown[np.argsort(-shown_chances, kind="stable")]
    tops = {f"{share:.0%}": order[: int(claims * share)] for share in _COVERAGES}
    result = {
        "area under the curve": round(area(odds[known & at_random], kept[known & at_random]), 3),
        "usable at": {share: round(float(kept[top].mean()), 3) for share, top in tops.items()},
        "usable of graded cards at": {
            share: round(float(kept[top][known[top]].mean()), 3) for share, top in tops.items()
        },
        "claims with a card": round(int(made.sum()) / claims, 3),
        "usable cards": round(float(kept[shown][made].mean()), 3),
        "cards without a grade": round(float(1 - known[shown][made].mean()), 3),
        "chance: graded cards, chance on average, kept": {
            f"{low / 10:.1f}": [
                int(some.sum()),
                round(float(shown_chances[some].mean()), 2),
                round(float(kept[shown][some].mean()), 2),
            ]
            for low in range(10)
            if (some := known[shown] & (shown_chances >= low / 10) & (shown_chances < low / 10 + 0.1)).sum() >= 20
        },
    }
    graded = shown[known[shown]]
    return calibrate(odds[graded], kept[graded].astype(float)), result


def learn(found: Sequence[Example], names: Sequence[str], claims: int, *, words: bool) -> tuple[dict[str, object], Any]:
    """The weights as they are written, and how well they do."""
    rows = matrix(found, names, words=words)
    of_all = fit(rows, np.array([e.learned_as for e in found]), np.array([e.weight for e in found]))
    calibration, result = measure(found, rows, of_all, claims)
    weights = of_all.weights * calibration.slope
    rounded = [round(float(weight), 3) for weight in weights]
    written: dict[str, object] = {
        "bias": round(rounded[-1] + calibration.shift + _ELSEWHERE_KINDER, 3),
        "features": {name: weight for name, weight in zip(names, rounded, strict=False) if weight},
    }
    if words:
        starts = range(len(names), len(rounded) - 1, DIMENSIONS)
        written["words"] = {
            whose: rounded[start : start + DIMENSIONS] for whose, start in zip(_WHOSE, starts, strict=True)
        }
    return written, result


def main() -> None:
    """See the module."""
    graded_folder, corpus, later_grades = map(Path, sys.argv[1:])
    data, later_data = (graded_folder / "cards.jsonl").read_bytes(), later_grades.read_bytes()
    graded, later = ([json.loads(line) for line in some.splitlines()] for some in (data, later_data))
    found = list(examples(graded, later, corpus))
    names = names_of(found)
    by_channel: dict[str, set[int]] = defaultdict(set)
    for example in found:
        by_channel[example.channel].add(example.claim)
    elsewhere = [name for name in names if name.startswith(_NEEDS_NO_ENGLISH) or name in {*KINDS, "lead-in"}]
    english, result = learn([e for e in found if e.english], names, len(graded), words=True)
    others, of_others = learn(found, elsewhere, len(graded), words=False)
    print(json.dumps({"english": result, "other languages": of_others}, indent=1), file=sys.stderr)
    written = {
        "made_by": "training/chances.py",
        "learned_from": {
            "data sets": "graded/cards.jsonl, training/grades.jsonl",
            "sha256": hashlib.sha256(data + later_data).hexdigest(),
            "channels": len(by_channel),
            "claims": sum(map(len, by_channel.values())),
            "graded cards": sum(example.weight == 1 for example in found),
            "kept cards": sum(example.kept for example in found),
        },
        "cross_validation": result,
        "english": english,
        "other_languages": others,
    }
    print(json.dumps(written, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
