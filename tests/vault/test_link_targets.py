"""A link leads to the note that its path, name or alias says."""

from __future__ import annotations

from pathlib import Path

import pytest

from noteport.api import Vault, WikiLink, term_id, wikilinks_of

NOTES = {
    "week1/intro.md": "First [[intro]] [[week2/intro]] [[../week2/intro]] [[./intro]] [[../overview]] [00:01].",
    "week2/intro.md": "Second [[intro]] [[week1/intro.md]] [[week2/intro#Part]] [[/week1/intro]] [00:01].",
    "week2/day1/plan.md": "Plan [[intro]] [[../intro]] [[../../week1/intro]] [[week3/intro]] [[old/plan]] [00:01].",
    "overview.md": "Overview [[week2/intro]] [[WEEK2/Intro]] [[day1/plan]] [[nowhere]] [00:01].",
}
EXPECTED = {
    "week1/intro.md": ["week1/intro", "week2/intro", "week2/intro", "week1/intro", "_/overview"],
    "week2/intro.md": ["week2/intro", "week1/intro", "week2/intro", "week1/intro"],
    "week2/day1/plan.md": ["week2/intro", "week2/intro", "week1/intro", None, "day1/plan"],
    "overview.md": ["week2/intro", "week2/intro", "day1/plan", None],
}


@pytest.mark.parametrize("name", NOTES)
def test_links_obey_their_path_and_else_lead_to_the_nearest_note(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, NOTES)
    monkeypatch.chdir(tmp_path)
    [note] = [note for note in Vault(["."]) if str(note.path) == name]
    assert [link.note and link.note.id for link in wikilinks_of(note)] == EXPECTED[name]


@pytest.mark.parametrize("aliases", ["[Oven, GRF]", "Oven, GRF", "\n  - Oven\n  - GRF"])
def test_an_alias_leads_to_its_note_and_is_shown_as_written(aliases: str, tmp_path: Path) -> None:
    write(tmp_path, {"kiln.md": f"---\naliases: {aliases}\n---\nIt is hot.", "a.md": "The [[grf]] is hot [00:01]."})
    [claim] = [claim for note in Vault([tmp_path]) for claim in note.claims()]
    [link] = [inline for inline in claim.inlines if isinstance(inline, WikiLink)]
    assert claim.text == "The grf is hot."
    assert link.note is not None
    assert link.note.stem == "kiln"


def test_a_name_comes_before_an_alias(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": "---\naliases: [kiln]\n---\nB.", "kiln.md": "K.", "a.md": "The [[Kiln]] is hot [00:01]."})
    [note] = [note for note in Vault([tmp_path]) if note.path.stem == "a"]
    assert [link.note and link.note.stem for link in wikilinks_of(note)] == ["kiln"]


def test_a_link_of_dendron_has_its_target_behind_the_bar(tmp_path: Path) -> None:
    text = "The [[kiln|clay.kiln#Heat]], [[kiln|clay.none]] and [[salt|clay.kiln]] [00:01]."
    write(tmp_path, {"clay.kiln.md": "---\ntitle: Fire\n---\nK.", "salt.md": "S.", "a.md": text})
    [note] = [note for note in Vault([tmp_path]) if note.path.stem == "a"]
    assert [(link.text, link.note and link.note.stem, link.fragment) for link in wikilinks_of(note)] == [
        ("kiln", "clay.kiln", "Heat"),
        ("clay.none", None, None),
        ("clay.kiln", "salt", None),
    ]


def test_names_that_differ_in_a_sign_are_different_terms(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "We use [[C]], [[C++]], [[C#]] and [[Notepad++]] [00:01].", "C.md": "C."})
    [note] = [note for note in Vault([tmp_path]) if note.path.stem == "a"]
    links = list(wikilinks_of(note))
    assert [term_id(note, link).partition("/")[2] for link in links] == ["c", "c++", "c#", "notepad++"]
    assert [link.note and link.note.stem for link in links] == ["C", None, None, None]


def write(folder: Path, notes: dict[str, str]) -> None:
    for name, text in notes.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
