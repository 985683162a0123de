"""Tables, as their readers take them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.api import ExportReport, LinkRow, tables_named
from noteport_csv import CsvExporter, CsvOptions
from noteport_csv.cells import Dialect
from noteport_csv.lines import line_of, lines_of

Export = Callable[..., tuple[Path, ExportReport]]
COLUMNS = tables_named()["claims"].names


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


def test_one_row_a_claim_with_these_columns(export: Export) -> None:
    text = "## Growth\n\n### Decay\n\nTwo things cause this:\n\n* **Heat**: proteins unfold above 42 °C @@, [01:02:03]."
    table, report = export(CsvExporter, {"Bio/note.md": text}, "claims.csv")
    assert report.counts["rows"] == 1
    assert rows(table) == [
        {
            "claim_id": "Bio/note@65.1",
            "note_id": "Bio/note",
            "video_id": "dQw4w9WgXcQ",
            "channel": "Bio",
            "title": "Cells",
            "section": "Growth > Decay",
            "term": "Heat",
            "lead": "Two things cause this:",
            "text": "proteins unfold above 42 °C.",
            "kind": "item",
            "start": "65",
            "end": "",
            "timestamp": "0:01:05",
            "url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=65s",
            "other_starts": "3723",
            "inferred": "false",
            "repaired": "false",
            "terms": "",
            "links": "",
            "line": "12",
            "verdict": "unchecked",
            "chapter": "",
            "back_link": "",
        }
    ]


def test_the_columns_never_change() -> None:
    assert ",".join(COLUMNS) == (
        "claim_id,note_id,video_id,channel,title,section,term,lead,text,kind,start,end,timestamp,url,"
        "other_starts,inferred,repaired,terms,links,line,verdict,chapter,back_link"
    )


def test_a_range_has_an_end_and_a_long_video_its_hours(export: Export) -> None:
    text = 'A fact <a class="yt-timestamp" data-t="10:00:01">x</a>-<a class="yt-timestamp" data-t="10:00:09">y</a>.'
    row = rows(export(CsvExporter, {"Bio/note.md": text}, "claims.csv")[0])[0]
    assert (row["start"], row["end"], row["timestamp"]) == ("36001", "36009", "10:00:01")


def test_an_untimed_claim_leaves_its_times_empty(export: Export) -> None:
    row = rows(export(CsvExporter, {"Bio/note.md": "A fact without a time."}, "claims.csv", untimed=True)[0])[0]
    assert [row[name] for name in ("start", "end", "timestamp", "other_starts")] == ["", "", "", ""]
    assert row["url"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def test_terms_are_named_by_wikilinks_and_links_lead_to_notes(export: Export) -> None:
    notes = {
        "Bio/note.md": "**[[Cell Wall | Walls]]** and [[cell_wall]] and [[Ribosomes; all]] and [[nucleus]] @@.",
        "Bio/cell_wall.md": "Nothing is known.",
    }
    row = rows(export(CsvExporter, notes, "claims.csv")[0])[0]
    assert row["terms"] == "Bio/cell_wall;Bio/ribosomes_all;Bio/nucleus"
    assert row["links"] == "Bio/cell_wall"


def test_a_semicolon_in_an_element_is_percent_encoded(export: Export) -> None:
    notes = {"Bio/note.md": "See [[a;b]] there @@.", "Bio/a;b.md": "Nothing is known."}
    assert rows(export(CsvExporter, notes, "claims.csv")[0])[0]["links"] == "Bio/a%3Bb"


def test_the_file_is_utf_8_without_a_mark_with_crlf_and_minimal_quotes(export: Export) -> None:
    table, _ = export(CsvExporter, {"Bio/note.md": 'He says "no, 42 °C" there @@.'}, "claims.csv")
    raw = table.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert ',"He says ""no, 42 °C"" there.",'.encode() in raw


def test_no_cell_holds_a_line_break_or_a_control_character(export: Export) -> None:
    notes = {
        "Bio/note.md": '---\ntitle: "a\\nb\\u2028c\\x07d"\nvideoId: dQw4w9WgXcQ\n---\n\nOne\nfact\x0bis\x85known @@.'
    }
    row = rows(export(CsvExporter, notes, "claims.csv")[0])[0]
    assert all(cell.isprintable() for cell in row.values())
    assert row["title"] == "a b c d"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\tx", "\rx", "'x", "''x"]


GUARDED = Dialect(is_excel=False, is_guarded=True).cell_writers()


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_guarded_and_the_guard_can_be_undone(text: str) -> None:
    (row,) = csv.reader([GUARDED["text"](text)])
    assert row == [f"'{text}"]


@pytest.mark.parametrize("cell", ["a=1", "", "1"])
def test_no_other_text_is(cell: str) -> None:
    assert GUARDED["text"](cell) == cell


@pytest.mark.parametrize("text", ["a", "a,b", 'a"b', '"a"', "a\nb", "a\rb", "a;b", "'", "ü,ü", " a "])
def test_cells_are_quoted_as_pythons_writer_does(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([text, 1])
    assert line_of([Dialect(is_excel=False, is_guarded=False).cell_writers()["text"](text), "1"]) == out.getvalue()


@pytest.mark.parametrize(("text", "too_long"), [('"' * 32_767, 0), ('"' * 32_768, 1), ("a," * 16_384, 1)])
def test_quotation_marks_of_the_format_do_not_count_for_excel(text: str, too_long: int) -> None:
    lines = lines_of(tables_named("links")["links"], [LinkRow("a@1.1", text, None)], GUARDED)
    assert (lines.count, lines.too_long) == (1, too_long)


def test_the_guard_is_on_unless_turned_off(export: Export) -> None:
    notes = {"Bio/note.md": "---\ntitle: =Cells\nvideoId: -Qw4w9WgXcQ\n---\n\n=1+1 is two there @@."}
    row = rows(export(CsvExporter, notes, "claims.csv")[0])[0]
    assert (row["title"], row["video_id"], row["text"]) == ("'=Cells", "'-Qw4w9WgXcQ", "'=1+1 is two there.")
    row = rows(export(CsvExporter, notes, "plain.csv", options=CsvOptions(formula_guard="none"))[0])[0]
    assert (row["title"], row["video_id"], row["text"]) == ("=Cells", "-Qw4w9WgXcQ", "=1+1 is two there.")


def test_a_vault_without_claims_gives_the_head_alone(export: Export) -> None:
    table, report = export(CsvExporter, {"Bio/note.md": "Nothing is known."}, "claims.csv")
    assert report.counts["rows"] == 0
    assert table.read_bytes() == ",".join(COLUMNS).encode() + b"\r\n"


def test_an_old_table_is_recognised_and_nothing_else(export: Export) -> None:
    table, _ = export(CsvExporter, {"Bio/note.md": "A fact is known @@."}, "claims.csv")
    assert CsvExporter.recognises(table.read_bytes()[:4096])
    assert not CsvExporter.recognises(b"name,amount\r\nrent,900\r\n")


def test_importing_the_exporter_loads_no_other() -> None:
    program = "import sys, noteport_csv; sys.exit(bool({'genanki', 'ebooklib', 'lxml', 'pydantic'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_table_for_excel_holds_no_formula_behind_a_semicolon_in_any_column(export: Export) -> None:
    formula = "=cmd|' /C calc'!A0"
    note = f'---\ntitle: "x;{formula}"\nchannel: "{formula};{formula}"\n---\n## y;{formula}\n\n'
    note += f'It is hot;{formula};"{formula} of [[k;{formula}]] @@.\n\n- **z;{formula}**: {formula} @@\n'
    options = CsvOptions(dialect="excel", tables="claims,notes,terms,links")
    _, report = export(CsvExporter, {"Bio/;-1.md": note}, "claims.csv", options=options)
    for table in report.paths[:-1]:
        lines = table.read_text(encoding="utf-8-sig").splitlines()
        cells = [cell for row in csv.reader(lines) for cell in row]
        parts = [part.lstrip('"') for line in lines for part in line.split(";")]
        assert not [cell for cell in cells + parts if cell.startswith(tuple("=+-@"))]
