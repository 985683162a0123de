"""Nodes as N-Triples (W3C, RDF 1.1 N-Triples) by their context: the same triples as an engine makes from the JSON-LD.

It supports what our own contexts use: ``@vocab``, prefixes, aliases of keywords, and the types ``@id`` and ``@vocab``
of a term.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from noteport_jsonld.nodes import Node

_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


class Triples:
    """Turns nodes into triples with one context."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = context

    def of(self, node: Node) -> Iterator[str]:
        """Yield the triples of a node and of those inside it, each with its full stop."""
        subject = f"<{self._id(node)}>"
        for key, value in node.items():
            values = value if isinstance(value, list) else [value]
            match self._keyword(key):
                case "@id":
                    continue
                case "@type":
                    for one in values:
                        yield f"{subject} {_RDF_TYPE} <{self._iri(one)}> ."
                case _:
                    predicate = f"<{self._iri(key)}>"
                    for one in values:
                        yield f"{subject} {predicate} {self._object(key, one)} ."
                        if isinstance(one, dict) and "@value" not in one:
                            yield from self.of(one)

    def _id(self, node: Node) -> str:
        return str(next(value for key, value in node.items() if self._keyword(key) == "@id"))

    def _keyword(self, key: str) -> str:
        """Return the keyword for a key, or the key itself."""
        meaning = self._context.get(key, key)
        return meaning if isinstance(meaning, str) and meaning.startswith("@") else key

    def _iri(self, name: str) -> str:
        """Return the full IRI of a property or class."""
        meaning = self._context.get(name)
        if isinstance(meaning, Mapping):
            meaning = meaning.get("@id")
        name = meaning or name
        prefix, colon, rest = name.partition(":")
        if colon:
            return self._context[prefix] + rest if prefix in self._context else name
        return f"{self._context['@vocab']}{name}"

    def _object(self, key: str, value: Any) -> str:
        definition = self._context.get(key)
        kind = definition.get("@type") if isinstance(definition, Mapping) else None
        if isinstance(value, dict):
            if "@value" in value:
                return f"{_quoted(value['@value'])}@{value['@language']}"
            return f"<{self._id(value)}>"
        if isinstance(value, int):
            return f'"{value}"{_INTEGER}'
        if kind == "@id":
            return f"<{value}>"
        if kind == "@vocab":
            return f"<{self._iri(value)}>"
        return _quoted(value)


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
