"""TOML as strings, lists and mappings, like YAML (yaml_values.py)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from noteport.parse.head.yaml_values import Value


def read_toml(text: str) -> Value:
    """Return the values of a TOML document; dates, numbers and truth values as they would be written.

    Raises:
        ValueError: the text is not TOML, or is nested too deeply.
    """
    try:
        return as_strings(tomllib.loads(text, parse_float=str))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def as_strings(value: object) -> Value:
    """Return a value of TOML or JSON with every scalar as a string.

    Raises:
        RecursionError: it is nested too deeply.
    """
    if isinstance(value, Mapping):
        return {str(key): as_strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_strings(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
