"""Claims are checked against captions, and every format shows what came of it."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path

import pyarrow.parquet
import pytest

from noteport.api import Vault
from noteport.cli.app import run

from ..captions.talk import CLAIMS, OTHER_CLAIMS, as_automatic_vtt, as_srt

VIDEO = "dQw4w9WgXcQ"
MOVED, UNSUPPORTED = 8, 3
"""Places of a claim whose time is wrong, and of one that nobody makes."""


def clock(second: int) -> str:
    return f"{second // 60:02}:{second % 60:02}"


def note(*, video: str = VIDEO, head: str = "", claims: list[str] | None = None) -> str:
    lines = claims or [
        f"{OTHER_CLAIMS[0] if place == UNSUPPORTED else text[:-1]} [{clock(second + 75 * (place == MOVED))}]."
        for place, (second, text) in enumerate(CLAIMS)
    ]
    return f"---\ntitle: Swarms\nvideoId: {video}\n{head}---\n\n## Bees\n\n" + "\n\n".join(lines)


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "swarms.md").write_text(note(), encoding="utf-8")
    return folder


@pytest.fixture
def captions(vault: Path) -> Path:
    path = vault / f"{VIDEO}.en.srt"
    path.write_text(as_srt(), encoding="utf-8")
    return path


def verdicts(*paths: Path | str, captions: Path | None = None) -> Counter[str]:
    return Counter(claim.verdict for each in Vault(list(paths), captions=captions) for claim in each.claims())


ALL = Counter(confirmed=10, moved=1, unsupported=1)
NONE = Counter(unchecked=12)


# --- every format shows it --------------------------------------------------------------------------------------------


def test_check_counts_the_verdicts_and_lists_what_is_moved_or_not_said(
    captions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "notes"]) == 0

    out, err = capsys.readouterr()
    assert "Checked against captions: 10 confirmed, 1 moved, 1 unsupported, 0 unchecked\n" in err
    assert "notes/swarms.md:24: claim-moved: This is said at 02:44, not at 03:59; the link opens 02:44.\n" in out
    assert re.search(r"^notes/swarms\.md:14: claim-unsupported: .* neither at 01:00 nor", out, re.MULTILINE)


def test_without_captions_nothing_is_said_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "notes"]) == 0

    assert "captions" not in "".join(capsys.readouterr())


def test_csv_has_a_column_and_links_that_open_where_the_claim_is_said(captions: Path) -> None:
    assert run(["csv", "notes", "-o", "claims.csv"]) == 0

    rows = list(csv.DictReader(io.StringIO(Path("claims.csv").read_text(encoding="utf-8"), newline="")))
    assert [row["verdict"] for row in rows].count("confirmed") == 10
    moved = rows[MOVED]
    assert (moved["verdict"], moved["start"], moved["url"][-6:]) == ("moved", "164", "t=164s")
    assert moved["claim_id"] == "notes/swarms@239.1", "ids rest on what is written"
    assert (rows[UNSUPPORTED]["verdict"], rows[UNSUPPORTED]["start"]) == ("unsupported", "60")
    described = json.loads(Path("claims.csv-metadata.json").read_text(encoding="utf-8"))
    assert "verdict" in [column["name"] for column in described["tableSchema"]["columns"]]


def test_parquet_has_the_column(captions: Path) -> None:
    assert run(["parquet", "notes", "-o", "claims.parquet"]) == 0

    table = pyarrow.parquet.read_table("claims.parquet")
    assert Counter(table.column("verdict").to_pylist()) == ALL


@pytest.mark.parametrize(("profile", "found"), [("schema", "creativeWorkStatus"), ("oa", "assessing")])
def test_graphs_have_the_verdict(captions: Path, profile: str, found: str) -> None:
    assert run(["jsonld", "notes", "-o", "claims.jsonld", "--profile", profile]) == 0

    text = Path("claims.jsonld").read_text(encoding="utf-8")
    assert text.count(f'"{found}"') - (profile == "oa") == 12
    assert text.count('"moved"') == text.count('"unsupported"') == 1


def test_cards_have_a_tag(captions: Path, tmp_path: Path) -> None:
    assert run(["anki", "notes", "-o", "deck.apkg", "--all"]) == 0

    with zipfile.ZipFile("deck.apkg") as deck:
        deck.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as collection:
        rows = collection.execute("SELECT tags, flds FROM notes").fetchall()
    tags = Counter(re.findall(r"noteport::(?!topic)\w+", " ".join(row[0] for row in rows)))
    assert tags == Counter({f"noteport::{verdict}": count for verdict, count in ALL.items()})
    [moved] = [fields for tags, fields in rows if "noteport::moved" in tags]
    assert "t=164s" in moved


def test_the_book_says_it_in_words_and_opens_the_new_second(captions: Path) -> None:
    assert run(["epub", "notes", "-o", "guide.epub"]) == 0

    with zipfile.ZipFile("guide.epub") as book:
        pages = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "confirmed: 10, moved: 1, not found: 1" in pages
    assert "moved to where it is said" in pages
    assert "not found in the captions" in pages
    assert "t=164s" in pages
    assert "t=239s" not in pages


def test_the_preview_of_cards_has_it(captions: Path) -> None:
    assert run(["cards", "notes", "-o", "cards.json"]) == 0

    claims = json.loads(Path("cards.json").read_text(encoding="utf-8"))["claims"]
    assert Counter(claim["verdict"] for claim in claims) == ALL


def test_a_note_about_another_video_is_reported_and_left_as_it_is(
    vault: Path, captions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = [f"{text[:-1]} [{clock(40 * place)}]." for place, text in enumerate(OTHER_CLAIMS)]
    (vault / "swarms.md").write_text(note(claims=claims), encoding="utf-8")

    assert run(["check", "notes"]) == 0

    out, err = capsys.readouterr()
    assert "video-mismatch: The captions of the video dQw4w9WgXcQ say hardly anything of this note" in out
    assert "0 confirmed, 0 moved, 8 unsupported, 0 unchecked" in err


@pytest.mark.usefixtures("eager_workers")
def test_any_number_of_processes_and_a_full_cache_give_the_same_bytes(vault: Path, captions: Path) -> None:
    for number in range(20):
        (vault / f"swarms_{number}.md").write_text(note(), encoding="utf-8")
    for name, *flags in (("a", "--jobs", "1"), ("b", "--jobs", "2"), ("c", "--jobs", "1", "--no-cache")):
        assert run(["csv", "notes", "-o", f"{name}.csv", *flags]) == 0

    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes() == Path("c.csv").read_bytes()
    assert Path("a.csv").read_text(encoding="utf-8").count(",moved") == 21


# --- where captions are found -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        f"{VIDEO}.srt",
        f"{VIDEO}.en.srt",
        f"How swarms decide [{VIDEO}].en-US.srt",
        f"How swarms decide-{VIDEO}.srt",
        f"elsewhere/{VIDEO}.en-orig.srt",
        "swarms.srt",
        "Swarms.en.srt",
        "elsewhere/swarms.srt",
        "swarms.two.srt",
    ],
)
def test_captions_are_found_by_video_id_or_by_the_name_of_the_note(vault: Path, name: str) -> None:
    (vault / "elsewhere").mkdir()
    (vault / name).write_text(as_srt(), encoding="utf-8")

    assert verdicts(vault) == ALL
    if "/" not in name:
        assert verdicts(vault / "swarms.md") == ALL


@pytest.mark.parametrize(
    "name", ["xdQw4w9WgXcQ.srt", "dqw4w9wgxcq.srt", "swarms_2.srt", f".{VIDEO}.srt", f"{VIDEO}.txt"]
)
def test_other_files_are_not_captions_of_the_note(vault: Path, name: str) -> None:
    (vault / name).write_text(as_srt(), encoding="utf-8")

    assert verdicts(vault) == NONE


def test_captions_of_a_note_with_the_same_name_in_another_folder_are_not_taken(vault: Path) -> None:
    other = vault / "other"
    other.mkdir()
    (other / "swarms.md").write_text(note(video="abcdefghijk"), encoding="utf-8")
    (other / "swarms.srt").write_text(as_srt(), encoding="utf-8")

    assert verdicts(vault) == ALL + NONE


@pytest.mark.parametrize("folder", ["notes", "subtitles"])
def test_captions_of_a_note_with_a_longer_name_are_not_taken(vault: Path, tmp_path: Path, folder: str) -> None:
    (vault / "swarms.two.md").write_text(note(video="abcdefghijk"), encoding="utf-8")
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "swarms.two.srt").write_text(as_srt(), encoding="utf-8")

    assert verdicts(vault, captions=tmp_path / folder) == ALL + NONE


@pytest.mark.parametrize("names", [("Caf\u00e9.md", "Cafe\u0301.en.srt"), ("Cafe\u0301.md", "CAF\u00c9.srt")])
def test_a_name_is_found_however_its_accents_are_encoded(vault: Path, names: tuple[str, str]) -> None:
    (vault / "swarms.md").rename(vault / names[0])
    (vault / names[1]).write_text(as_srt(), encoding="utf-8")

    assert verdicts(vault) == ALL


def test_front_matter_may_name_only_so_many_files(vault: Path) -> None:
    names = ", ".join(f"missing_{number}.srt" for number in range(2000))
    (vault / "swarms.md").write_text(note(head=f"captions: [{names}]\n"), encoding="utf-8")

    [read] = Vault([vault])

    assert 1 <= len(read.problems) <= 20


def test_captions_without_end_are_reported_and_not_compared(vault: Path, captions: Path) -> None:
    captions.write_text("00:00:01,000 --> 20:00:00,000\n" + "Yes. " * 400_000, encoding="utf-8")
    (vault / "swarms.md").write_text(note(claims=[f"Bees say {n} [00:10]." for n in range(60)]), encoding="utf-8")

    [read] = Vault([vault])

    assert {claim.verdict for claim in read.claims()} == {"unchecked"}
    assert any("too many sentences for so many claims" in problem.message for problem in read.problems)


def test_captions_are_found_in_a_folder_that_is_given_for_them(vault: Path, tmp_path: Path) -> None:
    folder = tmp_path / "subtitles" / "en"
    folder.mkdir(parents=True)
    (folder / f"{VIDEO}.vtt").write_text(as_automatic_vtt(), encoding="utf-8")

    assert verdicts(vault) == NONE
    assert verdicts(vault, captions=tmp_path / "subtitles") == ALL


def test_a_link_that_leads_out_of_the_folder_of_captions_is_reported_and_not_followed(
    vault: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.srt").write_text(as_srt(), encoding="utf-8")
    (tmp_path / "subtitles").mkdir()
    (tmp_path / "subtitles" / f"{VIDEO}.srt").symlink_to(tmp_path / "secret.srt")

    [read] = Vault([vault], captions=tmp_path / "subtitles")

    assert {claim.verdict for claim in read.claims()} == {"unchecked"}
    assert any("this link leads out" in problem.message for problem in read.problems)


def test_a_folder_of_captions_that_is_not_there_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "notes", "--captions", "nowhere"]) == 2

    assert "nowhere: there is no such folder." in capsys.readouterr().err


@pytest.mark.parametrize(
    "head", ["captions: talk/a.srt\n", "transcript: '[[talk/a.srt]]'\n", "captions: [talk/a.srt]\n"]
)
def test_front_matter_may_name_captions(vault: Path, head: str) -> None:
    (vault / "talk").mkdir()
    (vault / "talk" / "a.srt").write_text(as_srt(), encoding="utf-8")
    (vault / "swarms.md").write_text(note(head=head), encoding="utf-8")

    assert verdicts(vault) == ALL


@pytest.mark.parametrize("name", ["../secret.srt", "{root}/secret.srt", "link.srt"])
def test_front_matter_names_nothing_outside_the_given_paths(vault: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.srt").write_text(as_srt(), encoding="utf-8")
    (vault / "link.srt").symlink_to(tmp_path / "secret.srt")
    (vault / "swarms.md").write_text(note(head=f"captions: {name.format(root=tmp_path)}\n"), encoding="utf-8")

    for paths in ([vault], [vault / "swarms.md"]):
        notes = Vault(list(paths))
        assert Counter(claim.verdict for each in notes for claim in each.claims()) == NONE
        assert "captions-unreadable" in {problem.code for problem in notes.problems}


def test_a_link_to_captions_outside_is_not_followed(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.srt").write_text(as_srt(), encoding="utf-8")
    (vault / f"{VIDEO}.srt").symlink_to(tmp_path / "secret.srt")

    assert verdicts(vault) == NONE
    assert verdicts(vault / "swarms.md") == NONE


def test_captions_are_not_notes_whatever_is_asked_of_transcripts(captions: Path) -> None:
    assert run(["csv", "notes", "-o", "claims.csv", "--transcripts"]) == 0

    assert Path("claims.csv").read_text(encoding="utf-8").count("\n") == 13


def test_the_check_can_be_switched_off(captions: Path) -> None:
    assert run(["csv", "notes", "-o", "claims.csv", "--no-check-captions"]) == 0

    text = Path("claims.csv").read_text(encoding="utf-8")
    assert text.count("unchecked") == 12


# --- which captions are taken -----------------------------------------------------------------------------------------

GERMAN = "\n".join(
    f"{number}\n00:00:{number:02},000 --> 00:00:{number + 1:02},000\n"
    "die Bienen fliegen aus dem Stock und suchen sich auf der Wiese einen neuen Baum, der ihnen gut gefällt\n"
    for number in range(1, 30)
)


@pytest.mark.parametrize("head", ["", "lang: en\n"])
def test_captions_in_the_language_of_the_note_are_taken(vault: Path, head: str) -> None:
    (vault / "swarms.md").write_text(note(head=head), encoding="utf-8")
    (vault / f"{VIDEO}.de.srt").write_text(GERMAN, encoding="utf-8")
    assert verdicts(vault) == NONE

    (vault / f"{VIDEO}.en.srt").write_text(as_srt(), encoding="utf-8")
    assert verdicts(vault) == ALL


def test_captions_that_cannot_be_read_are_reported_and_others_taken(vault: Path, captions: Path) -> None:
    (vault / f"{VIDEO}.en-GB.vtt").write_text("WEBVTT\n\nnothing\n", encoding="utf-8")

    notes = Vault([vault])
    assert Counter(claim.verdict for each in notes for claim in each.claims()) == ALL
    [problem] = [problem for problem in notes.problems if problem.code == "captions-unreadable"]
    assert str(problem.path).endswith(f"{VIDEO}.en-GB.vtt")


def test_captions_that_change_are_read_again(vault: Path, captions: Path) -> None:
    assert run(["csv", "notes", "-o", "a.csv"]) == 0
    captions.write_text(GERMAN, encoding="utf-8")
    assert run(["csv", "notes", "-o", "b.csv"]) == 0

    assert "moved" in Path("a.csv").read_text(encoding="utf-8")
    assert "moved" not in Path("b.csv").read_text(encoding="utf-8")
