"""The front matter of a note, and where its text begins.

python-frontmatter's handler finds its end; ``frontmatter.parse`` would strip leading lines and so shift all line
numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from noteport.model.limits import Limits
from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode
from noteport.parse.head.yaml_values import read_yaml

_HANDLER = YAMLHandler()
_OPENING = pattern(r"-{3,}[ \t]*(?:\n|\Z)")
_PLAIN_LINE = pattern(r"[ \t]*([^\s:#'\"][^:\n]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
# A line at the end of the text has no newline; it is not front matter then, and there is nothing else to read.
_PROPERTIES = pattern(r"\s*+(?:- )?(?:[ \t]*[A-Za-z][\w./-]{0,40}::(?:[ \t][^\n]*)?\n)+")


class Head(Struct, frozen=True):
    """What was read from the front matter."""

    values: Mapping[str, Any]
    body: str
    """The text after it."""
    lines: int
    """The number of lines of the file before the body."""
    problem: ProblemCode | None = None
    """The code of a problem, or empty."""
    message: str = ""
    """What is wrong and what was done about it."""


def split_head(text: str, most: int = Limits().front_matter) -> Head:
    """Split a note into its front matter and its body. Line ends must be newlines.

    Broken YAML costs a problem: its plain ``key: value`` lines are read one by one. Front matter of more than ``most``
    characters is text.
    """
    if not _OPENING.match(text):
        return _properties(text)
    try:
        head, body = _HANDLER.split(text)
    except ValueError:  # it is never closed
        return Head(MappingProxyType({}), text, 0)
    if len(head) > most:
        return Head(
            MappingProxyType({}),
            text,
            0,
            ProblemCode.FRONT_MATTER_BROKEN,
            f"It is longer than {most:,} characters and was ignored.",
        )
    lines = text.count("\n", 0, len(text) - len(body))
    try:
        values = read_yaml(head)
    except yaml.YAMLError as error:
        return Head(
            _plain_lines(head),
            body,
            lines,
            ProblemCode.FRONT_MATTER_BROKEN,
            f"It is not valid YAML ({_reason(error)}); its plain lines were read.",
        )
    if values is None or values == "":
        return Head(MappingProxyType({}), body, lines)
    if not isinstance(values, Mapping):
        return Head(
            MappingProxyType({}), body, lines, ProblemCode.FRONT_MATTER_NOT_MAPPING, "It has no keys and was ignored."
        )
    return Head(MappingProxyType(values), body, lines)


def _properties(text: str) -> Head:
    """The properties of a Logseq page: ``key:: value`` lines before anything else."""
    found = _PROPERTIES.match(text)
    if found is None:
        return Head(MappingProxyType({}), text, 0)
    values: dict[str, str] = {}
    for line in found[0].splitlines():
        key, _, value = line.strip(" \t-").partition("::")
        if value.strip():
            values.setdefault(key, value.strip())
    return Head(MappingProxyType(values), text[found.end() :], found[0].count("\n"))


def _plain_lines(head: str) -> Mapping[str, Any]:
    values: dict[str, str] = {}
    for line in head.splitlines():
        found = _PLAIN_LINE.fullmatch(line)
        if found:
            value = (found[2] or "").rstrip(" \t")
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            values.setdefault(found[1], value[1:-1] if quoted else value)
    return MappingProxyType(values)


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem or 'not YAML'}"
    return "not YAML"


def text_value(values: Mapping[str, Any], *keys: str) -> str | None:
    """Return the first of several keys that has text, without surrounding whitespace; of a list, its first entry.

    YAML reads ``[[Ada]]`` without quotation marks as a list in a list.
    """
    for key in keys:
        value = values.get(key)
        while isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None
