"""Every claim gets the second that says it, or stays where it is; nothing is moved without clear evidence."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.captions.align import align
from noteport.captions.cues import make_cue
from noteport.captions.evidence import Spoken
from noteport.captions.reader import read_captions
from noteport.captions.statements import Alignment, Statement
from noteport.captions.stems import stems
from noteport.captions.transcript import make_transcript

from .talk import CLAIMS, END, OTHER_CLAIMS, TALK, as_automatic_vtt, as_srt

RIGHT = [second for second, _ in CLAIMS]
TEXTS = [text for _, text in CLAIMS]
AUTOMATIC = Spoken(read_captions(as_automatic_vtt().encode()).transcript)


@pytest.fixture(params=[as_srt, as_automatic_vtt], ids=["by-a-person", "automatic"])
def spoken(request: pytest.FixtureRequest) -> Spoken:
    return Spoken(read_captions(request.param().encode()).transcript)


def aligned(spoken: Spoken, seconds: list[int], texts: list[str] = TEXTS) -> Alignment:
    statements = [Statement(text, second, second) for text, second in zip(texts, seconds, strict=True)]
    return align(statements, spoken)


def opened(alignment: Alignment, seconds: list[int]) -> list[int]:
    """Where the links open."""
    return [
        finding.second if finding.verdict == "moved" and finding.second is not None else second
        for finding, second in zip(alignment.findings, seconds, strict=True)
    ]


def test_links_that_are_right_are_confirmed(spoken: Spoken) -> None:
    alignment = aligned(spoken, RIGHT)

    assert [finding.verdict for finding in alignment.findings] == ["confirmed"] * len(RIGHT)


@pytest.mark.parametrize(
    "corrupt",
    [
        pytest.param(lambda seconds: [second + 3600 for second in seconds], id="an-hour-too-many"),
        pytest.param(
            lambda seconds: [second + 3600 * (index > 5) for index, second in enumerate(seconds)], id="an-hour-later-on"
        ),
        pytest.param(lambda seconds: [second * 60 for second in seconds], id="minutes-as-hours"),
        pytest.param(
            lambda seconds: [second + 90 * (index % 4 == 1) for index, second in enumerate(seconds)], id="some-off"
        ),
    ],
)
def test_links_that_are_wrong_are_moved_to_where_the_sentence_begins(spoken: Spoken, corrupt) -> None:  # type: ignore[no-untyped-def]  # a lambda
    wrong = corrupt(RIGHT)

    found = opened(aligned(spoken, wrong), wrong)

    assert [abs(second - right) <= 8 for second, right in zip(found, RIGHT, strict=True)] == [True] * 12


def test_claims_whose_times_are_all_mixed_up_are_mostly_moved_right(spoken: Spoken) -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(RIGHT, len(RIGHT))
        found = opened(aligned(spoken, mixed), mixed)
        assert sum(abs(second - right) <= 15 for second, right in zip(found, RIGHT, strict=True)) >= 9


def test_a_claim_that_nobody_says_is_unsupported_and_its_link_stays(spoken: Spoken) -> None:
    texts = [*TEXTS[:6], OTHER_CLAIMS[0], *TEXTS[6:]]
    seconds = [*RIGHT[:6], 120, *RIGHT[6:]]

    alignment = aligned(spoken, seconds, texts)

    assert alignment.findings[6].verdict == "unsupported"
    assert [f.verdict for f in alignment.findings].count("confirmed") == 12


def test_a_note_about_another_video_is_told_and_nothing_of_it_is_moved(spoken: Spoken) -> None:
    alignment = aligned(spoken, RIGHT[:8], list(OTHER_CLAIMS))

    assert alignment.mismatch
    assert {finding.verdict for finding in alignment.findings} == {"unsupported"}


def test_a_lone_claim_is_moved_only_if_most_of_it_is_said(spoken: Spoken) -> None:
    said = aligned(spoken, [10], ["The stop signal is a short beep delivered with a butt of the head."])
    hinted = aligned(spoken, [10], ["Alarm signals in insect societies often inhibit a rival group."])

    assert said.findings[0].verdict == "moved"
    assert hinted.findings[0].verdict == "unsupported"


def test_captions_in_another_language_leave_claims_unchecked(spoken: Spoken) -> None:
    texts = [
        "Die Königin verlässt den Stock mit etwa zehntausend Arbeiterinnen, und sie lassen sich auf einem Ast nieder.",
        "Eine Kundschafterin misst einen hohlen Baum aus, indem sie im Dunkeln darin umherläuft.",
        "Der Winkel des Tanzes ist der Winkel zwischen der Sonne und der Richtung des Fluges.",
        "Jede Tänzerin verliert allmählich das Interesse, was immer sie gefunden hat.",
        "Das Haltesignal ist ein kurzer Piepton, der mit einem Kopfstoß übergeben wird.",
        "Eine Entscheidung fällt am Kasten, sobald sich dort etwa zwanzig Kundschafterinnen treffen.",
        "Die Flugmuskeln brauchen fünfunddreißig Grad, bevor der Schwarm abheben kann.",
        "Die Unterstützung soll nachlassen, solange niemand sie von neuem prüft und erneuert.",
    ]

    alignment = aligned(spoken, RIGHT[:8], texts)

    assert not alignment.mismatch
    assert {finding.verdict for finding in alignment.findings} == {"unchecked"}


def test_captions_that_hardly_say_anything_leave_claims_unchecked() -> None:
    music = Spoken(read_captions(b"00:00:01,000 --> 00:00:09,000\nla la la\n").transcript)

    assert {finding.verdict for finding in aligned(music, RIGHT).findings} == {"unchecked"}


def test_what_the_teaser_of_a_podcast_says_is_looked_for_later() -> None:
    teaser = [sentence for second, sentence in TALK if second in (140, 164, 204)]
    small_talk = [f"number{at} wanders past gate{at} and counts cloud{at} over hill{at}." for at in range(300)]
    sentences = [*teaser, *small_talk[:40], *(text for _, text in TALK), *small_talk[40:]]
    cues = [make_cue(8_000 * at, 8_000 * at + 7_900, [(8_000 * at, text)]) for at, text in enumerate(sentences)]
    podcast = Spoken(make_transcript(cue for cue in cues if cue is not None))
    claims = [CLAIMS[place] for place in (6, 8, 0, 1, 2)]
    right = [8 * (len(teaser) + 40 + [start for start, _ in TALK].index(second)) for second, _ in claims]

    alignment = aligned(podcast, [2200, 2300, 2210, 2400, 2350], [text for _, text in claims])

    found = [finding.second or 0 for finding in alignment.findings]
    assert [abs(second - said) <= 8 for second, said in zip(found, right, strict=True)] == [True] * 5


TEXT = st.text(st.sampled_from("abc dance quorum 12 é日."), max_size=40) | st.sampled_from([*TEXTS, *OTHER_CLAIMS])


@given(st.lists(st.tuples(TEXT, st.integers(0, 99_999_999), st.integers(0, 99_999_999)), max_size=12))
def test_any_claims_get_findings_inside_the_video(claims: list[tuple[str, int, int]]) -> None:
    alignment = align([Statement(*claim) for claim in claims], AUTOMATIC)

    assert len(alignment.findings) == len(claims)
    assert all(f.second is None or 0 <= f.second <= END for f in alignment.findings)
    assert all((f.second is not None) == (f.verdict in {"confirmed", "moved"}) for f in alignment.findings)


def test_a_note_without_claims_has_no_findings(spoken: Spoken) -> None:
    assert align([], spoken) == Alignment(())


def test_claims_without_a_word_cost_nothing(spoken: Spoken) -> None:
    texts = ["–", "", "🐝 …"]

    assert {f.verdict for f in aligned(spoken, [1, 99_999_999, 0], texts).findings} == {"unsupported"}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Proteins'", ("protei",)),
        ("don’t", ("don",)),
        ("l’eau", ("eau",)),
        ("Café—Zürich", ("cafe", "zurich")),
        ("1,000", ("1000",)),
        ("3.14", ("3.14",)),
        ("ten", ("10",)),
        ("हिन्दी", ("हिन्दी",)),
        ("日本語", ("日本", "本語")),
        ("語", ("語",)),
        ("–", ()),
    ],
)
def test_words_are_compared_without_case_accents_and_endings(word: str, found: tuple[str, ...]) -> None:
    assert stems(word) == found


@pytest.mark.parametrize("text", ["Bees", "The scout", "It dances."])
def test_a_word_or_two_alone_are_not_moved(spoken: Spoken, text: str) -> None:
    for second in (0, 3600, 10**6):
        assert opened(aligned(spoken, [second], [text]), [second]) == [second]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_claims_stay_where_they_are_right_and_are_moved_where_they_are_wrong(spoken: Spoken, count: int) -> None:
    for first in range(len(CLAIMS) - count + 1):
        seconds, texts = RIGHT[first : first + count], TEXTS[first : first + count]
        wrong = [second + 3600 for second in seconds]
        found = opened(aligned(spoken, wrong, texts), wrong)

        assert opened(aligned(spoken, seconds, texts), seconds) == seconds
        assert all(
            abs(second - right) <= 15 or second == given
            for second, right, given in zip(found, seconds, wrong, strict=True)
        )
