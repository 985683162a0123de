"""Images in the text, and the claims that they belong to."""

from __future__ import annotations

import pytest

from noteport.model.nodes import Image
from noteport.parse import parse_note

HEAD = "---\nvideoId: dQw4w9WgXcQ\n---\n"


def words(text: str) -> str:
    return " ".join(text.split())


def images(text: str) -> dict[str, list[str]]:
    """The images of each claim that has some, by the claim's text."""
    note = parse_note(HEAD + text, "c/note.md")
    found = note.images()
    return {words(claim.text): [image.src for image in found[claim.id]] for claim in note.claims() if claim.id in found}


@pytest.mark.parametrize("embed", ["![[cell.png]]", "![[cell.png|300]]", "![[cell.PNG|A cell|300x200]]"])
def test_an_embedded_image_is_an_image_and_its_size_no_text(embed: str) -> None:
    note = parse_note(f"{HEAD}A cell {embed} has a wall [00:01:05].", "c/note.md")
    (claim,) = note.claims()
    assert words(claim.text) == "A cell has a wall."
    assert [type(inline) for inline in claim.inlines].count(Image) == 1


def test_another_embed_is_still_a_link() -> None:
    (claim,) = parse_note(f"{HEAD}A cell ![[Walls]] has a wall [00:01:05].", "c/note.md").claims()
    assert claim.text == "A cell Walls has a wall."


def test_an_image_in_a_sentence_is_that_claims_alone() -> None:
    text = "A cell ![](a.png) has a wall [00:01:05]. Another has **none ![](b.png)** at all [00:02:10]."
    assert images(text) == {"A cell has a wall.": ["a.png"], "Another has none at all.": ["b.png"]}


def test_an_image_between_sentences_is_of_all_the_block() -> None:
    text = (
        "![[a.png]]\nA cell has a wall [00:01:05]. Another has none at all [00:02:10].\n\nThe next is far [00:03:00]."
    )
    assert images(text) == {"A cell has a wall.": ["a.png"], "Another has none at all.": ["a.png"]}


def test_lists_tables_and_quotes_have_images_too() -> None:
    text = (
        "* One item is here ![](a.png) [00:01:05]\n\n"
        "> A quote ![](b.png) is here [00:02:10].\n\n"
        "| what | how |\n|---|---|\n| a cell ![](c.png) | small [00:03:00] |\n"
    )
    assert sorted(src for found in images(text).values() for src in found) == ["a.png", "b.png"]


@pytest.mark.parametrize(
    "image",
    [
        "![the oven [00:02:10]](a.png)",
        "![the oven 02:10](a.png)",
        "![[a.png|oven - 02:10|300]]",
        '<img src="a.png" alt="02:10">',
    ],
)
@pytest.mark.parametrize(
    "text", ["{}", "{} A cell has a wall.", "A cell {} has a wall.", "- {}", "- A cell has a wall {}"]
)
def test_a_time_in_a_description_is_reported_and_its_sentence_takes_no_other(image: str, text: str) -> None:
    note = parse_note(f"{HEAD}- It is [00:01:05].\n\n{text.format(image)}\n", "c/note.md")
    assert [(problem.code, problem.line) for problem in note.problems] == [("timestamp-not-read", 6)]
    assert [claim.text for claim in note.claims()] == ["It is."]


@pytest.mark.parametrize("description", ["a wall 16:9", "wide (3:2)", "Screenshot 2026-05-03 18:49", "4:56 PM", "cell"])
def test_a_description_without_a_time_is_no_problem(description: str) -> None:
    assert not parse_note(f"{HEAD}![{description}](a.png) A cell has a wall [00:01:05].", "c/note.md").problems


def test_a_time_in_a_description_is_no_problem_beside_a_timestamp() -> None:
    note = parse_note(f"{HEAD}A cell has a wall ![[a.png|02:10]] [02:10].", "c/note.md")
    assert not note.problems
    assert [claim.timestamps[0].start for claim in note.claims()] == [130]
