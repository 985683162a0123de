"""The front matter of a note, and where its text begins: YAML between rules, TOML, JSON, or the properties of Logseq.

python-frontmatter's handlers find its end; ``frontmatter.parse`` would strip leading lines and so shift all line
numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from noteport.model.limits import Limits
from noteport.model.patterns import pattern
from noteport.model.problems import ProblemCode
from noteport.parse.head.evidence import has_known_key, is_front_matter, opens_blank
from noteport.parse.head.toml_values import as_strings, read_toml
from noteport.parse.head.yaml_values import read_yaml

# A line of dots closes front matter, unless another key follows: then it only ends a YAML document.
_YAML = YAMLHandler(pattern(r"^(?:-{3,}|\.{3}(?![ \t]*\n[a-z]\w*:[ \t]))[ \t]*$", re.MULTILINE))
_TOML = YAMLHandler(pattern(r"^\+{3}[ \t]*$", re.MULTILINE))
_BLANK_LINES = pattern(r"(?:[ \t]*+\n)*+")
_OPENING = pattern(r"(-{3,}|\+{3})[ \t]*(?:\n|\Z)")
_JSON = pattern(r"\{\s*\"")
_PLAIN_LINE = pattern(r"[ \t]*([^\s:=#'\"][^:=\n]{0,60}?)[ \t]*(?::|=)(?:[ \t]+(.*))?")
# A line at the end of the text has no newline; it is not front matter then, and there is nothing else to read.
_PROPERTIES = pattern(r"\s*+(?:- )?(?:[ \t]*[A-Za-z][\w./-]{0,40}::(?:[ \t][^\n]*)?\n)+")


_NOTHING: Mapping[str, Any] = MappingProxyType({})


_LINKED_TAG = pattern(r"\[\[([^\[\]\n]+)\]\]")
_TAG_BREAK = pattern(r"[,\s]+")


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

    Broken YAML or TOML costs a problem: its plain ``key: value`` lines are read one by one. Front matter of more than
    ``most`` characters is text, and so is what only stands between two rules.
    """
    blank = _BLANK_LINES.match(text)
    start = blank.end() if blank else 0
    opening = _OPENING.match(text, start)
    if opening is None:
        return _json(text, start, most) if text.startswith("{", start) else _properties(text)
    handler = _TOML if opening[1][0] == "+" else _YAML
    try:
        head, body = handler.split(text[start:])
    except ValueError:  # it is never closed
        return Head(_NOTHING, text, 0)
    if len(head) > most:
        message = f"It is longer than {most:,} characters and was ignored."
        return Head(_NOTHING, text, 0, ProblemCode.FRONT_MATTER_BROKEN, message)
    lines = text.count("\n", 0, len(text) - len(body))
    try:
        values = read_toml(head) if handler is _TOML else read_yaml(head)
    except (ValueError, yaml.YAMLError) as error:
        plain = _plain_lines(head)
        if not is_front_matter(head, plain):
            return Head(_NOTHING, text, 0)
        format = "TOML" if handler is _TOML else "YAML"
        message = f"It is not valid {format} ({_reason(error, format)}); its plain lines were read."
        return Head(plain, body, lines, ProblemCode.FRONT_MATTER_BROKEN, message)
    if values is None or values == "":
        is_text = head.strip() and opens_blank(head)  # a heading is a comment to YAML
        return Head(_NOTHING, text, 0) if is_text else Head(_NOTHING, body, lines)
    if not isinstance(values, Mapping):
        return Head(_NOTHING, text, 0, ProblemCode.FRONT_MATTER_NOT_MAPPING, "It has no keys and was kept as text.")
    if not is_front_matter(head, values):
        return Head(_NOTHING, text, 0)
    return Head(MappingProxyType(values), body, lines)


def _json(text: str, start: int, most: int) -> Head:
    """A JSON object that opens a note, as Hugo reads it (Hugo documentation, "Front matter")."""
    if not _JSON.match(text, start):
        return Head(_NOTHING, text, 0)
    try:
        found, end = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(text[start : start + most])
        values = {key: as_strings(value) for key, value in found.items()}
    except (ValueError, RecursionError):
        return Head(_NOTHING, text, 0)
    body = text[start + end :]
    if not has_known_key(values) or body.partition("\n")[0].strip():
        return Head(_NOTHING, text, 0)
    return Head(MappingProxyType(values), body, text.count("\n", 0, start + end))


def _properties(text: str) -> Head:
    """The properties of a Logseq page: ``key:: value`` lines before anything else."""
    found = _PROPERTIES.match(text)
    if found is None:
        return Head(_NOTHING, text, 0)
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


def _reason(error: Exception, format: str) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem or 'not YAML'}"
    return f"not {format}"


DRAWING_KEYS = ("excalidraw-plugin", "kanban-plugin")
"""Files with these keys are the data of a drawing or a board, not notes."""


def is_drawing(head: Head) -> bool:
    """Return whether a file is a drawing or a board, which makes no claims."""
    return any(key in head.values for key in DRAWING_KEYS)


TAG_KEYS = ("tags", "tag")
"""Spellings in front matter."""


def _without_links(tags: str) -> str:
    return _LINKED_TAG.sub(lambda found: "_".join(found[1].split()), tags)


def _strings(value: object) -> Iterator[str]:
    """Yield the strings in a list; YAML reads ``[[yeast]]`` without quotation marks as a list in a list."""
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, str):
            yield entry
        else:
            yield from _strings(entry)


def head_tags(head: Head) -> tuple[str, ...]:
    """Return the tags in front matter, a list or words between commas or spaces, without ``#`` and ``[[…]]``."""
    tags: list[str] = []
    for key in TAG_KEYS:
        value = head.values.get(key)
        if isinstance(value, str):
            value = _TAG_BREAK.split(_without_links(value))
        tags += (_without_links(tag).strip().removeprefix("#").strip("/") for tag in _strings(value))
    return tuple(filter(None, tags))


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
