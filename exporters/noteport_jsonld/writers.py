"""The three formats of a file. None keeps a note; the last two keep what several notes describe.

lines       ``.jsonl``: one document per note and line, each readable by itself
graph       ``.jsonld``: one document
triples     ``.nt``: N-Triples

A note is rendered as a ``Part``, in which everything that no other note can change is text already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

import msgspec.json
import msgspec.msgpack
from msgspec import Struct

from noteport.api import Fragment
from noteport_jsonld.nodes import Context, Described, Gathering, Node
from noteport_jsonld.triples import Triples

LINES, GRAPH, TRIPLES = ".jsonl", ".jsonld", ".nt"
TRIPLES_HEAD = "# Triples by noteport\n"
"""A comment in N-Triples by which a file is recognised."""


class Part(Struct, frozen=True, array_like=True):
    """What one note says."""

    own: list[str]
    """Its own things as text; with lines, the one line of the note."""
    fixed: list[tuple[str, str]]
    """Things that another note may describe in the same way: ids and texts."""
    shared: list[Node]
    """Things about which another note may know more."""
    count: int
    """The number of things in the line."""
    claims: int
    left_out: int


def packed(described: Described, context: Context, suffix: str, *, merges: bool) -> bytes:
    """Return the part of a note as bytes.

    Args:
        described: what the note says.
        context: that of the profile.
        suffix: the format of the file.
        merges: whether even the line of a note depends on the notes before it.
    """
    own: list[str] = []
    fixed: list[tuple[str, str]] = []
    shared = described.shared
    count = 0
    if suffix in (GRAPH, TRIPLES):
        text = _text_of(context, suffix)
        own = list(map(text, described.own))
        fixed = [(node["@id"], text(node)) for node in described.fixed]
    elif not merges:
        nodes = described.nodes()
        own = [_line(context, nodes)] if nodes else []
        shared, count = [], len(nodes)
    return msgspec.msgpack.encode(Part(own, fixed, shared, count, described.claims, described.left_out))


class Writer:
    """Writes the parts of all notes.

    Args:
        context: that of the profile.
        suffix: the format of the file.
        gathering: what the notes say together.
    """

    def __init__(self, context: Context, suffix: str, gathering: Gathering) -> None:
        self._context = context
        self._suffix = suffix
        self._gathering = gathering
        self._decoder = msgspec.msgpack.Decoder(Part)

    def write(self, fragments: Iterable[Fragment], out: TextIO) -> int:
        """Write a file; return the number of nodes."""
        match self._suffix:
            case ".jsonld":
                return self._write_graph(fragments, out)
            case ".nt":
                return self._write_triples(fragments, out)
            case _:
                return self._write_lines(fragments, out)

    def _write_lines(self, fragments: Iterable[Fragment], out: TextIO) -> int:
        """Write a line for every note with content."""
        count = 0
        for part in self._parts(fragments):
            out.writelines(part.own)
            count += part.count
            if part.shared:
                out.write(_line(self._context, part.shared))
                count += len(part.shared)
        return count

    def _write_graph(self, fragments: Iterable[Fragment], out: TextIO) -> int:
        """Write one document with one line per node, each node once."""
        count = 0
        out.write(context_head(self._context))
        for text in self._nodes(fragments):
            out.write(f"{',' if count else ''}\n{text}")
            count += 1
        out.write("\n]}\n")
        return count

    def _write_triples(self, fragments: Iterable[Fragment], out: TextIO) -> int:
        """Write a line for every triple; the number is that of the nodes that they describe."""
        count = 0
        out.write(TRIPLES_HEAD)
        for text in self._nodes(fragments):
            out.write(text)
            count += 1
        return count

    def _parts(self, fragments: Iterable[Fragment]) -> Iterator[Part]:
        for fragment in fragments:
            part = self._decoder.decode(fragment.data)
            self._gathering.claims += part.claims
            self._gathering.left_out += part.left_out
            self._gathering.merged(part.shared)
            yield part

    def _nodes(self, fragments: Iterable[Fragment]) -> Iterator[str]:
        """Yield the nodes of all notes as text, each once; those that several notes may describe come last."""
        seen: set[str] = set()
        shared: dict[str, Node] = {}
        for part in self._parts(fragments):
            yield from part.own
            for id, text in part.fixed:
                if id not in seen:
                    seen.add(id)
                    yield text
            for node in part.shared:
                _merge(shared.setdefault(node["@id"], {}), node)
        yield from map(_text_of(self._context, self._suffix), shared.values())


def context_head(context: Context) -> str:
    """The beginning of a file in one of the other formats."""
    return f'{{"@context":{_json(context)},"@graph":['


def _text_of(context: Context, suffix: str) -> Callable[[Node], str]:
    """Return the function that writes one node."""
    if suffix == GRAPH:
        return _json
    triples = Triples(context)
    return lambda node: "".join(f"{triple}\n" for triple in triples.of(node))


def _line(context: Context, nodes: list[Node]) -> str:
    return _json({"@context": context, "@graph": nodes}) + "\n"


def _merge(known: Node, more: Node) -> None:
    """Add to a node what another note knows about the same thing."""
    for name, value in more.items():
        old = known.get(name)
        if old is None:
            known[name] = value
        elif old != value:
            values = old if isinstance(old, list) else [old]
            new = value if isinstance(value, list) else [value]
            known[name] = [*values, *(one for one in new if one not in values)]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
