"""Decks, as Anki itself takes them."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from noteport.api import ExportReport, UsageError
from noteport_anki import AnkiExporter, AnkiOptions

Export = Callable[..., tuple[Path, ExportReport]]

LINK = re.compile(r'<a href="https://www\.youtube\.com/watch\?v=dQw4w9WgXcQ&amp;t=65s">▶ \d*1:05</a>')


def take(collection: Any, deck: Path) -> Any:
    """Import a deck and give Anki's log of it."""
    request = ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
    return collection.import_anki_package(request).log


def render(collection: Any) -> list[tuple[str, str]]:
    """Front and back of every card, in the order in which they are to be learnt."""
    cards = [collection.get_card(card) for card in collection.db.list("select id from cards order by due")]
    return [(out.question_text, out.answer_text) for out in (card.render_output() for card in cards)]


def text_of(markup: str) -> str:
    """What a reader sees of HTML, with normalised whitespace."""
    import html

    markup = re.sub(r"</?(?:div|p|a)\b", " <", re.sub("<!--.*?-->", "", markup))
    return " ".join(html.unescape(re.sub("<[^>]*>", "", markup)).split())


# --- the main job ---------------------------------------------------------------------------------------------------


def test_every_claim_of_the_seed_note_is_a_card_with_a_link_to_its_second(export: Export, collection: Any) -> None:
    seed = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt")).read_text(encoding="utf-8")
    deck, report = export(AnkiExporter, {"bankless/seed.md": seed}, "deck.apkg")
    log = take(collection, deck)
    assert report.counts["cards"] == len(log.new) == len(log.new) + len(log.duplicate) + len(log.conflicting) > 30
    assert [deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)] == ["bankless"]
    for front, back in render(collection):
        assert text_of(front)
        assert '<a href="https://www.youtube.com/watch?v=4N0ybueTc1o&amp;t=' in back
        assert "▶" not in front
    assert list(collection._backend.check_database()) == []
    assert not collection.get_empty_cards().notes


def test_a_second_import_changes_nothing(export: Export, collection: Any) -> None:
    deck, _ = export(
        AnkiExporter, {"channel/note.md": "One **fact** is known @@. Another *thing* too @@."}, "deck.apkg"
    )
    assert len(take(collection, deck).new) == 2
    log = take(collection, deck)
    assert (len(log.new), len(log.updated), len(log.conflicting), len(log.duplicate)) == (0, 0, 0, 2)


def test_two_decks_live_side_by_side(export: Export, collection: Any) -> None:
    one, _ = export(AnkiExporter, {"one/note.md": "One **fact** is known @@."}, "one.apkg")
    (one.parent / "vault/one/note.md").unlink()
    two, _ = export(AnkiExporter, {"two/note.md": "Another **thing** is known @@."}, "two.apkg")
    assert len(take(collection, one).new) == len(take(collection, two).new) == 1
    assert collection.card_count() == 2


def test_cards_come_in_the_order_of_the_text(export: Export, collection: Any) -> None:
    text = "\n\n".join(f"The number is {number} hours at this time @@." for number in range(12, 20))
    take(collection, export(AnkiExporter, {"channel/note.md": text}, "deck.apkg")[0])
    assert [number for _, back in render(collection) for number in re.findall(r"(\d+) hours", back)] == [
        str(number) for number in range(12, 20)
    ]


# --- what a card shows ----------------------------------------------------------------------------------------------


def test_a_cloze_shows_topic_and_section_and_on_its_answer_claim_source_and_links(
    export: Export, collection: Any
) -> None:
    text = "## Growth\n\nThe colony doubles every **20 minutes** there @@, [01:02:03]."
    take(collection, export(AnkiExporter, {"Bio/note.md": text}, "deck.apkg")[0])
    ((front, back),) = render(collection)
    assert text_of(front) == "Cells › Growth The colony doubles every [how many minutes] there."
    assert text_of(back).startswith("Cells › Growth The colony doubles every 20 minutes there.")
    assert LINK.search(back)
    assert 't=3723s">▶ 1:02:03</a>' in back
    assert text_of(back).endswith("Bio")
    assert text_of(back).count("Cells") == 1


def test_a_lead_in_is_asked_for_above_its_text(export: Export, collection: Any) -> None:
    text = "Two things cause this:\n\n* **Osmotic shock**: water gets in @@."
    take(collection, export(AnkiExporter, {"Bio/note.md": text}, "deck.apkg")[0])
    ((front, back),) = render(collection)
    assert text_of(front) == "Cells Two things cause this: […]: water gets in. two words"
    assert '<p class="answer" dir="auto">Osmotic shock</p>' in back
    assert '<p class="claim of-term" dir="auto">water gets in.</p>' in back


def test_a_claim_of_one_word_is_asked_for_by_its_context(export: Export, collection: Any) -> None:
    take(collection, export(AnkiExporter, {"Bio/note.md": "The cell has these:\n\n* Ribosomes @@"}, "deck.apkg")[0])
    ((front, back),) = render(collection)
    assert text_of(front) == "Cells The cell has these: […]"
    assert '<p class="answer" dir="auto">Ribosomes</p>' in back


def test_markup_is_kept_and_formulas_are_for_mathjax(export: Export, collection: Any) -> None:
    text = r"The *kinetic* energy of **slow bodies** is $\frac{m}{2^{k}}v^2$ with `mass()` in H<sub>2</sub>O @@."
    take(collection, export(AnkiExporter, {"Bio/note.md": text}, "deck.apkg")[0])
    ((_, back),) = render(collection)
    assert "<em>kinetic</em>" in back
    assert r"\(\frac{m}{2^{k} }v^2\)" in back
    assert "<code>mass()</code>" in back
    assert "H<sub>2</sub>O" in back


def test_right_to_left_text_finds_its_direction(export: Export, collection: Any) -> None:
    take(collection, export(AnkiExporter, {"Bio/note.md": "تتشكل **الذاكرة** خلال النوم العميق @@."}, "deck.apkg")[0])
    ((front, _),) = render(collection)
    assert '<div class="text" dir="auto">' in front


# --- hostile texts --------------------------------------------------------------------------------------------------

HOSTILE = {
    "braces in code": ("Use `{{ user }}` in the **template** there @@.", "Use {{ user }} in the template there."),
    "braces at the edge": ("Write **{a}** and {b}**{c}**{d} there @@.", "Write {a} and {b}{c}{d} there."),
    "a cloze in the text": (
        "It says `{{c1::x}}` before the **answer** there @@.",
        "It says {{c1::x}} before the answer there.",
    ),
    "the end of a cloze in the gap": ("It ends with **a}}b** over there @@.", "It ends with a}}b over there."),
    "a hint in the gap": ("The list is a `std::vector` over there @@.", "The list is a(n) std::vector over there."),
    "a colon ends the gap": ("The list is called `items:` over there @@.", "The list is called items: over there."),
    "a program": ("It says <script>alert(1)</script> and **stops** there @@.", None),
    "a comparison": (
        "It is known that a < b && c > d in **fields** there @@.",
        "It is known that a < b && c > d in fields there.",
    ),
    "money": ("It costs $5 and then $6 over there @@.", "It costs $5 and then $6 over there."),
    "brackets": ("An array of a[b[0]] has **three** values there @@.", "An array of a[b[0]] has three values there."),
    "a sound": (
        "It says [sound:a.mp3] in **Anki** there @@.",
        "It says [sound:a.mp3] in Anki there.",
    ),
    "a typed answer": ("It says a[[type:Back]] in **Anki** there @@.", None),
    "emoji": ("A 👩‍👩‍👧 family **🚀 rocket** flies over there @@.", "A 👩‍👩‍👧 family 🚀 rocket flies over there."),
}


@pytest.mark.parametrize(("text", "shown"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_makes_one_card_that_shows_it_all(
    export: Export, collection: Any, text: str, shown: str | None
) -> None:
    take(collection, export(AnkiExporter, {"Bio/note.md": text}, "deck.apkg")[0])
    ((front, back),) = render(collection)
    assert "[" in text_of(front)
    assert LINK.search(back)
    assert "<script" not in back
    assert "[sound:" not in back
    assert "[[type:" not in back
    if shown is not None:
        assert shown in text_of(back)


def test_thousands_of_angle_brackets_cost_no_time(export: Export, collection: Any) -> None:
    deck, _ = export(AnkiExporter, {"Bio/note.md": "<" * 8000 + " is **much** too much @@."}, "deck.apkg")
    assert len(take(collection, deck).new) == 1


def test_ids_decks_and_tags_may_hold_anything(export: Export, collection: Any) -> None:
    head = "---\ntitle: 'Tea::time \u3000 \"now\"'\nvideoId: dQw4w9WgXcQ\n---\n\n"
    notes = {'a "b" ＆ c/x {{y}} & z.md': f"{head}## x\u3000y z\n\nA **fact** is known @@."}
    take(collection, export(AnkiExporter, notes, "deck.apkg")[0])
    assert collection.tags.all() == ["noteport::topic::Tea:time_now::x_y_z"]
    (guid,) = collection.db.list("select guid from notes")
    assert guid == 'a "b" ＆ c/x {{y}} & z@65.1'


# --- options --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{channel}", "Bio"),
        ("Videos::{channel}::{title}", "Videos::Bio::Cells"),
        ("{video}", "dQw4w9WgXcQ"),
        ("::", "noteport"),
    ],
)
def test_the_deck_follows_its_template(export: Export, collection: Any, template: str, name: str) -> None:
    options = AnkiOptions(deck=template)
    take(collection, export(AnkiExporter, {"Bio/note.md": "A **fact** is known @@."}, "deck.apkg", options=options)[0])
    card = collection.get_card(collection.db.scalar("select id from cards"))
    assert collection.decks.name(card.did) == name


def test_a_template_with_an_unknown_field_is_refused(export: Export) -> None:
    with pytest.raises(UsageError, match=r"unknown field \{author\}.*\{channel\}, \{topic\}"):
        export(AnkiExporter, {"Bio/note.md": "A **fact** @@."}, "deck.apkg", options=AnkiOptions(deck="{author}"))


def test_decks_that_differ_in_case_alone_are_one(export: Export, collection: Any) -> None:
    notes = {"Bio/one.md": "A **fact** is known @@.", "bio/two.md": "Another **fact** is known @@."}
    take(collection, export(AnkiExporter, notes, "deck.apkg")[0])
    assert len(collection.decks.all_names_and_ids(skip_empty_default=True)) == 1


def test_claims_of_a_note_without_a_video_are_left_out_and_counted(export: Export, collection: Any) -> None:
    notes = {"Bio/note.md": "---\ntitle: Cells\n---\n\nA **fact** is known [01:05]. Another **fact** too [01:06]."}
    deck, report = export(AnkiExporter, notes, "deck.apkg")
    assert report.counts["cards"] == 0
    assert report.remarks == (
        "2 claims name no second that a link could open and got no card; add --untimed to make one anyway.",
    )
    assert len(take(collection, deck).new) == 0
    deck, report = export(AnkiExporter, notes, "other.apkg", untimed=True)
    assert report.counts["cards"] == len(take(collection, deck).new) == 2
    assert all("<a " not in back for _, back in render(collection))


def test_untimed_claims_get_a_card_if_they_were_asked_for(export: Export, collection: Any) -> None:
    notes = {"Bio/note.md": "A **fact** is known without a time."}
    assert export(AnkiExporter, notes, "deck.apkg")[1].counts["cards"] == 0
    deck, report = export(AnkiExporter, notes, "other.apkg", untimed=True)
    assert report.counts["cards"] == len(take(collection, deck).new) == 1
    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">▶</a>' in render(collection)[0][1]


# --- the package ----------------------------------------------------------------------------------------------------


def test_the_same_notes_give_the_same_bytes(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = {"Bio/note.md": "A **fact** is known @@.\n\n* **Term**: it is so @@."}
    one = export(AnkiExporter, notes, "one.apkg")[0].read_bytes()
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert export(AnkiExporter, notes, "two.apkg")[0].read_bytes() == one


def test_nothing_temporary_is_left(export: Export, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    export(AnkiExporter, {"Bio/note.md": "A **fact** is known @@."}, "deck.apkg")
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deck.apkg", "temporary", "vault"]


def test_the_package_is_deflated(export: Export) -> None:
    deck, _ = export(AnkiExporter, {"Bio/note.md": "A **fact** is known @@."}, "deck.apkg")
    with zipfile.ZipFile(deck) as package:
        assert package.namelist() == ["collection.anki2", "media"]
        assert all(entry.compress_type == zipfile.ZIP_DEFLATED for entry in package.infolist())
        assert package.read("media") == b"{}"


def test_an_old_deck_is_recognised_and_nothing_else(export: Export) -> None:
    deck, _ = export(AnkiExporter, {"Bio/note.md": "A **fact** is known @@."}, "deck.apkg")
    assert AnkiExporter.recognises(deck.read_bytes()[:4096])
    assert not AnkiExporter.recognises(b"PK\x03\x04" + b"\0" * 26 + b"mimetype")
    assert not AnkiExporter.recognises(b"collection.anki2")


def test_note_types_are_what_learners_already_have(export: Export, tmp_path: Path) -> None:
    import json

    deck, _ = export(
        AnkiExporter, {"Bio/note.md": "A **fact** is known @@.\n\n* **Osmosis**: it is so @@."}, "deck.apkg"
    )
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    models = json.loads(connection.execute("select models from col").fetchone()[0])
    decks = json.loads(connection.execute("select decks from col").fetchone()[0])
    connection.close()
    common = ["Back", "Context", "Source", "Hint", "Notes", "Spare2", "Spare3"]
    frozen = {
        "1741603207841": (1, ["Ref", "Text", *common], 4_171_203_301, 4_171_203_391),
        "1741603207842": (0, ["Ref", "Front", *common], 4_171_203_401, 4_171_203_491),
    }
    assert set(models) == set(frozen)
    for number, (kind, fields, first, template) in frozen.items():
        model = models[number]
        assert (model["type"], [field["name"] for field in model["flds"]]) == (kind, fields)
        assert [field["id"] for field in model["flds"]] == list(range(first, first + 9))
        assert [template["id"] for template in model["tmpls"]] == [template]
        assert model["sortf"] == 1
    assert [deck["id"] for deck in decks.values() if deck["name"] == "Bio"] == [5_068_254_200_751_238]


def test_importing_the_exporter_does_not_import_genanki() -> None:
    program = "import sys, noteport_anki; sys.exit('genanki' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
