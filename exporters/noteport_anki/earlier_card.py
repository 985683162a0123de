"""One card of an earlier package for the ledger: from its row, or from its fields if nothing else is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import dumps
from typing import Annotated, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct
from msgspec.json import decode

from noteport.api import linked_second, origin_of, text_key, text_of_html
from noteport_anki.card_entry import CardEntry
from noteport_anki.fields import BEFORE_ANSWER, BEHIND_ANSWER, BLANK, OF_TERM
from noteport_anki.note_types import CLOZE, NoteType, type_of

StoredCard: TypeAlias = tuple[str, int, int, str, str, str, str]
"""A card as it is stored: guid, mid, mod, tags, flds and data as in Anki, and its deck."""

FIELD_BREAK = "\x1f"
OWN_DATA = '{"by":"noteport"'
"""The beginning of the data that noteport stores with a note's fields."""
REMOVED = "noteport::removed"
"""The tag of a card whose claim was removed."""

_OF_TERM = f'<p class="{OF_TERM}"'
_GAP = re.compile(r"\{\{c\d+::")
_LEAD_IN = re.compile(r"<b>(.*?)</b>: ", re.DOTALL)
_Whole: TypeAlias = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
_TEXT, _BACK, _SOURCE, _HINT = 1, 2, 4, 5


class _OwnData(Struct, frozen=True, kw_only=True):
    """The data that noteport stores with a note's fields."""

    by: Literal["noteport"] = "noteport"
    note: str
    second: _Whole | None
    key: _Whole
    facts: str


class EarlierCard(CardEntry, frozen=True, kw_only=True):
    """A card in the earlier package."""

    fields: tuple[str, ...]
    """The fields in HTML, unchanged."""
    tags: tuple[str, ...]

    @property
    def type(self) -> NoteType:
        """Its note type."""
        return type_of(cloze=self.kind == "cloze")

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text of a cloze in plain text, cut at the edges of its gaps; True for what is hidden."""
        pieces = _cut(self.fields[_TEXT])
        return [(_hidden(piece) if is_gap else text_of_html(piece), is_gap) for piece, is_gap in pieces]

    @property
    def hint(self) -> str:
        """The hint that its gap shows; may be empty."""
        return text_of_html(self.fields[_HINT])

    @property
    def asks_for_term(self) -> bool:
        """Whether it is a basic card that asks for the lead-in of its claim."""
        back = self.fields[_BACK]
        found = _answer(back)
        return found is not None and (_OF_TERM in back or found.claim.startswith(f"<b>{found.answer}</b>: "))

    @property
    def answer(self) -> str:
        """The answer of a basic card in plain text; empty for a cloze."""
        found = _answer(self.fields[_BACK]) if self.kind == "basic" else None
        return "" if found is None else text_of_html(found.answer)

    @property
    def question(self) -> tuple[str, str] | None:
        """Question and answer in plain text of a basic card that asks for neither its claim nor the lead-in."""
        found = _answer(self.fields[_BACK])
        if found is None or self.asks_for_term or self.fields[_TEXT].endswith(BLANK):
            return None
        return text_of_html(self.fields[_TEXT]), text_of_html(found.answer)


def earlier_card(row: tuple[str, int, int, str, str, str, str, int]) -> EarlierCard:
    """Return the card in a row: guid, mid, mod, tags, flds and data as in Anki; then its deck, and whether it was
    removed.

    ``data`` contains what the fields do not say. Anki drops it when it exports a deck, and then the fields have to
    suffice.
    """
    guid, mid, mod, tags, flds, data, deck, gone = row
    cloze = mid == CLOZE.id
    fields = (*flds.split(FIELD_BREAK), *[""] * len(CLOZE.fields))[: len(CLOZE.fields)]
    known = read_data(data)
    term, text = _claim(fields[_BACK])
    note, second = _origin(fields)
    gaps = [_hidden(piece) for piece, is_gap in _cut(fields[_TEXT]) if is_gap] if cloze else ()
    return EarlierCard(
        guid=guid,
        kind="cloze" if cloze else "basic",
        gap=tuple(gaps),
        deck=deck,
        changed=mod,
        text=text,
        key=text_key(f"{term}: {text}" if term else text) if known is None else known.key,
        note=note if known is None else known.note,
        second=second if known is None else known.second,
        facts="" if known is None else known.facts,
        gone=bool(gone) or REMOVED in tags.split(),
        fields=fields,
        tags=tuple(tags.split()),
    )


def text_order(flds: str, data: str) -> str:
    """A sort key that restores the order of the claims, in case Anki has renumbered the notes."""
    if read_data(data) is not None:
        return ""
    note, second = _origin(flds.split(FIELD_BREAK))
    return f"{note}\0{second or 0:09}"


def _hidden(deletion: str) -> str:
    return text_of_html(deletion.partition("::")[0])


class _Answer(NamedTuple):
    """The back of a basic card, in HTML."""

    answer: str
    claim: str


def _answer(back: str) -> _Answer | None:
    """The paragraphs on the back of a basic card; None for a cloze.

    What is not found after the first beginning is not found after another. A regular expression would try each, and a
    crafted card can have a million.
    """
    if back.startswith('<p class="claim'):
        claim = back.partition(">")[2].partition("</p>")[0]
        before, found, rest = claim.partition(BEFORE_ANSWER)
        answer, _, behind = rest.partition(BEHIND_ANSWER)
        return _Answer(answer, before + answer + behind) if found else None
    _, found, rest = back.partition('<p class="answer"')
    answer, _, rest = rest.partition(">")[2].partition("</p>")
    claim, end, _ = rest.partition('<p class="claim')[2].partition(">")[2].partition("</p>")
    return _Answer(answer, claim if end else answer) if found else None


def _cut(cloze: str) -> Iterator[tuple[str, bool]]:
    """The text of a cloze, cut at the edges of its gaps; True for what is in one. Text outside gaps comes first and
    last.
    """
    at = 0
    while (gap := _GAP.search(cloze, at)) is not None:
        end = cloze.find("}}", gap.end())
        if end < 0:
            break
        yield cloze[at : gap.start()], False
        yield cloze[gap.end() : end], True
        at = end + 2
    yield cloze[at:], False


def _claim(back: str) -> tuple[str, str]:
    """Lead-in and text of a claim; the lead-in is empty if there is none or it cannot be determined."""
    found = _answer(back)
    if found is not None:
        answer, claim = found
        if _OF_TERM in back:
            return text_of_html(answer), text_of_html(claim)
        back = claim
        if back.endswith(f"<b>{answer}</b>"):  # the text before it is the question
            return "", text_of_html(answer)
    led = _LEAD_IN.match(back)
    return (text_of_html(led[1]), text_of_html(back[led.end() :])) if led is not None else ("", text_of_html(back))


def _origin(fields: tuple[str, ...] | list[str]) -> tuple[str, int | None]:
    """Note and second as far as the fields contain them: the note from the first name of the card, the second from its
    link.
    """
    origin = origin_of(text_of_html(fields[0]))
    if origin is None:
        return "", None
    opened = linked_second(fields[_SOURCE])
    return origin.note, origin.second if opened is None else opened


def read_data(data: str) -> _OwnData | None:
    """Return the data that noteport stored, or None. Raises ValueError if they are damaged."""
    return decode(data, type=_OwnData) if data.startswith(OWN_DATA) else None


def write_data(**known: str | int | None) -> str:
    """Return the data for a card from which ``earlier_card`` reads its note, second, key and facts."""
    return dumps({"by": "noteport", **known}, ensure_ascii=False, separators=(",", ":"))
