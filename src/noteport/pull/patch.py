"""Edits of a claim's own words as a patch of its note, to be reviewed and applied with ``git apply`` or ``patch -p1``.

A claim on a card has neither markup nor timestamps, so that only the words that changed are replaced in the note. An
edit is left out if they cannot be found for certain, or if the note would not say the same as the card afterwards.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from noteport.model.nodes import Claim
from noteport.model.patterns import pattern
from noteport.pull.changes import Change

_TOKEN = pattern(r"\w+|\s+|[^\w\s]")
_NEIGHBOURS = tuple((before, after) for most in (3, 2, 1) for before, after in ((most, most), (most, 0), (0, most)))
"""Unchanged words before and after the changed ones by which they are looked for, the surest first; a timestamp may
stand on one side.
"""
_MARKUP, _WHITESPACE = r"[*_`=\[\]]*", r"[\s*_`=\[\]]+"
"""What a note may have between two tokens of a claim, and where a claim has whitespace."""


TextsOf: TypeAlias = Callable[[str], Iterable[str]]


class Edit(Struct, frozen=True):
    """The words of a claim before and after."""

    claim: Claim
    text: str


def edit_of(change: Change) -> Edit | None:
    """Return how the words of a claim were changed on its card; None if they were not.

    The claim stands on the back of each card, and on the front of a cloze.
    """
    claim, face, expected = change.claim, change.card.face, change.expected
    if claim is None or "edited" not in change.kinds:
        return None
    if face.claim != expected.claim:
        return Edit(claim, face.claim)
    shown, edited = (_whole(parts) for parts in (expected.parts, face.parts))
    if not any(hidden for _, hidden in face.parts) or shown == edited or claim.text.count(shown) != 1:
        return None
    return Edit(claim, claim.text.replace(shown, edited))


def _whole(parts: Iterable[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in parts)


def edited_note(source: str, edits: Sequence[Edit], texts_of: TextsOf) -> tuple[str, list[Edit]]:
    """Return the text of a note with edits of its claims, and the edits that are left out.

    Args:
        source: the text of its file.
        edits: edits of its claims.
        texts_of: returns the texts of the claims in such a text.
    """
    left = []
    for edit in edits:
        changed = _edited(source, edit)
        if changed is not None and _changes_only(edit, source, changed, texts_of):
            source = changed
        else:
            left.append(edit)
    return source, left


def _changes_only(edit: Edit, before: str, after: str, texts_of: TextsOf) -> bool:
    """Whether one claim differs between two texts of a note, and as it was edited."""
    olds, news = Counter(texts_of(before)), Counter(texts_of(after))
    gone, come = list((olds - news).elements()), list((news - olds).elements())
    # A claim with links to notes reads differently before they are resolved.
    return len(gone) == len(come) == 1 and (come[0] == edit.text or gone[0] != edit.claim.text)


def _edited(source: str, edit: Edit) -> str | None:
    """The text after one edit; None if a word of it is not found, or in several places."""
    start, end = _block(source, edit.claim.place.line)
    block = source[start:end]
    old, new = _TOKEN.findall(edit.claim.text), _TOKEN.findall(edit.text)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    changes = []
    for kind, low, high, new_low, new_high in matcher.get_opcodes():
        if kind != "equal":
            found = _find(block, old, low, high)
            if found is None:
                return None
            changes.append((*found, "".join(new[new_low:new_high])))
    for low, high, words in reversed(changes):
        block = block[:low] + words + block[high:]
    return source[:start] + block + source[end:]


def _block(source: str, line: int) -> tuple[int, int]:
    """From the beginning of a line to the next empty line."""
    starts = [0, *(found.end() for found in re.finditer(r"\n", source))]
    start = starts[min(line, len(starts)) - 1]
    found = re.compile(r"\n[ \t>]*\r?\n").search(source, start)
    return start, found.start() if found else len(source)


def _find(block: str, old: Sequence[str], low: int, high: int) -> tuple[int, int] | None:
    """Where some tokens stand in a block, by their neighbours if needed; None if nowhere, or in several places."""
    for words_before, words_after in (*_NEIGHBOURS, (0, 0)):
        before = old[max(low - 2 * words_before, 0) : low]
        after = old[high : high + 2 * words_after]
        if low == high and not (before or after):
            continue
        wanted = f"(?P<before>{_pattern(before)})(?P<changed>{_pattern(old[low:high])})(?={_pattern(after)})"
        found = list(re.finditer(wanted, block))
        if len(found) == 1:
            return found[0].span("changed")
        if len(found) > 1:
            return None
    return None


def _pattern(tokens: Iterable[str]) -> str:
    """A pattern for tokens with the markup that a note may have between them."""
    parts: list[str] = []
    for token in tokens:
        if token.isspace():
            parts.append(_WHITESPACE)
        else:
            parts += [_MARKUP] * (bool(parts) and parts[-1] != _WHITESPACE) + [re.escape(token)]
    return "".join(parts)


def patch_of(path: str, before: str, after: str) -> Iterator[str]:
    """Yield the lines of a unified diff; nothing if both texts are the same."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines with their breaks. Only a line feed ends one, as for git."""
    return [line for line in re.split(r"(?<=\n)", text) if line]
