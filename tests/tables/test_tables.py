"""Tables in a program: rows, frames, batches. docs/library.md says the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from noteport.api import ClaimRow, ReadOptions, Tables, UsageError, Vault, claims, companion, table_rows, tables_named

VAULT = Path("samples/vault")
DOCS = Path("docs/library.md")


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name, text in {
        "Bio/cells.md": "---\ntitle: Cells\nvideoId: dQw4w9WgXcQ\nvideoTitle: All of biology\nlang: en\n---\n\n"
        "## Growth\n\nTwo things matter:\n\n"
        "* **Heat**: [[proteins]] unfold above 42 °C [00:10 - 00:20], [00:30].\n* [[Cell Wall|walls]] help as well\n",
        "Bio/cell_wall.md": "---\ntitle: The cell wall\n---\n\nIt holds. See [[cell wall]] and [[Proteins|Enzymes]].",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_claim_is_a_row_with_types(vault: Path) -> None:
    first, second = claims(vault)
    assert first == ClaimRow(
        claim_id="Bio/cells@10.1",
        note_id="Bio/cells",
        video_id="dQw4w9WgXcQ",
        channel="Bio",
        title="Cells",
        section="Growth",
        term="Heat",
        lead="Two things matter:",
        text="proteins unfold above 42 °C.",
        kind="item",
        start=10,
        end=20,
        timestamp="0:00:10",
        url="https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10s",
        other_starts=(30,),
        inferred=False,
        repaired=False,
        terms=("Bio/proteins",),
        links=(),
        line=12,
        verdict="unchecked",
        chapter=None,
        back_link=None,
    )
    assert (second.inferred, second.terms, second.links) == (True, ("Bio/cell_wall",), ("Bio/cell_wall",))


def test_the_other_tables_tell_of_notes_terms_and_what_names_what(vault: Path) -> None:
    tables = Tables(vault)
    wall, cells = tables.notes
    assert (cells.note_id, cells.video_title, cells.language, cells.claims) == ("Bio/cells", "All of biology", "en", 2)
    assert (wall.url, wall.duration, wall.claims) == (None, None, 0)
    assert [tuple(term) for term in tables.terms] == [
        ("Bio/cell_wall", "Bio", "The cell wall", ("walls",), "Bio/cell_wall", 1),
        ("Bio/proteins", "Bio", "proteins", ("Enzymes",), None, 1),
    ]
    assert [tuple(link) for link in tables.links] == [
        ("Bio/cells@10.1", "Bio/proteins", None),
        ("Bio/cells@10.2", "Bio/cell_wall", "Bio/cell_wall"),
    ]


def test_keys_are_unique_and_references_are_met() -> None:
    named = tables_named()
    values = {name: list(rows) for name, rows in vars(Tables(VAULT)).items()}
    keys = {name: [tuple(getattr(row, column) for column in named[name].key) for row in values[name]] for name in named}
    for name, table in named.items():
        assert len(set(keys[name])) == len(keys[name]) > 0
        for column, other in table.refers.items():
            assert {(value,) for row in values[name] if (value := getattr(row, column)) is not None} <= set(keys[other])


def test_several_tables_come_out_of_one_reading(vault: Path) -> None:
    rows = list(table_rows(Vault([vault]), ("claims", "terms")))
    assert [name for name, _ in rows] == ["claims", "claims", "terms", "terms"]


def test_rows_can_be_iterated_again(vault: Path) -> None:
    rows = claims(vault)
    assert list(rows) == list(rows)


@pytest.mark.parametrize("form", ["text", "path", "list", "vault"])
def test_a_source_is_a_path_or_several_or_a_vault(vault: Path, form: str) -> None:
    sources: dict[str, Any] = {"text": str(vault), "path": vault, "list": [vault / "Bio"], "vault": Vault([vault])}
    assert len(list(claims(sources[form]))) == 2


def test_a_vault_brings_its_own_options(vault: Path) -> None:
    assert len(list(claims(Vault([vault], options=ReadOptions(untimed=True))))) == 3


def test_a_pandas_frame_has_the_types() -> None:
    frame = claims(VAULT).to_pandas()
    assert tuple(frame.columns) == tables_named()["claims"].names
    assert str(frame.dtypes["start"]) == str(frame.dtypes["end"]) == "Int64"
    assert str(frame.dtypes["inferred"]) == "bool"
    assert frame["end"].isna().any()
    assert [tuple(row) for row in frame[["claim_id", "start"]].itertuples(index=False)] == [
        (row.claim_id, row.start) for row in claims(VAULT)
    ]


def test_a_polars_frame_holds_the_rows_as_they_are() -> None:
    frame = claims(VAULT).to_polars()
    assert [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in frame.rows()] == list(claims(VAULT))


def test_arrow_batches_are_bounded_and_described() -> None:
    batches = list(claims(VAULT).to_batches(50))
    assert [batch.num_rows for batch in batches[:-1]] == [50] * (len(batches) - 1)
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert [row["claim_id"] for row in rows] == [row.claim_id for row in claims(VAULT)]
    described = {column.name: column.about for column in tables_named()["claims"].columns}
    assert {field.name: field.metadata[b"description"].decode() for field in batches[0].schema} == described


def test_a_vault_without_claims_gives_empty_frames(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("Nothing is known.")
    assert len(claims(tmp_path).to_pandas()) == len(claims(tmp_path).to_polars()) == 0
    assert list(claims(tmp_path).to_batches()) == []


@pytest.mark.parametrize(
    ("library", "way"), [("pandas", "to_pandas"), ("polars", "to_polars"), ("pyarrow", "to_batches")]
)
def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, library: str, way: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"{library} is required.*pip install"):
        list(getattr(claims(VAULT), way)())


def test_reading_rows_imports_none_of_them() -> None:
    import subprocess

    program = (
        "import sys; from noteport.api import claims; list(claims('samples/vault'));"
        "sys.exit(bool({'pandas', 'polars', 'pyarrow', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_tables_are_named_with_commas() -> None:
    assert list(tables_named("links, claims,links")) == ["links", "claims"]
    assert companion("my claims.csv", "terms") == "my claims-terms.csv"
    with pytest.raises(UsageError, match=r"no table 'claim'.*claims, notes, terms, links"):
        tables_named("claim")
    with pytest.raises(UsageError, match="No table"):
        tables_named(" , ")


def test_every_column_is_documented() -> None:
    page = Path("docs/csv.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| (\w+) \| (?!`)", page, re.MULTILINE)
    assert listed == [(column.name, column.kind) for column in tables_named()["claims"].columns]
    for name, table in tables_named().items():
        if name != "claims":
            [line] = re.findall(rf"^\*\*{name}\*\* \(key .*(?:\n[^*\n].*)*", page, re.MULTILINE)
            assert set(re.findall(r"`(\w+)`", line)) == set(table.names)


def test_the_documentation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Every program of docs/library.md runs as it stands, and prints what stands under it."""
    text = DOCS.read_text(encoding="utf-8")
    programs = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", text, re.DOTALL)
    assert len(programs) >= 4
    for program, output in programs:
        exec(compile(program, str(DOCS), "exec"), {})
        assert capsys.readouterr().out == output
