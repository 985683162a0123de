"""How the sections begin that notes embed."""

from __future__ import annotations

import pytest

from noteport.parse.openings import find_opening, openings_of
from noteport.parse.passages import LONGEST


def opening(body: str, fragment: str = "Nest") -> str | None:
    return find_opening(openings_of(f"---\ntitle: Birds\n---\n{body}"), fragment)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("# Nest\nA wren builds [00:01:00]. It sings.\n\n# Egg\nBlue.", "A wren builds. It sings."),
        ("# Nest\nIt needs:\n- moss\n- **dry** grass [00:01:00]\n", "It needs: moss; dry grass"),
        ("# Nest\n## Roof\nA dome.\n# Egg\nBlue.", "A dome."),
        ("# Nest\n> [!tip]+ Look up\n> It hangs.\n", "Look up It hangs."),
        ("# Nest\n%%to do%%\nA dome. ^dome\n", "A dome."),
        ("# Nest\n{{youtube-timestamp 65}} A dome.\n", "A dome."),
        ("Nest\n====\nA dome.\n", "A dome."),
        ("# The **nest**\nA dome.\n", None),
        ("# Nest\n```\ncode\n```\n| a |\n|---|\n| b |\n", None),
        ("# Nest\n# Egg\nBlue.", None),
        ("A dome.", None),
        ("> " * 400 + "deep", None),
    ],
)
def test_an_opening_is_what_a_reader_sees_first_under_the_heading(body: str, words: str | None) -> None:
    assert opening(body) == words


@pytest.mark.parametrize(
    ("fragment", "words"),
    [("nest", "First."), ("Robin#Nest", "Second."), ("Robin#NEST!", "Second."), ("Egg#Nest", None), ("#", None)],
)
def test_a_fragment_names_headings_as_in_obsidian(fragment: str, words: str | None) -> None:
    assert opening("# Wren\n## Nest\nFirst.\n# Robin\n## Nest\nSecond.\n# Egg\n", fragment) == words


def test_a_long_section_shows_its_first_words() -> None:
    found = opening("# Nest\n" + "word " * 100)
    assert found is not None
    assert found.endswith("word…")
    assert len(found) <= LONGEST
