"""Tables as their readers take them: Python, pandas, polars, DuckDB, CSVW; companions; Excel."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportReport, Target, UsageError, Vault, claims, table_rows, tables_named
from noteport_csv import CsvExporter, CsvOptions

Export = Callable[..., tuple[Path, ExportReport]]
ALL = CsvOptions(tables="claims,notes,terms,links")
QUOTE = '"'
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.reader(table, strict=True))


def described(file: Path) -> Any:
    return json.loads(file.with_name(f"{file.name}-metadata.json").read_text(encoding="utf-8"))


@pytest.fixture(params=["claims", "notes", "terms", "links"])
def table(request: pytest.FixtureRequest, export: Export, awkward: dict[str, str]) -> Path:
    """Each of the tables of awkward notes, in a file of its own."""
    return export(CsvExporter, awkward, "table.csv", options=CsvOptions(tables=request.param))[0]


def test_pandas_reads_the_same_cells(table: Path) -> None:
    import pandas as pd

    frame = pd.read_csv(table, header=None, dtype=str, keep_default_na=False)
    assert frame.to_numpy().tolist() == cells(table)


def test_polars_reads_the_same_cells(table: Path) -> None:
    import polars as pl

    frame = pl.read_csv(table, has_header=False, infer_schema=False).fill_null("")
    assert [list(row) for row in frame.rows()] == cells(table)


def test_duckdb_reads_the_same_cells(table: Path) -> None:
    import duckdb

    found = duckdb.read_csv(str(table), header=False, all_varchar=True, sep=",", quotechar=QUOTE).fetchall()
    assert [[cell or "" for cell in row] for row in found] == cells(table)


def test_the_lines_of_the_documentation_read_it(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "".join(f"Fact {number} is known @@, [00:02:00].\n\n" for number in range(200))
        + "So it is @@, [00:02:00, 00:03:00]."
    )
    table, report = export(CsvExporter, {"Bio/note.md": text}, "claims.csv")
    assert report.counts["rows"] == 201
    page = Path(__file__).parents[2].joinpath("docs", "csv.md").read_text(encoding="utf-8")
    [program] = re.findall(r"```py\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(table.parent)
    exec(compile(program, "docs/csv.md", "exec"), {})


def test_no_cell_begins_a_formula(table: Path) -> None:
    assert not [cell for row in cells(table) for cell in row if cell.startswith(FORMULA)]


def undone(cell: str, kind: str) -> Any:
    """The value that a cell was written from, as the description of its column says."""
    elements = cell.split(";") if cell else []
    match kind:
        case "texts":
            return tuple(element.replace("%3B", ";") for element in elements)
        case "integers":
            return tuple(map(int, elements))
        case "boolean":
            return {"true": True, "false": False}[cell]
        case "integer":
            return int(cell) if cell else None
        case _:
            return cell or None


def test_undoing_guard_and_lists_gives_the_rows_back(export: Export, awkward: dict[str, str]) -> None:
    table, _ = export(CsvExporter, awkward, "claims.csv")
    rows = list(claims(table.with_name("vault")))
    [head, *lines] = cells(table)
    kinds = {column.name: column.kind for column in tables_named()["claims"].columns}
    for line, row in zip(lines, rows, strict=True):
        for name, cell, value in zip(head, line, row, strict=True):
            assert undone(cell.removeprefix("'"), kinds[name]) == value, name


def test_the_description_is_read_and_kept_by_csvw(export: Export, awkward: dict[str, str]) -> None:
    import csvw

    table, report = export(CsvExporter, awkward, "claims.csv", options=ALL)
    group = csvw.TableGroup.from_file(table.with_name("claims.csv-metadata.json"))
    rows = {str(one.url): list(one.iterdicts(strict=True)) for one in group.tables}
    assert {name: len(read) for name, read in rows.items()} == {
        "claims.csv": report.counts["rows"],
        "claims-notes.csv": report.counts["note rows"],
        "claims-terms.csv": report.counts["term rows"],
        "claims-links.csv": report.counts["link rows"],
    }
    assert group.check_referential_integrity()
    [first, *_] = [row for row in rows["claims.csv"] if row["note_id"] == "Bio/cell_wall"]
    assert (first["start"], first["other_starts"], first["inferred"]) == (65, [130], False)


def test_one_table_is_described_alone(export: Export, awkward: dict[str, str]) -> None:
    import csvw

    table, report = export(CsvExporter, awkward, "claims.csv")
    one = csvw.Table.from_file(table.with_name("claims.csv-metadata.json"))
    assert len(list(one.iterdicts(strict=True))) == report.counts["rows"]
    assert one.tableSchema.primaryKey == ["claim_id"]
    assert report.paths == (table, table.with_name("claims.csv-metadata.json"))


def test_every_column_is_described_and_so_is_the_guard(export: Export, awkward: dict[str, str]) -> None:
    guarded, _ = export(CsvExporter, awkward, "guarded.csv")
    bare, _ = export(CsvExporter, awkward, "bare.csv", options=CsvOptions(formula_guard="none"))
    columns = described(guarded)["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == cells(guarded)[0]
    assert all(column["dc:description"] and column["datatype"] for column in columns)
    assert "'" in described(guarded)["rdfs:comment"]
    assert "rdfs:comment" not in described(bare)


def test_companions_refer_to_each_other(export: Export, awkward: dict[str, str]) -> None:
    table, _ = export(CsvExporter, awkward, "claims.csv", options=ALL)
    ids = {row[0] for row in cells(table)[1:]}
    terms = {row[0] for row in cells(table.with_name("claims-terms.csv"))[1:]}
    links = cells(table.with_name("claims-links.csv"))[1:]
    assert links
    assert {row[0] for row in links} <= ids
    assert {row[1] for row in links} <= terms


def test_the_first_table_named_is_the_target(export: Export, awkward: dict[str, str]) -> None:
    table, report = export(CsvExporter, awkward, "all terms.csv", options=CsvOptions(tables="terms,claims"))
    assert cells(table)[0][0] == "term_id"
    assert [path.name for path in report.paths] == [
        "all terms.csv",
        "all terms-claims.csv",
        "all terms.csv-metadata.json",
    ]


def test_terms_that_differ_stay_apart_whatever_the_script(export: Export, awkward: dict[str, str]) -> None:
    table, _ = export(CsvExporter, awkward, "terms.csv", options=CsvOptions(tables="terms"))
    assert {"%40handle/かき", "%40handle/かぎ"} <= {row[0] for row in cells(table)}


def test_a_sheet_for_excel_begins_with_the_mark_that_it_needs(export: Export, awkward: dict[str, str]) -> None:
    plain, _ = export(CsvExporter, awkward, "plain.csv")
    excel, _ = export(CsvExporter, awkward, "excel.csv", options=CsvOptions(dialect="excel"))
    assert excel.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()
    assert CsvExporter.recognises(excel.read_bytes())


def test_a_text_that_excel_would_cut_is_told(export: Export) -> None:
    text = f"A fact {'of many words ' * 3000} @@."
    _, report = export(CsvExporter, {"Bio/note.md": text}, "long.csv", options=CsvOptions(dialect="excel"))
    assert report.remarks == ("Excel truncates cells after 32,767 characters; rows with a longer cell: 1.",)


def test_standard_output_takes_one_table_and_no_description(export: Export, capsysbinary: Any, tmp_path: Path) -> None:
    export(CsvExporter, {"Bio/note.md": "A fact @@."}, "claims.csv")
    target = Target(None, exporter=CsvExporter)
    assert CsvExporter().export(Vault([tmp_path / "vault"]), target).paths == ()
    target.commit()
    assert capsysbinary.readouterr().out == (tmp_path / "claims.csv").read_bytes()
    with pytest.raises(UsageError, match="standard output"):
        CsvExporter(ALL).export(Vault([tmp_path / "vault"]), Target(None, exporter=CsvExporter))


def test_the_same_notes_give_the_same_bytes(export: Export, awkward: dict[str, str]) -> None:
    first, _ = export(CsvExporter, awkward, "claims.csv", options=ALL)
    old = {path.name: path.read_bytes() for path in first.parent.glob("claims*")}
    export(CsvExporter, awkward, "claims.csv", options=ALL)
    assert {path.name: path.read_bytes() for path in first.parent.glob("claims*")} == old
    assert len(old) == 5


def test_all_tables_together_hold_what_each_holds_alone(export: Export, awkward: dict[str, str]) -> None:
    table, _ = export(CsvExporter, awkward, "claims.csv")
    vault = Vault([table.with_name("vault")])
    together = list(table_rows(vault, tables_named()))
    for name in tables_named():
        assert [row for row in together if row[0] == name] == list(table_rows(vault, (name,)))
