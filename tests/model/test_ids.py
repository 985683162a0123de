from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noteport.api import NoteRef, WikiLink, parse_note, term_id
from noteport.model.ids import ClaimIds, clean_name, note_id, slug


@pytest.mark.parametrize(
    ("channel", "stem", "id"),
    [
        ("bread", "why_dough_rises", "bread/why_dough_rises"),
        ("", "a", "_/a"),
        ("a/b", "c", "a%2Fb/c"),
        ("=cmd", "a", "%3Dcmd/a"),
        ("+a", "a", "%2Ba/a"),
        ("-a", "a", "%2Da/a"),
        ("@handle", "a", "%40handle/a"),
        ("\u200e@handle\u202c", "a", "%40handle/a"),
        ("Cafe\u0301", "a", "Caf\u00e9/a"),
        ("a\tb", "c\nd", "a%09b/c%0Ad"),
        ("bread", "=sum", "bread/=sum"),
    ],
)
def test_note_ids(channel: str, stem: str, id: str) -> None:
    assert note_id(channel, stem) == id


@given(st.text(), st.text())
def test_note_ids_are_one_line_that_no_spreadsheet_reads_as_a_formula(channel: str, stem: str) -> None:
    id = note_id(channel, stem)
    assert id[0] not in "=+-@\t\r"
    assert len(id.splitlines()) == 1
    assert unicodedata.is_normalized("NFC", id)


@given(st.text())
def test_cleaning_a_name_twice_changes_nothing_more(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


def test_claim_ids_count_the_claims_of_each_second() -> None:
    ids = ClaimIds("bread/dough")
    assert [ids.name(second) for second in (65, 70, 65, None, None)] == [
        "bread/dough@65.1",
        "bread/dough@70.1",
        "bread/dough@65.2",
        "bread/dough@-.1",
        "bread/dough@-.2",
    ]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Open Source AI", "open_source_ai"),
        ("open_source_ai", "open_source_ai"),
        ("  Open—Source: “AI”! ", "open_source_ai"),
        ("Crème Brûlée", "creme_brulee"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("月の満ち欠け", "月の満ち欠け"),
        ("かぎ", "かぎ"),
        ("हिन्दी", "हिन्दी"),
        ("한국", "한국"),
        ("שָׁלוֹם", "שלום"),
        ("🔥\ufe0f", ""),
        ("!?", ""),
    ],
)
def test_slugs_meet_whatever_the_spelling(name: str, folded: str) -> None:
    assert slug(name) == folded


def test_term_ids_are_those_of_the_note_that_a_link_leads_to() -> None:
    note = parse_note("", "bread/dough.md")
    there = NoteRef(id="sky/moon~2", title="The Moon", channel="sky", stem="moon")
    assert term_id(note, WikiLink("anything", note=there)) == "sky/moon"
    assert term_id(note, WikiLink("Wild Yeast", "shown")) == "bread/wild_yeast"
    assert term_id(note, WikiLink("", fragment="a heading")) == ""


def test_a_term_of_nothing_but_emoji_has_an_id() -> None:
    note = parse_note("", "bread/dough.md")
    assert term_id(note, WikiLink("🔥")) == "bread/🔥"


def test_a_leading_sign_of_a_term_is_encoded_as_that_of_a_note() -> None:
    note = parse_note("", "dough.md", channel="@a/b")
    assert term_id(note, WikiLink("Wild Yeast")) == "%40a%2Fb/wild_yeast"
