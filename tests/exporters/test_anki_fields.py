"""A card as the fields of a note."""

from __future__ import annotations

import msgspec.structs
import pytest

from noteport.api import Chapter, Claim, Note, Timestamp, Video, parse_note
from noteport_anki.decks import Template
from noteport_anki.decks import tags as tags_of
from noteport_anki.fields import AnkiNote, anki_note, inert
from noteport_anki.media import Pictures
from noteport_anki.note_types import BASIC, CLOZE

from .conftest import first_choice

TIMESTAMP = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'
FIELDS = CLOZE.fields


def note_of(text: str) -> tuple[Claim, Note]:
    note = parse_note(
        f"---\ntitle: Cells\nvideoId: dQw4w9WgXcQ\n---\n\n{text.replace('@@', TIMESTAMP)}", "channel/note.md"
    )
    return list(note.claims())[-1], note


def fields_of(text: str) -> dict[str, str]:
    claim, note = note_of(text)
    return named(anki_note(first_choice(claim, note), note, guid=claim.id))


def named(note: AnkiNote) -> dict[str, str]:
    return dict(zip(note.type.fields, note.fields, strict=True))


def test_a_cloze_fills_the_fields_in_their_frozen_order() -> None:
    assert fields_of("## Growth\n\nThe colony doubles every 20 minutes there @@.") == {
        "Ref": "channel/note@65.1",
        "Text": "The colony doubles every {{c1::20 minutes::how long}} there.",
        "Back": "The colony doubles every 20 minutes there.",
        "Context": '<div class="path" dir="auto">Cells › Growth</div>',
        "Source": '<div class="links"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=65s">▶ 01:05</a></div>'
        '<div class="video" dir="auto">channel</div>',
        "Hint": "how long",
        "Notes": "",
        "Spare2": "",
        "Spare3": "",
    }


def test_a_basic_note_has_the_answer_first_on_its_back() -> None:
    fields = fields_of("* **Osmosis**: water gets in @@.")
    assert fields["Front"] == '<span class="blank">[…]</span>: water gets in.'
    assert fields["Back"] == (
        '<p class="answer" dir="auto">Osmosis</p><p class="claim of-term" dir="auto">water gets in.</p>'
    )


def test_both_types_share_all_fields_but_the_second() -> None:
    assert [one for one, other in zip(CLOZE.fields, BASIC.fields, strict=True) if one != other] == ["Text"]


def test_all_repeats_are_one_deletion() -> None:
    assert fields_of("The **cell** lives as long as its cells do there @@.")["Text"] == (
        "The {{c1::<strong>cell</strong>}} lives as long as its {{c1::cells}} do there."
    )


def test_markup_stays_sound_where_a_gap_cuts_it() -> None:
    text = fields_of("*Das **Chitin** im Panzer* ist hart @@.")["Text"]
    assert text == "<em>Das </em>{{c1::<em><strong>Chitin</strong></em>}}<em> im Panzer</em> ist hart."


def test_what_stands_above_is_told_apart() -> None:
    assert fields_of("Two things cause this:\n\n* **Heat**: proteins unfold above 42 °C @@.")["Context"] == (
        '<div class="path" dir="auto">Cells</div><div class="lead" dir="auto">Two things cause this:</div>'
        '<div class="term" dir="auto">Heat</div>'
    )


def test_the_source_names_what_the_front_had_to_leave_out() -> None:
    fields = fields_of("## Capacitors\n\nThe charge is kept in a **capacitor** over there @@.")
    assert "Capacitors" not in fields["Context"]
    assert "Cells" in fields["Context"]
    assert '<div class="note" dir="auto">Capacitors</div>' in fields["Source"]


def test_the_source_names_the_video_if_its_title_is_known() -> None:
    claim, note = note_of("A **fact** is known over there @@.")
    assert note.video is not None
    note = msgspec.structs.replace(note, video=msgspec.structs.replace(note.video, title="Life & Death"))
    source = named(anki_note(first_choice(claim, note), note, guid=claim.id))["Source"]
    assert '<div class="video" dir="auto">Life &amp; Death · channel</div>' in source


def test_a_range_and_further_timestamps_are_links_too() -> None:
    claim, note = note_of("A **fact** is known over there @@.")
    claim = msgspec.structs.replace(claim, timestamps=(Timestamp(start=65, end=90), Timestamp(start=3723)))
    source = named(anki_note(first_choice(claim, note), note, guid=claim.id))["Source"]
    assert source.count("<a ") == 2
    assert 't=65s">▶ 01:05–01:30</a>' in source or 't=65s">▶ 1:05–1:30</a>' in source
    assert 't=3723s">▶ 1:02:03</a>' in source


def test_another_site_keeps_its_own_way_to_open_a_second() -> None:
    claim, note = note_of("A **fact** is known over there @@.")
    video = Video(provider="vimeo", id="7", page="https://vimeo.com/7", time_suffix="#t={}s")
    note = msgspec.structs.replace(note, video=video)
    assert (
        'href="https://vimeo.com/7#t=65s"' in named(anki_note(first_choice(claim, note), note, guid=claim.id))["Source"]
    )


@pytest.mark.parametrize(
    ("inferred", "repaired", "tags"),
    [
        (False, False, ("noteport::topic::Cells::Growth",)),
        (True, False, ("noteport::topic::Cells::Growth", "noteport::inferred")),
        (False, True, ("noteport::topic::Cells::Growth", "noteport::repaired")),
    ],
)
def test_tags_say_topic_section_and_what_to_know_of_the_time(
    inferred: bool, repaired: bool, tags: tuple[str, ...]
) -> None:
    claim, note = note_of("## Growth\n\nA **fact** is known over there @@.")
    claim = msgspec.structs.replace(claim, inferred=inferred, timestamps=(Timestamp(start=65, repaired=repaired),))
    assert tags_of([Template("noteport::topic::{topic}::{section}", "tag")], claim, note) == tags


@pytest.mark.parametrize(
    ("markup", "harmless"),
    [
        ("a {b} c: d [e]", "a {b} c: d [e]"),
        ("{{c1::x}}", "{<!-- -->{c1:<!-- -->:x}<!-- -->}"),
        ("{{{", "{<!-- -->{<!-- -->{"),
        ("[[type:Back]]", "[<!-- -->[type:Back]<!-- -->]"),
        ("[sound:a.mp3] [anki:play]", "[<!-- -->sound:a.mp3] [<!-- -->anki:play]"),
        ("[latex]x[/latex] [$]x[/$] [$$]", "[<!-- -->latex]x[/latex] [<!-- -->$]x[/$] [<!-- -->$$]"),
        ('<a href="http://[::1]/{{x}}">y</a>', '<a href="http://[&#58;:1]/&#123;{x&#125;}">y</a>'),
    ],
)
def test_what_anki_would_act_on_is_kept_apart_unseen(markup: str, harmless: str) -> None:
    assert inert(markup) == harmless


@pytest.mark.parametrize(
    ("text", "cloze"),
    [
        ("It ends with a {**brace**} over there @@.", "{<!-- -->{{c1::<strong>brace</strong>}}<!-- -->}"),
        ("It is `a:` and no more than that @@.", "{{c1::<code>a:</code>::code}}"),
        ("It is set to `}` and no more than that @@.", "{{c1::<code>}</code>::code}}"),
    ],
)
def test_a_gap_does_not_join_with_what_is_beside_it(text: str, cloze: str) -> None:
    assert cloze in fields_of(text)["Text"]


def test_formulas_are_spaced_for_anki_and_text_is_no_formula() -> None:
    text = fields_of(r"The sum $\frac{a}{\frac{b}{c}}$ is no **match** for `\(x\)` over there @@.")["Text"]
    assert r"\(\frac{a}{\frac{b}{c} }\)" in text


@pytest.mark.parametrize("text", ["[sound:x.mp3]", "{{c2::x}}", "[[type:Back]]", "a::b", "[latex]x[/latex]"])
def test_hints_and_pictures_hold_nothing_that_anki_acts_on(text: str) -> None:
    claim, note = note_of("The colony doubles every 20 minutes there @@.")
    card = first_choice(claim, note)
    card = msgspec.structs.replace(card, hint=text)
    pictures = Pictures(links=((f"https://example.org/{text}", text),)).markup
    fields = named(anki_note(card, note, guid=claim.id, pictures=pictures))
    assert fields["Text"].count("::") == 2, "before the gap and before its hint"
    for field in (fields["Hint"], fields["Source"], fields["Text"].replace("{{c1::", "", 1)):
        assert not any(mark in field for mark in ("[sound:", "{{", "[[", "[latex]")), field


def test_the_chapter_of_the_video_is_a_tag() -> None:
    claim, note = note_of("A **fact** is known over there @@.")
    video = Video(
        provider="youtube",
        id="dQw4w9WgXcQ",
        page="https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        time_suffix="&t={}s",
        title="All of it",
        chapters=(Chapter(0, "Intro"), Chapter(60, "On a::fact")),
    )
    note = msgspec.structs.replace(note, video=video)
    assert tags_of([], claim, note) == ("noteport::chapter::All_of_it::On_a:fact",)
    untrusted = msgspec.structs.replace(claim, timestamps=(Timestamp(start=65, trusted=False),))
    assert tags_of([], untrusted, note) == ()
