"""YAML as strings, lists and mappings, and nothing else.

It is built from events, because PyYAML's loaders build trees by recursion in C, where about ten thousand brackets crash
the whole process. Tags construct nothing, and every scalar stays a string: a date, a number, the video id
``12345_67890``.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml

from noteport.model.limits import FRONT_MATTER_NESTING

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(text: str) -> Value | None:
    """Return the value of one YAML document; None if it is empty. Linear in its size, whatever it contains.

    An alias of a string is replaced by that string; one of a list or mapping is rejected, because a few of them can
    expand to gigabytes.

    Raises:
        yaml.YAMLError: the text is not YAML, or exceeds the limits.
    """
    builder = _Builder()
    for event in yaml.parse(text, Loader=_Loader):
        builder.take(event)
    return builder.documents[0] if builder.documents else None


class _Builder:
    """Builds values; open ones are kept on an explicit stack."""

    def __init__(self) -> None:
        self.documents: list[Value] = []
        self._open: list[tuple[list[Value], bool]] = [(self.documents, False)]
        """The values of the open node, and whether they alternate between keys and values."""
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
