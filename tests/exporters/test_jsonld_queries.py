"""The queries of docs/jsonld.md, run over the sample vault; each is followed by a table of its answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from noteport.api import Target, Vault
from noteport_jsonld import JsonLdExporter

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "jsonld.md").read_text(encoding="utf-8")
PREFIXES = "".join(re.findall(r"^PREFIX .*\n", PAGE, re.MULTILINE))
QUERIES = re.findall(r"^\*\*(.+\?)\*\*.*\n\n```sparql\n((?:.+\n)+?)```\n\n((?:\|.*\n)*)", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from pyoxigraph import RdfFormat, Store

    file = tmp_path_factory.mktemp("graph") / "vault.nt"
    target = Target(file, exporter=JsonLdExporter)
    JsonLdExporter().export(Vault([ROOT / "samples" / "vault"]), target)
    target.commit()
    store = Store()
    store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    return store


@pytest.mark.parametrize(("query", "answer"), [pytest.param(*rest, id=question) for question, *rest in QUERIES])
def test_the_answers_in_the_documentation_are_those_of_the_sample_vault(store: Any, query: str, answer: str) -> None:
    found = store.query(PREFIXES + query)
    rows = [[variable.value for variable in found.variables], *([value.value for value in row] for row in found)]
    head, _, *shown = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in answer.splitlines()]
    assert [head, *shown] == rows


def test_there_are_five() -> None:
    assert len(QUERIES) == 5
