"""One card of an earlier package, as the ledger wants it: read from its row, and from its fields if that is all."""

from __future__ import annotations

import json
import re
from typing import Any

from noteport.api import LedgerEntry, linked_second, origin_of, text_key, text_of_html
from noteport_anki.note_types import CLOZE, NoteType, type_of

FIELD_BREAK = "\x1f"
OWN_DATA = '{"by":"noteport"'
"""How the data begins that noteport leaves beside a note's fields."""
REMOVED = "noteport::removed"
"""Tag of a card whose claim is gone."""

_DELETION = re.compile(r"\{\{c\d+::(.*?)\}\}", re.DOTALL)
_ANSWER = re.compile(r'<p class="answer"[^>]*>(.*?)</p><p class="claim"[^>]*>(.*?)</p>', re.DOTALL)
_LEAD_IN = re.compile(r"<b>(.*?)</b>: ", re.DOTALL)
_DATA = {"note": str, "second": int | None, "key": int, "facts": str}
_SHOWN = 100
_TEXT, _BACK, _SOURCE, _HINT = 1, 2, 4, 5


class EarlierCard(LedgerEntry, frozen=True, kw_only=True):
    """A card as it stands in the earlier package."""

    fields: tuple[str, ...]
    """In HTML, as they are."""
    tags: tuple[str, ...]

    @property
    def type(self) -> NoteType:
        """Its note type."""
        return type_of(cloze=self.kind == "cloze")

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """A cloze's text in plain words, cut at the edges of its gaps; True for what is hidden."""
        pieces = _DELETION.split(self.fields[_TEXT])
        return [(_hidden(piece), True) if at % 2 else (text_of_html(piece), False) for at, piece in enumerate(pieces)]

    @property
    def hint(self) -> str:
        """What the gap shows of its answer; may be empty."""
        return text_of_html(self.fields[_HINT])

    @property
    def asks_for_term(self) -> bool:
        """Whether it is a basic card that asks for the lead-in of its claim."""
        found = _ANSWER.search(self.fields[_BACK])
        return found is not None and found[2].startswith(f"<b>{found[1]}</b>: ")

    @property
    def question(self) -> tuple[str, str] | None:
        """Question and answer in plain words of a basic card that asks neither for its claim nor for the lead-in."""
        found = _ANSWER.search(self.fields[_BACK])
        if found is None or self.asks_for_term or found[2].endswith(f"<b>{found[1]}</b>"):
            return None
        return text_of_html(self.fields[_TEXT]), text_of_html(found[1])


def earlier_card(row: tuple[str, int, int, str, str, str, str, int]) -> EarlierCard:
    """The card in a row: guid, mid, mod, tags, flds and data as Anki has them; then its deck, and whether it is gone.

    noteport leaves in ``data`` what the fields do not tell; Anki drops that when it exports a deck, and what the fields
    tell then has to do.
    """
    guid, mid, mod, tags, flds, data, deck, gone = row
    cloze = mid == CLOZE.id
    fields = (*flds.split(FIELD_BREAK), *[""] * len(CLOZE.fields))[: len(CLOZE.fields)]
    known = _read_data(data)
    term, text = _claim(fields[_BACK])
    note, second = _origin(fields)
    gaps = map(_hidden, _DELETION.findall(fields[_TEXT])) if cloze else ()
    return EarlierCard(
        guid=guid,
        kind="cloze" if cloze else "basic",
        gap=tuple(gaps),
        deck=deck,
        changed=mod,
        text=text,
        key=known.get("key", text_key(f"{term}: {text}" if term else text)),
        note=known.get("note", note),
        second=known.get("second", second),
        facts=known.get("facts", ""),
        gone=bool(gone) or REMOVED in tags.split(),
        fields=fields,
        tags=tuple(tags.split()),
    )


def text_order(flds: str, data: str) -> str:
    """Sorts rows as their claims follow each other, if Anki may have given the notes other numbers."""
    if _read_data(data):
        return ""
    note, second = _origin(flds.split(FIELD_BREAK))
    return f"{note}\0{second or 0:09}"


def _hidden(deletion: str) -> str:
    return text_of_html(deletion.partition("::")[0])


def _claim(back: str) -> tuple[str, str]:
    """Lead-in and text of a claim; the lead-in is empty if there is none, or none that can be told."""
    found = _ANSWER.search(back)
    if found is not None:
        answer, back = found.groups()
        if back.endswith(f"<b>{answer}</b>"):  # what stands before it is the question
            return "", text_of_html(answer)
    led = _LEAD_IN.match(back)
    return (text_of_html(led[1]), text_of_html(back[led.end() :])) if led is not None else ("", text_of_html(back))


def _origin(fields: tuple[str, ...] | list[str]) -> tuple[str, int | None]:
    """Note and second, as far as the fields tell: the note by the card's first name, the second by its link."""
    origin = origin_of(text_of_html(fields[0]))
    if origin is None:
        return "", None
    opened = linked_second(fields[_SOURCE])
    return origin.note, origin.second if opened is None else opened


def _read_data(data: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(data) if data.startswith(OWN_DATA) else {}
    if known and not all(_is_right(known.get(name), kind) for name, kind in _DATA.items()):
        raise ValueError(f"a card says of itself {data[:_SHOWN]}")
    return known


def _is_right(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and (not isinstance(value, int) or value.bit_length() < 64)


def write_data(**known: str | int | None) -> str:
    """What ``earlier_card`` is to know of a card: its note, second, key and facts."""
    return json.dumps({"by": "noteport", **known}, ensure_ascii=False, separators=(",", ":"))
