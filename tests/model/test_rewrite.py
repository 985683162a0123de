from __future__ import annotations

from msgspec.structs import replace

from noteport.api import NoteRef, Timestamp, WikiLink, parse_note
from noteport.model.rewrite import Rewrite, rewrite_note

NOTE = parse_note(
    """\
---
videoId: golden_test
---
# [[here]] [00:01]

A *paragraph with [[here]]* [00:02].

- an **item with ~~[[here]]~~** [00:03]

> [!note] [[here]]
> and a quotation with [link [[here]]](x) [00:04]

| [[here]] | b |
|---|---|
| c | d [[here]] [00:05] |

Text.[^1]

[^1]: A footnote with [[here]] [00:06].

```
[[here]]
```
"""
)
THERE = NoteRef(id="c/there", title="There", channel="c", stem="there")


def same_link(link: WikiLink) -> WikiLink:
    return link


def same_timestamp(timestamp: Timestamp) -> Timestamp:
    return timestamp


def there(link: WikiLink) -> WikiLink:
    return replace(link, note=THERE)


def later(timestamp: Timestamp) -> Timestamp:
    return replace(timestamp, start=timestamp.start + 60)


def test_links_are_replaced_wherever_they_stand() -> None:
    changed = rewrite_note(NOTE, Rewrite(there, same_timestamp))
    links = repr(NOTE).count("WikiLink(")
    assert repr(changed).count(repr(THERE)) == links > 7
    texts = [claim.text.replace("here", "There") for claim in NOTE.claims()]
    assert [claim.text for claim in changed.claims()] == texts


def test_timestamps_are_replaced_wherever_they_stand() -> None:
    changed = rewrite_note(NOTE, Rewrite(same_link, later))
    starts = [timestamp.start + 60 for claim in NOTE.claims() for timestamp in claim.timestamps]
    assert [timestamp.start for claim in changed.claims() for timestamp in claim.timestamps] == starts
    assert changed.sections[0].start == Timestamp(start=61, as_written="00:01", written=1)
    assert [claim.id for claim in changed.claims()] == [claim.id for claim in NOTE.claims()]


def test_what_does_not_change_is_shared() -> None:
    assert rewrite_note(NOTE, Rewrite(same_link, same_timestamp)) is NOTE
    one = rewrite_note(
        NOTE, Rewrite(same_link, lambda timestamp: later(timestamp) if timestamp.start == 2 else timestamp)
    )
    before, after = NOTE.sections[0].blocks, one.sections[0].blocks
    assert before[0] is not after[0]
    assert all(old is new for old, new in zip(before[1:], after[1:], strict=True))
