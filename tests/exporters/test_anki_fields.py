"""A card as the fields of a note."""

from __future__ import annotations

import msgspec.structs
import pytest

from noteport.api import Chapter, Claim, Note, Timestamp, Video, parse_note
from noteport_anki.decks import Template
from noteport_anki.decks import tags as tags_of
from noteport_anki.earlier_card import earlier_card
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
        "Text": "The colony doubles every {{c1::20 minutes::how many minutes}} there.",
        "Back": "The colony doubles every 20 minutes there.",
        "Context": '<div class="path" dir="auto">Cells › Growth</div>',
        "Source": '<div class="links"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=65s">▶ 01:05</a></div>'
        '<div class="video" dir="auto">channel</div>',
        "Hint": "how many minutes",
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


# --- each thing once, and where it is needed ------------------------------------------------------------------------


def test_the_title_stands_on_a_card_once() -> None:
    fields = fields_of("## cells\n\nThe colony doubles every **20 minutes** there @@.")
    assert sum(field.casefold().count("cells") for field in fields.values()) == 1


def test_a_title_that_tells_the_answer_is_told_with_it() -> None:
    fields = fields_of("All of it is held together by the **cell** in the end @@.")
    assert "Cells" not in fields["Context"]
    assert '<div class="note" dir="auto">Cells</div>' in fields["Source"]


def test_formulas_in_headings_and_lead_ins_are_formulas() -> None:
    lead = "Two cases of $\\sin(x)$ matter, and cost $5 or $6:"
    text = f"## The area $\\pi r^2$\n\n{lead}\n\n* **Case $x_1$**: proteins unfold @@."
    context = fields_of(text)["Context"]
    assert r"The area \(\pi r^2\)" in context
    assert r"\(\sin(x)\)" in context
    assert "$5 or $6" in context
    assert "$x_1$" not in context


@pytest.mark.parametrize(
    ("text", "in_front"),
    [
        ("As shown, the valve opens **upward** under pressure @@.", True),
        ("In this diagram, the valve opens **upward** under pressure @@.", True),
        ("The valve pictured below opens **upward** under pressure @@.", True),
        ("The valve has shown that it opens **upward** under pressure @@.", False),
        ("The valve opens **upward** under pressure @@.", False),
    ],
)
def test_a_picture_stands_above_the_question_if_the_claim_points_to_it(text: str, in_front: bool) -> None:
    claim, note = note_of(text)
    pictures = '<div class="images"><img src="noteport-0.png"></div>'
    fields = named(anki_note(first_choice(claim, note), note, guid=claim.id, pictures=pictures))
    assert ("<img" in fields["Context"], "<img" in fields["Source"]) == (in_front, not in_front)


def test_a_caption_that_tells_the_answer_stays_on_the_back() -> None:
    claim, note = note_of("As shown, the valve opens **upward** under pressure @@.")
    pictures = '<div class="images"><a href="https://example.org/1">a valve that opens upward</a></div>'
    fields = named(anki_note(first_choice(claim, note), note, guid=claim.id, pictures=pictures))
    assert "upward" not in fields["Context"]


def test_the_answer_of_a_question_stands_out_in_the_claim() -> None:
    fields = fields_of('Yeast turns sugar into gas @@. <!-- noteport: front="What makes bread rise?" back="Yeast" -->')
    assert fields["Front"] == "What makes bread rise?"
    assert fields["Back"] == '<p class="claim" dir="auto"><b class="answer">Yeast</b> turns sugar into gas.</p>'


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("* **Osmosis**: water gets in @@.", ("water gets in.", True, None)),
        ("The cell has these:\n\n* Ribosomes @@", ("Ribosomes", False, None)),
        (
            'Yeast makes gas @@. <!-- noteport: front="What makes gas?" back="Yeast" -->',
            ("Yeast makes gas.", False, ("What makes gas?", "Yeast")),
        ),
        (
            'Yeast makes gas @@. <!-- noteport: front="Who does it?" back="A fungus" -->',
            ("Yeast makes gas.", False, ("Who does it?", "A fungus")),
        ),
        (
            'Yeast makes gas @@. <!-- noteport: front="What does yeast do?" -->',
            ("Yeast makes gas.", False, ("What does yeast do?", "Yeast makes gas.")),
        ),
    ],
)
def test_the_ledger_reads_a_basic_card_from_its_fields(text: str, known: tuple[str, bool, object]) -> None:
    claim, note = note_of(text)
    fields = anki_note(first_choice(claim, note), note, guid=claim.id).fields
    card = earlier_card((claim.id, BASIC.id, 5, "", "\x1f".join(fields), "", "", 0))
    assert (card.text, card.asks_for_term, card.question) == known
