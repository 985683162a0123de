"""Each limit by its option: what is beyond costs a problem, at most its own note, and no other."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from noteport.api import Image, Limits, RawHtml, ReadOptions, parse_note
from noteport.cli.app import run
from noteport.export import registry
from noteport.model.limits import HIGHEST_NESTING, MAX_IMAGES

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
HEAD = "---\ntitle: Bread\nvideoId: golden_test\n---\n"
BEYOND = {
    "--max-note-size": ("1", f"{HEAD}Beyond [00:01]. {'x' * 1024 * 1024}", "file-unreadable"),
    "--max-front-matter": (
        "50",
        f"---\nvideoId: golden_test\nx: {'y' * 50}\n---\nBeyond [00:01].",
        "front-matter-broken",
    ),
    "--max-nesting": ("10", f"{HEAD}{'> ' * 12}Beyond [00:01].", "note-too-deep"),
    "--max-claims": ("2", f"{HEAD}One [00:01]. Two [00:02].\n\nBeyond [00:03].", "note-too-long"),
}
"""A value of each option, a note that goes beyond it, and what is said of that."""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "notes"
    folder.mkdir()
    folder.joinpath("other.md").write_text(f"{HEAD}The other is there [00:01].\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("option", BEYOND)
def test_a_note_beyond_a_limit_is_a_problem_and_costs_no_other(
    option: str, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value, text, code = BEYOND[option]
    vault.joinpath("beyond.md").write_text(text, encoding="utf-8")
    assert run(["csv", "notes", "-o", "-", option, value]) == 0
    captured = capsys.readouterr()
    assert code in captured.err
    assert "The other is there." in captured.out
    if option != "--max-front-matter":
        assert "Beyond" not in captured.out
    assert run(["csv", "notes", "-o", "-"]) == 0
    captured = capsys.readouterr()
    assert code not in captured.err
    assert "Beyond" in captured.out


def test_the_problem_of_too_many_claims_names_the_first_line_that_is_text() -> None:
    note = parse_note(f"{HEAD}One [00:01]. Two [00:02].\nThree [00:03].", options=ReadOptions(limits=Limits(claims=2)))
    assert [(problem.code, problem.line) for problem in note.problems] == [("note-too-long", 6)]
    assert [claim.text for claim in note.claims()] == ["One.", "Two."]


def test_no_limit_lets_a_note_go_deeper_than_can_be_followed(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["csv", "notes", "-o", "-", "--max-nesting", str(HIGHEST_NESTING + 1)]) == 2
    assert f"at most {HIGHEST_NESTING} levels" in capsys.readouterr().err


DEEPEST = {
    "quotations": "> " * (HIGHEST_NESTING - 1) + "The wolf howls [00:01].",
    "items": "- " * (HIGHEST_NESTING // 2 - 1) + "The wolf howls [00:01].",
    "bold text": "*The **wolf " * (HIGHEST_NESTING // 2) + "howls" + "** now*" * (HIGHEST_NESTING // 2) + " [00:01].",
    "footnotes": "[^1]: " * (HIGHEST_NESTING - 1) + "The wolf howls [00:01].",
}


@pytest.mark.parametrize("kind", DEEPEST)
def test_the_deepest_note_that_is_read_goes_through_every_exporter(kind: str, vault: Path) -> None:
    text = HEAD + DEEPEST[kind]
    note = parse_note(text, options=ReadOptions(limits=Limits(nesting=HIGHEST_NESTING)))
    assert [claim.start for claim in note.claims()], note.problems
    assert pickle.loads(pickle.dumps(note)) == note
    vault.joinpath("deep.md").write_text(text, encoding="utf-8")
    for name, reference in registry.references().items():
        suffix = registry.load(reference).suffixes[0]
        assert run([name, "notes", "-o", f"deep{suffix}", "-q", "--max-nesting", str(HIGHEST_NESTING)]) == 0, name


def test_the_page_names_every_option_and_its_default() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(--max-[a-z-]+)[^`]*` \| ([\d,]+)", page, re.MULTILINE)
    assert {option: int(default.replace(",", "")) for option, default in rows} == {
        "--max-note-size": Limits().note_size,
        "--max-front-matter": Limits().front_matter,
        "--max-nesting": Limits().nesting,
        "--max-claims": Limits().claims,
    }
    assert f"{HIGHEST_NESTING} at most" in page


@pytest.mark.parametrize(
    "image", ["![a bee](bee.png) ", "![[bee.png]] ", '<img src="bee.png" alt="a bee"> ', "![a bee][bee] "]
)
def test_of_thousands_of_images_in_a_sentence_some_are_kept_and_the_rest_is_a_problem(image: str) -> None:
    note = parse_note(f"{HEAD}Bees {image * 5_000} fly [00:01].\n\n{image}is one [00:02].\n\n[bee]: bee.png")
    assert [problem.code for problem in note.problems] == ["note-too-many-images"]
    assert [len(images) for images in note.images().values()] in ([MAX_IMAGES, 1], [])
    first, second = note.claims()
    kept = [inline for inline in first.inlines if isinstance(inline, Image | RawHtml)]
    assert len(kept) == MAX_IMAGES
    assert first.text.startswith("Bees ")
    assert first.text.endswith(" fly.")
    assert second.start is not None
