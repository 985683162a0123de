"""The three formats of a file. None keeps a note; the last two keep what several notes describe.

lines       ``.jsonl``: one document per note and line, each readable by itself
graph       ``.jsonld``: one document
triples     ``.nt``: N-Triples
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from noteport.api import Note
from noteport_jsonld.nodes import Context, Node, Profile
from noteport_jsonld.triples import Triples

TRIPLES_HEAD = "# Triples by noteport\n"
"""A comment in N-Triples by which a file is recognised."""


def context_head(context: Context) -> str:
    """The beginning of a file in one of the other formats."""
    return f'{{"@context":{_json(context)},"@graph":['


def write_lines(notes: Iterable[Note], profile: Profile, out: TextIO) -> int:
    """Write a line for every note with content; return the number of nodes."""
    count = 0
    for note in notes:
        nodes = profile.describe(note).nodes()
        if nodes:
            out.write(_json({"@context": profile.context, "@graph": nodes}) + "\n")
            count += len(nodes)
    return count


def write_graph(notes: Iterable[Note], profile: Profile, out: TextIO) -> int:
    """Write one document with one line per node, each node once; return their number."""
    count = 0
    out.write(context_head(profile.context))
    for node in _all_nodes(notes, profile):
        out.write(f"{',' if count else ''}\n{_json(node)}")
        count += 1
    out.write("\n]}\n")
    return count


def write_triples(notes: Iterable[Note], profile: Profile, out: TextIO) -> int:
    """Write a line for every triple; return the number of nodes that they describe."""
    triples = Triples(profile.context)
    count = 0
    out.write(TRIPLES_HEAD)
    for node in _all_nodes(notes, profile):
        out.writelines(f"{triple}\n" for triple in triples.of(node))
        count += 1
    return count


def _all_nodes(notes: Iterable[Note], profile: Profile) -> Iterator[Node]:
    """Yield the nodes of all notes, each once; those that several notes may describe come last."""
    seen: set[str] = set()
    shared: dict[str, Node] = {}
    for note in notes:
        described = profile.describe(note)
        yield from described.own
        for node in described.fixed:
            if node["@id"] not in seen:
                seen.add(node["@id"])
                yield node
        for node in described.shared:
            _merge(shared.setdefault(node["@id"], {}), node)
    yield from shared.values()


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
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
