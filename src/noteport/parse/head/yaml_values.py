"""A YAML text as texts, lists and mappings, and as nothing else.

It is built from events: PyYAML's loaders build trees by recursion in C, which some ten thousand brackets end with the
whole process. Tags build nothing, and every scalar stays text: a date, a number, the video id ``12345_67890``.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml

from noteport.model.limits import FRONT_MATTER_NESTING

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(text: str) -> Value | None:
    """The value of one YAML document; None if it is empty. Linear in its size, whatever it holds.

    An alias of a text is that text; one of a list or mapping is refused, since a few of them can mean gigabytes.

    Raises:
        yaml.YAMLError: it is not YAML, or more of it than is read.
    """
    builder = _Builder()
    for event in yaml.parse(text, Loader=_Loader):
        builder.take(event)
    return builder.documents[0] if builder.documents else None


class _Builder:
    """Puts values together; what is open is kept on a stack of its own."""

    def __init__(self) -> None:
        self.documents: list[Value] = []
        self._open: list[tuple[list[Value], bool]] = [(self.documents, False)]
        """Values of what is open, and whether they are keys and values in turn."""
        self._anchors: dict[str, str] = {}

    def take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent(value=text, anchor=anchor):
                if anchor is not None:
                    self._anchors[anchor] = text
                self._add(text, event)
            case yaml.AliasEvent(anchor=anchor):
                if anchor not in self._anchors:
                    raise _refused("an alias of something other than a string", event)
                self._add(self._anchors[anchor], event)
            case yaml.CollectionStartEvent():
                if len(self._open) > FRONT_MATTER_NESTING:
                    raise _refused("nested too deeply", event)
                self._open.append(([], isinstance(event, yaml.MappingStartEvent)))
            case yaml.CollectionEndEvent():
                values, is_mapping = self._open.pop()
                self._add(dict(zip(values[::2], values[1::2], strict=True)) if is_mapping else values, event)  # type: ignore[arg-type]  # _add lets only texts be keys
            case yaml.DocumentStartEvent() if self.documents:
                raise _refused("a second document", event)

    def _add(self, value: Value, event: Any) -> None:
        values, is_mapping = self._open[-1]
        if is_mapping and len(values) % 2 == 0 and not isinstance(value, str):
            raise _refused("a key that is not a string", event)
        values.append(value)


def _refused(problem: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
