"""Parquet files, as their readers take them, and cell by cell against CSV."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ExportReport, Target, UsageError, Vault, claims, tables_named
from noteport_csv import CsvExporter, CsvOptions
from noteport_csv.cells import Dialect
from noteport_csv.lines import line_of, lines_of
from noteport_parquet import ParquetExporter, ParquetOptions

Export = Callable[..., tuple[Path, ExportReport]]
ALL = "claims,notes,terms,links"


def rows(file: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    yield from pq.read_table(file).to_pylist()


@pytest.fixture
def parquet(export: Export, awkward: dict[str, str]) -> Path:
    """All tables of awkward notes; the path of the claims."""
    return export(ParquetExporter, awkward, "claims.parquet", options=ParquetOptions(tables=ALL))[0]


@pytest.mark.parametrize("table", ALL.split(","))
def test_it_equals_csv_cell_by_cell(parquet: Path, export: Export, awkward: dict[str, str], table: str) -> None:
    options = CsvOptions(tables=table, formula_guard="none")
    written = export(CsvExporter, awkward, "one.csv", options=options)[0].read_bytes()
    found = list(rows(parquet if table == "claims" else parquet.with_name(f"claims-{table}.parquet")))
    values = [tuple(tuple(one) if isinstance(one, list) else one for one in row.values()) for row in found]
    schema, plain = tables_named()[table], Dialect(is_excel=False, is_guarded=False)
    assert {tuple(row) for row in found} == {schema.names}
    lines = lines_of(schema, values, plain.cell_writers()).lines  # type: ignore[arg-type]  # rows without their names
    assert line_of(schema.names).encode() + lines == written


def test_columns_have_types_and_say_what_they_hold(parquet: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pq.read_schema(parquet)
    types = {field.name: field.type for field in schema}
    assert types["start"] == types["line"] == pa.int64()
    assert types["inferred"] == pa.bool_()
    assert pa.types.is_list(types["other_starts"])
    assert types["other_starts"].value_type == pa.int64()
    assert types["terms"].value_type == pa.string()
    assert [field.name for field in schema if field.nullable] == [
        column.name for column in tables_named()["claims"].columns if not column.required
    ]
    about = {column.name: column.about for column in tables_named()["claims"].columns}
    assert {field.name: field.metadata[b"description"].decode() for field in schema} == about
    assert json.loads(pq.read_metadata(parquet).metadata[b"columns"]) == about


def test_row_groups_are_bounded_and_compressed_by_zstandard(export: Export, awkward: dict[str, str]) -> None:
    import pyarrow.parquet as pq

    file, report = export(ParquetExporter, awkward, "claims.parquet", options=ParquetOptions(row_group=4))
    metadata = pq.read_metadata(file)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    assert [group.num_rows for group in groups[:-1]] == [4] * (len(groups) - 1)
    assert sum(group.num_rows for group in groups) == report.counts["rows"] > 8
    assert {group.column(number).compression for group in groups for number in range(group.num_columns)} == {"ZSTD"}


def test_duckdb_polars_and_pandas_read_it(parquet: Path) -> None:
    import duckdb
    import pandas as pd
    import polars as pl

    expected = [(row.claim_id, row.start, row.text) for row in claims(parquet.with_name("vault"))]
    columns = ["claim_id", "start", "text"]
    assert duckdb.read_parquet(str(parquet)).select(*columns).fetchall() == expected
    assert pl.read_parquet(parquet, columns=columns).rows() == expected
    assert [tuple(row) for row in pd.read_parquet(parquet, columns=columns).to_numpy()] == expected
    query = "SELECT value FROM parquet_kv_metadata(?) WHERE key = 'description'"
    assert duckdb.execute(query, [str(parquet)]).fetchall() == [(tables_named()["claims"].about.encode(),)]


def test_the_queries_of_the_documentation_run(parquet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    import duckdb

    page = Path(__file__).parents[2].joinpath("docs", "parquet.md").read_text(encoding="utf-8")
    monkeypatch.chdir(parquet.parent)
    [queries] = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    for query in queries.strip().rstrip(";").split(";\n"):
        assert duckdb.execute(query).fetchall()


def test_the_counts_are_of_every_table(export: Export, awkward: dict[str, str]) -> None:
    file, report = export(ParquetExporter, awkward, "claims.parquet", options=ParquetOptions(tables=ALL))
    assert [path.name for path in report.paths] == [
        "claims.parquet",
        "claims-notes.parquet",
        "claims-terms.parquet",
        "claims-links.parquet",
    ]
    assert report.counts["rows"] == len([*rows(file)])
    assert report.counts["note rows"] == 8


def test_the_same_notes_give_the_same_bytes(export: Export, awkward: dict[str, str]) -> None:
    first = export(ParquetExporter, awkward, "first.parquet")[0].read_bytes()
    assert export(ParquetExporter, awkward, "second.parquet")[0].read_bytes() == first


def test_its_own_file_is_known_and_no_copy_that_others_made_of_it(
    export: Export, awkward: dict[str, str], tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    file, _ = export(ParquetExporter, awkward, "claims.parquet")
    with file.open("rb") as own:
        assert ParquetExporter.wrote(own)
    table = pq.read_table(file)
    metadata = {**(table.schema.metadata or {}), **pq.read_metadata(file).metadata}
    pq.write_table(table.replace_schema_metadata(metadata), tmp_path / "copy.parquet", compression="gzip")
    with (tmp_path / "copy.parquet").open("rb") as copy:
        assert not ParquetExporter.wrote(copy)
    for damaged in (b"", b"PAR1", b"PAR1PAR1", b"PAR1\xff\xff\xff\xffPAR1", file.read_bytes()[:-1]):
        assert not ParquetExporter.wrote(io.BytesIO(damaged))


def test_a_vault_without_claims_gives_a_table_without_rows(export: Export) -> None:
    file, report = export(ParquetExporter, {"Bio/note.md": "Nothing is known."}, "claims.parquet")
    assert report.counts["rows"] == 0
    assert [*rows(file)] == []


def test_a_failure_leaves_nothing(export: Export, tmp_path: Path) -> None:
    export(ParquetExporter, {"Bio/note.md": "A fact @@."}, "first.parquet")

    class Breaking(Vault):
        def results(self, work: Any) -> Iterator[Any]:
            yield from super().results(work)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        target = Target(tmp_path / "broken.parquet", exporter=ParquetExporter)
        ParquetExporter().export(Breaking([tmp_path / "vault"]), target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.parquet", "vault"]


def test_without_pyarrow_it_says_how_to_get_it(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'noteport\[parquet\]'"):
        export(ParquetExporter, {"Bio/note.md": "A fact @@."}, "claims.parquet")


def test_importing_the_exporter_loads_no_library() -> None:
    program = "import sys, noteport_parquet; sys.exit(bool({'pyarrow', 'numpy', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
