from __future__ import annotations

from pathlib import Path

from noteport.api import NoteRef, Terms, Vault, parse_note, term_id, wikilinks, wikilinks_of

EVERYWHERE = """---
videoId: dQw4w9WgXcQ
---
# [[In the title]]

A paragraph with **[[bold]]** and *[an address [[inside]]](https://example.org)* [00:10].

* an item
    * a nested [[item]]

> [!note] [[callout]]
> its [[body]]

| [[head]] | b |
|---|---|
| [[cell]] | c |

A note.[^1]

[^1]: See [[footnote]].

## A heading on [[heading]]

`[[code]]`

```
[[fence]]
```
"""


def test_all_links_of_a_note_are_found_in_order() -> None:
    found = [link.target for link in wikilinks_of(parse_note(EVERYWHERE, "a/b.md"))]
    assert sorted(found) == sorted(
        ["In the title", "bold", "inside", "item", "callout", "body", "head", "cell", "footnote", "heading"]
    )
    assert found.index("bold") < found.index("item") < found.index("cell") < found.index("heading")


def test_links_of_a_claim_are_its_own() -> None:
    [claim] = [claim for claim in parse_note(EVERYWHERE, "a/b.md").claims() if claim.text.startswith("A paragraph")]
    assert [link.target for link in wikilinks(claim.inlines)] == ["bold", "inside"]


def test_a_term_is_called_as_the_first_note_on_it_is_titled() -> None:
    first = NoteRef(id="Bio/cell_wall", title="The wall", channel="Bio", stem="cell_wall")
    second = NoteRef(id="Bio/Cell Wall", title="Walls", channel="Bio", stem="Cell Wall")
    terms = Terms([first, second])
    assert terms.name("Bio/cell_wall") == "The wall"
    assert terms.notes("Bio/cell_wall") == (first, second)


def test_a_term_without_a_note_is_called_by_its_folded_name() -> None:
    terms = Terms([])
    assert terms.name("Bio/open_source_ai") == "open source ai"
    assert terms.notes("Bio/open_source_ai") == ()


def test_a_file_that_is_shown_is_no_term() -> None:
    note = parse_note("![[wall.pdf]] and ![[a note]] and ![[other.md]] and [[v1.2]]", "Bio/a.md")
    assert [term_id(note, link) for link in wikilinks_of(note)] == ["", "Bio/a_note", "Bio/other_md", "Bio/v1_2"]


def test_a_link_does_not_lead_to_another_word(tmp_path: Path) -> None:
    for name in ("かき", "हिम", "Café"):
        (tmp_path / f"{name}.md").write_text("[[かぎ]] [[हम]] [[cafe]]", encoding="utf-8")
    note, *_ = Vault([tmp_path])
    assert [link.note.stem if link.note else None for link in wikilinks_of(note)] == [None, None, "Café"]
