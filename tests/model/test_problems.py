"""docs/problems.md is complete, and its examples do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noteport.model.problems import CODES
from noteport.vault.vault import Vault

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
WITHOUT_EXAMPLE = {code for code in CODES if code.startswith(("file-", "decision-"))} | {
    "captions-unreadable",
    "claim-moved",
    "claim-unsupported",
    "note-same-id",
    "note-too-deep",
    "note-too-long",
    "note-too-many-images",
    "image-missing",
    "video-mismatch",
}
"""They are about files, or would take a page, or need captions; a missing picture is met where a deck is made."""

_PARTS = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
SECTIONS = {part.partition("\n")[0]: part for part in _PARTS}


def test_every_code_has_its_section_and_no_section_is_without_a_code() -> None:
    assert sorted(SECTIONS) == sorted(CODES)


@pytest.mark.parametrize("code", sorted(set(CODES) - WITHOUT_EXAMPLE))
def test_the_example_of_a_code_has_just_that_problem(code: str, tmp_path: Path) -> None:
    example = re.search(r"^(`{3,})markdown\n(.*?)^\1$", SECTIONS[code], re.MULTILINE | re.DOTALL)
    assert example is not None, f"docs/problems.md shows no example of {code}"
    note = tmp_path / "note.md"
    note.write_text(example[2], encoding="utf-8")
    vault = Vault([note])
    list(vault)
    codes = {problem.code for problem in vault.problems}
    assert code in codes
    assert codes <= {code, "timestamps-repaired", "note-without-claims"}
