from __future__ import annotations

from pathlib import Path

import pytest

from noteport.api import Note, Vault, WikiLink, claims_of


def vault(root: Path, **files: str) -> dict[str, Note]:
    """The notes of a folder by their stem, after writing ``note=text`` as ``note.md``."""
    for name, text in files.items():
        (root / f"{name}.md").write_text(text, encoding="utf-8")
    return {note.path.stem: note for note in Vault([root])}


def text_of(note: Note) -> str:
    return " ".join(claim.text for claim in note.claims())


def test_a_link_reads_as_the_title_of_its_note_in_text_headings_and_claims(tmp_path: Path) -> None:
    note = vault(tmp_path, a="## On [[b_c]]\n\nIt is *like [[b_c]]* [00:10].", b_c="---\ntitle: Bees\n---\n")["a"]
    assert text_of(note) == "It is like Bees."
    [section] = note.sections
    assert isinstance(section.heading[1], WikiLink)
    assert section.heading[1].text == "Bees"
    assert [claim.text for claim in claims_of(section.blocks)] == ["It is like Bees."]


def test_a_link_with_words_of_its_own_keeps_them_and_knows_its_note(tmp_path: Path) -> None:
    note = vault(tmp_path, a="It is like [[b|bees]] [00:10].", b="")["a"]
    [claim] = note.claims()
    link = claim.inlines[1]
    assert isinstance(link, WikiLink)
    assert (link.text, link.note and link.note.stem) == ("bees", "b")


def test_a_link_to_no_note_reads_as_its_own_words(tmp_path: Path) -> None:
    assert text_of(vault(tmp_path, a="It is like [[no_such_note]] [00:10].")["a"]) == "It is like no such note."


def test_the_video_takes_its_title_from_the_hub_unless_the_note_is_alone(tmp_path: Path) -> None:
    note = "---\nvideoId: golden_test\n---\n"
    hub = "### [A video](https://www.youtube.com/watch?v=golden_test)\n"
    assert [read.video and read.video.title for read in vault(tmp_path, a=note).values()] == [None]
    assert [read.video and read.video.title for read in vault(tmp_path, hub=hub).values()] == ["A video"]


def test_a_note_with_nothing_to_resolve_is_left_as_it_is(tmp_path: Path) -> None:
    assert text_of(vault(tmp_path, a="It rains [00:10].")["a"]) == "It rains."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"{'  ' * depth}- a fact [01:05]\n" for depth in range(50)), id="fifty-lists"),
        pytest.param("".join(f"{'  ' * depth}- a fact [01:05]\n" for depth in range(300)), id="three-hundred-lists"),
        pytest.param("*a **b " * 400 + "x" + "** c*" * 400, id="four-hundred-emphases"),
        pytest.param("> " * 400 + "a fact [01:05]", id="four-hundred-quotations"),
    ],
)
def test_no_nesting_ends_the_reading_of_a_vault(tmp_path: Path, text: str) -> None:
    (tmp_path / "deep.md").write_text(f"---\nvideoId: dQw4w9WgXcQ\n---\n{text}\n", encoding="utf-8")
    (tmp_path / "plain.md").write_text("---\nvideoId: dQw4w9WgXcQ\n---\nA fact [01:05].\n", encoding="utf-8")
    deep = Vault([tmp_path])
    notes = {note.path.stem: list(note.claims()) for note in deep}
    assert len(notes["plain"]) == 1
    assert notes["deep"] or [problem.code for problem in deep.problems] == ["note-too-deep"]
