"""Captions are read as download tools and browsers write them, and whatever else is in a file costs no traceback."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.captions.cues import LATEST
from noteport.captions.reader import Captions, read_captions

from .talk import as_automatic_vtt, as_srt, spans

VTT = """WEBVTT
Kind: captions
Language: en-GB

STYLE
::cue { color: lime }

NOTE nobody says this

intro
00:01.000 --> 00:04.000 position:10%,line-left align:left
<v Ada>Sleep <i>washes</i> the brain.

01:00:05.500 --> 01:00:08.000
[Music]
&gt;&gt; Fish &amp; chips&nbsp;sleep, too.
"""

SRT = """1
00:00:01,000 --> 00:00:04,000
{\\an8}<font color="#fff">ADA: Sleep washes</font>

the brain.

2
00:00:05,5 --> 00:00:08,000
- 42
(laughs)
"""

JSON3 = {
    "wireMagic": "pb3",
    "pens": [{}],
    "events": [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 1000, "dDurationMs": 3000, "segs": [{"utf8": "sleep"}, {"utf8": " washes", "tOffsetMs": 400}]},
        {"tStartMs": 2500, "dDurationMs": 1000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 2500, "dDurationMs": 3000, "segs": [{"utf8": "the"}, {"utf8": " brain", "tOffsetMs": 300}]},
    ],
}

TTML = """<?xml version="1.0" encoding="utf-8"?>
<tt xml:lang="en" xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    ttp:frameRate="25" ttp:tickRate="1000"><head><metadata><title>not said</title></metadata></head>
<body><div>
<p begin="00:00:01.000" end="00:00:04.000" style="s2">Sleep washes<br/>the <span begin="1s">brain.</span></p>
<p begin="00:00:05:10" dur="2s">Fish sleep.</p>
<p begin="90000t" end="92s">Bees, too.</p>
</div></body></tt>"""

SRV3 = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<head><pen id="1" fc="#E5E5E5"/></head><body><w t="0" id="1"/>
<p t="1000" d="3000" w="1"><s ac="255">sleep</s><s t="400" ac="255"> washes</s></p>
<p t="2500" d="1000" w="1" a="1">
</p>
<p t="2500" d="3000" w="1"><s>the</s><s t="300"> brain</s></p>
</body></timedtext>"""

SRV2 = '<timedtext><text t="1000" d="3000">sleep washes</text><text t="4000">the brain</text></timedtext>'
SRV1 = '<transcript><text start="1.5" dur="3.0">it&amp;#39;s asleep</text><text start="5">the brain</text></transcript>'


def said(text: str | bytes) -> list[tuple[str, int]]:
    transcript = read_captions(text if isinstance(text, bytes) else text.encode()).transcript
    return list(zip(transcript.words, transcript.times, strict=True))


def words(text: str | bytes) -> str:
    return " ".join(word for word, _ in said(text))


def test_webvtt_is_read_without_its_styles_notes_names_and_remarks() -> None:
    captions = read_captions(VTT.encode())

    assert " ".join(captions.transcript.words) == "Sleep washes the brain. Fish & chips sleep, too.".replace(" &", "")
    assert captions.transcript.times[0] == 1000
    assert captions.transcript.times[4] == 3605500
    assert captions.language == "en-GB"
    assert not captions.automatic


def test_subrip_is_read_with_empty_lines_in_a_cue_and_without_its_codes() -> None:
    assert words(SRT) == "Sleep washes the brain. 42"
    assert said(SRT)[-1] == ("42", 5500)


@pytest.mark.parametrize("text", [json.dumps(JSON3), SRV3], ids=["json3", "srv3"])
def test_youtubes_own_formats_give_every_word_its_time(text: str) -> None:
    assert said(text) == [("sleep", 1000), ("washes", 1400), ("the", 2500), ("brain", 2800)]
    assert read_captions(text.encode()).automatic


def test_ttml_is_read_with_its_clocks_frames_ticks_and_nested_times() -> None:
    captions = read_captions(TTML.encode())

    assert " ".join(captions.transcript.words) == "Sleep washes the brain. Fish sleep. Bees, too."
    assert [captions.transcript.times[index] for index in (0, 3, 4, 6)] == [1000, 2000, 5400, 90000]
    assert captions.language == "en"


def test_srv1_and_srv2_are_read_and_entities_of_entities_too() -> None:
    assert said(SRV2) == [("sleep", 1000), ("washes", 1923), ("the", 4000), ("brain", 4000)]
    assert words(SRV1) == "it's asleep the brain"


def test_automatic_captions_say_each_line_once() -> None:
    captions = read_captions(as_automatic_vtt().encode())

    spoken = " ".join(text for _, _, text in spans())
    assert " ".join(captions.transcript.words) == "".join(c for c in spoken.lower() if c not in ".,:;?")
    assert captions.automatic
    assert len(captions.transcript.sentences) > 20


def test_captions_that_grow_word_by_word_say_each_word_once() -> None:
    grown = "".join(
        f"00:00:0{number},000 --> 00:00:0{number + 1},000\n{text}\n\n"
        for number, text in enumerate(["sleep washes", "sleep washes the", "sleep washes the brain", "every night"])
    )

    assert words(grown) == "sleep washes the brain every night"


def test_a_sentence_that_is_said_again_later_is_kept() -> None:
    again = "00:01.000 --> 00:02.000\nno, never again\n\n01:01.000 --> 01:02.000\nno, never again\n"

    assert words("WEBVTT\n\n" + again) == "no, never again no, never again"


def test_cues_are_put_in_order_and_may_overlap() -> None:
    text = "00:05,000 --> 00:09,000\nthird fourth\n\n00:01,000 --> 00:06,000\nfirst second\n"

    assert said(text) == [("first", 1000), ("second", 1923), ("third", 5000), ("fourth", 5923)]


def test_sentences_begin_behind_full_stops() -> None:
    transcript = read_captions(as_srt().encode()).transcript

    assert [transcript.times[start] // 1000 for start in transcript.sentences] == sorted(
        [start for start, _, _ in spans()] + [277]
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_encoding_and_line_end_is_read(encoding: str) -> None:
    text = "1\r\n00:00:01,000 --> 00:00:04,000\r\nCafé “Zürich”\r\n"

    assert words(text.encode(encoding)) == "Café “Zürich”"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEBVTT\n",
        "nothing here",
        "{}",
        '{"events": 3}',
        '{"events": [{"segs": [{"utf8": 1}]}]}',
        "[" * 100_000,
        '{"events": ' + "[" * 100_000,
        "<tt><p begin='1s'>unclosed",
        "<a>" * 1000,
        "00:00:01,000 --> 00:00:02,000\n[Music]\n",
        "99999:00:00,000 --> 99999:00:01,000\ntoo late\n",
        "<transcript><text start='1e9'>no number</text></transcript>",
        "<?xml version='1.0' encoding='nowhere'?><transcript><text start='1'>no encoding</text></transcript>",
        "<?xml version='1.0' encoding='hex'?><transcript><text start='1'>no text</text></transcript>",
    ],
)
def test_what_says_nothing_is_an_error_of_one_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        read_captions(text.encode())


def test_entities_that_a_file_declares_are_refused() -> None:
    bomb = """<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
    <tt><p begin="1s">&b;</p></tt>"""

    with pytest.raises(ValueError, match="declares entities"):
        read_captions(bomb.encode())


def test_files_outside_are_not_read_through_an_entity() -> None:
    text = """<!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/hostname">]><tt><p begin="1s">said &x;</p></tt>"""

    with pytest.raises(ValueError, match="declares entities"):
        read_captions(text.encode())


def test_xml_that_breaks_off_keeps_what_came_before() -> None:
    assert words("<tt><p begin='1s' end='2s'>Sleep washes</p><p begin='3s'>the") == "Sleep washes"


MARKS = ["WEBVTT\n\n", "1\n", "\n\n", "00:00:01.000 --> 00:00:04.000", "->", "<00:00:02.000>", "<c>", "&amp;", "[", "]"]
SNIPPETS = [*MARKS, "<p begin='", "s' end='", "'>", "</p>", "<tt>", '{"events":[{"tStartMs":', '"segs":[{"utf8":"', "♪"]
CLOCKS = st.integers(0, 10**7).map(lambda number: f"{number // 60}:{number % 100:02},{number % 1000}")


def check_is_sound(captions: Captions) -> None:
    transcript = captions.transcript
    assert transcript.words
    assert len(transcript.words) == len(transcript.times)
    assert all(earlier <= later for earlier, later in pairwise(transcript.times))
    assert 0 <= transcript.times[0] <= transcript.times[-1] <= LATEST
    assert transcript.sentences[0] == 0
    assert all(earlier < later for earlier, later in pairwise([*transcript.sentences, len(transcript.words)]))


@given(
    st.one_of(st.binary(), st.lists(st.one_of(st.sampled_from(SNIPPETS), CLOCKS, st.text()), max_size=60).map("".join))
)
def test_any_bytes_are_captions_or_an_error_of_one_line(text: str | bytes) -> None:
    try:
        captions = read_captions(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    except ValueError:
        return
    check_is_sound(captions)


CUES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(-(10**3), 10**5), st.text("ab .?\n<>&-[]", max_size=30)))


@given(CUES)
def test_words_of_any_cues_rise_in_time(cues: list[tuple[int, int, str]]) -> None:
    events = [{"tStartMs": start, "dDurationMs": length, "segs": [{"utf8": text}]} for start, length, text in cues]
    try:
        captions = read_captions(json.dumps({"events": events}).encode())
    except ValueError:
        return
    check_is_sound(captions)
