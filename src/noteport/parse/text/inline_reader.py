"""From flat text back to inlines: those of a whole block, and those of any part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from noteport.model.nodes import Inline, Text
from noteport.parse.text.flat import Container, Event, FlatText

Piece: TypeAlias = tuple[int, int] | Inline
"""A part of the text, or an inline that replaces what was cut out."""


class InlineReader:
    """Returns the inlines of successive parts of a flat text. Linear over all parts, which are read in order."""

    def __init__(self, flat: FlatText) -> None:
        self._flat = flat
        self._next = 0
        self._open: list[Container] = []

    def read(self, pieces: Sequence[Piece], end: int) -> tuple[Inline, ...]:
        """Return the inlines of ``pieces``, up to the offset ``end``, where the next part begins.

        Spans that are open on either side are closed and opened again, so that each part is complete.
        """
        plain = None if self._open else self._read_plain(pieces, end)
        if plain is not None:
            return plain
        stack: list[tuple[Container | None, list[Inline]]] = [(None, [])]
        stack += [(container, []) for container in self._open]
        for piece in pieces:
            if isinstance(piece, tuple):
                self._skip(stack, piece[0])
                self._copy(stack, *piece)
            else:
                stack[-1][1].append(piece)
        self._skip(stack, end)
        while len(stack) > 1:
            _close(stack)
        return _merge_text(stack[0][1])

    def _read_plain(self, pieces: Sequence[Piece], end: int) -> tuple[Inline, ...] | None:
        """The same where no span opens or closes, which is the usual case; None otherwise."""
        text, events, index = self._flat.text, self._flat.events, self._next
        out: list[Inline] = []
        for piece in pieces:
            if not isinstance(piece, tuple):
                _add(out, piece)
                continue
            position, stop = piece
            while index < len(events):
                at, what, behind = events[index]
                if at >= stop:
                    break
                if what is None or callable(what):
                    return None
                if at >= piece[0]:
                    if at > position:
                        _add_text(out, text[position:at])
                    out.append(what)
                    position = max(position, behind)
                index += 1
            if position < stop:
                _add_text(out, text[position:stop])
        while index < len(events) and events[index][0] < end:
            if events[index][1] is None or callable(events[index][1]):
                return None
            index += 1
        self._next = index
        return tuple(out)

    def _skip(self, stack: list[tuple[Container | None, list[Inline]]], end: int) -> None:
        """Follow the spans that open and close before ``end``; drop what is there."""
        events = self._flat.events
        while self._next < len(events) and events[self._next][0] < end:
            self._handle(stack, events[self._next], keep=False)
            self._next += 1

    def _copy(self, stack: list[tuple[Container | None, list[Inline]]], start: int, end: int) -> None:
        text, events, position = self._flat.text, self._flat.events, start
        while self._next < len(events):
            event = events[self._next]
            at = event[0]
            if at > end or (at == end and event[1] is not None):
                break
            if at > position:
                stack[-1][1].append(Text(text[position:at]))
            position = max(position, at, self._handle(stack, event, keep=True))
            self._next += 1
        if position < min(end, len(text)):
            stack[-1][1].append(Text(text[position:end]))

    def _handle(self, stack: list[tuple[Container | None, list[Inline]]], event: Event, *, keep: bool) -> int:
        _, what, end = event
        if what is None:
            if self._open:
                self._open.pop()
                _close(stack)
            return 0
        if callable(what):
            self._open.append(what)
            stack.append((what, []))
            return 0
        if keep:
            stack[-1][1].append(what)
        return end


def inlines_of(flat: FlatText) -> tuple[Inline, ...]:
    """Return the inlines of a whole text, including what is at its very end."""
    text, position = flat.text, 0
    out: list[Inline] = []
    stack: list[tuple[Container, list[Inline]]] = []
    for at, what, end in flat.events:
        if at > position:
            _add_text(out, text[position:at])
            position = at
        if what is None:
            if stack:
                container, outer = stack.pop()
                if out:
                    outer.append(container(tuple(out)))
                out = outer
        elif callable(what):
            stack.append((what, out))
            out = []
        else:
            out.append(what)
            position = max(position, end)
    if position < len(text):
        _add_text(out, text[position:])
    while stack:
        container, outer = stack.pop()
        if out:
            outer.append(container(tuple(out)))
        out = outer
    return tuple(out)


def _add(inlines: list[Inline], inline: Inline) -> None:
    """Add an inline; a text is joined with a text right before it."""
    if type(inline) is Text:
        _add_text(inlines, inline.text)
    else:
        inlines.append(inline)


def _add_text(inlines: list[Inline], text: str) -> None:
    last = inlines[-1] if inlines else None
    if type(last) is Text:
        inlines[-1] = Text(last.text + text)
    else:
        inlines.append(Text(text))


def _close(stack: list[tuple[Container | None, list[Inline]]]) -> None:
    container, children = stack.pop()
    if container is not None and children:
        stack[-1][1].append(container(_merge_text(children)))


def _merge_text(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts."""
    out: list[Inline] = []
    for inline in inlines:
        _add(out, inline)
    return tuple(out)
