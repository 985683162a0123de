from __future__ import annotations

from msgspec.structs import replace

from noteport.api import (
    Cell,
    Claim,
    Code,
    Image,
    Inline,
    ListItem,
    Section,
    Strong,
    Text,
    images_of,
    map_claims,
    map_inlines,
    parse_note,
    walk,
)

NOTE = parse_note(
    """---
videoId: dQw4w9WgXcQ
---
# Heat

**Water** boils ![kettle](kettle.png) at 100 °C [00:01:05]. Ice melts [00:01:10].

- Steam burns [00:02:00].

| a | b |
|---|---|
| Salt lowers it ![](salt.png) [00:03:00] | x |

```python
code
```
"""
)


def texts(claims: object) -> list[str]:
    return [claim.text for claim in claims]  # type: ignore[attr-defined]  # an iterator of claims


def test_a_walk_meets_every_part_in_the_order_of_the_text() -> None:
    kinds = [type(node) for node in walk(NOTE)]
    assert kinds[0] is Section
    assert {Section, ListItem, Cell, Strong, Text, Image, Code} <= set(kinds)
    assert kinds.index(ListItem) < kinds.index(Cell) < kinds.index(Code)


def test_images_are_found_wherever_they_are() -> None:
    assert [image.src for image in images_of(NOTE)] == ["kettle.png", "salt.png"]


def test_claims_can_be_changed_and_left_out_and_the_note_stays_as_it_was() -> None:
    before = texts(NOTE.claims())

    def change(claim: Claim) -> Claim | None:
        return None if claim.text.startswith("Ice") else replace(claim, tags=("heat",))

    changed = map_claims(NOTE, change)
    assert texts(changed.claims()) == [text for text in before if not text.startswith("Ice")]
    assert {claim.tags for claim in changed.claims()} == {("heat",)}
    assert texts(NOTE.claims()) == before


def test_the_plain_text_of_claims_follows_their_inlines() -> None:
    def shout(inline: Inline) -> Inline:
        return Text(inline.text.upper()) if isinstance(inline, Text) else inline

    changed = map_inlines(NOTE, shout)
    assert texts(changed.claims())[1] == "ICE MELTS."
    assert [section.title for section in changed.sections] == [section.title for section in NOTE.sections]


def test_what_nobody_changes_is_shared() -> None:
    assert map_claims(NOTE, lambda claim: claim) is NOTE
    assert map_inlines(NOTE, lambda inline: inline) is NOTE
