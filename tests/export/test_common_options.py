from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from noteport.export.common_options import CommonOptions, taken_keys
from noteport.plugins.fields import Field, fields_of
from noteport.plugins.options import Options, option


@dataclass(frozen=True, kw_only=True)
class Every(Options):
    """One option of every type that there is."""

    yes: bool = option(False, help="A switch")
    whole: int = option(3, help="A number", minimum=1)
    part: float = option(0.5, help="A part")
    word: str = option("a", help="A word")
    file: Path | None = option(None, help="A file", metavar="CSS")
    choice: Literal["red", "green"] = option("red", help="A colour", name="colour")
    maybe: int | None = option(None, help="A number or none")
    several: tuple[str, ...] = option((), help="Words")


FIELDS = {field.name: field for field in fields_of(Every)}


def test_a_field_tells_all_that_was_declared() -> None:
    assert FIELDS["choice"] == Field(
        name="choice",
        key="colour",
        kind=str,
        many=False,
        choices=("red", "green"),
        default="red",
        help="A colour",
        metavar=None,
        minimum=None,
    )
    assert [field.kind for field in FIELDS.values()] == [bool, int, float, str, Path, str, int, str]
    assert FIELDS["several"].many


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("yes", True, True),
        ("whole", 1, 1),
        ("part", 2, 2.0),
        ("word", "", ""),
        ("file", "a.css", Path("a.css")),
        ("choice", "green", "green"),
        ("maybe", 0, 0),
        ("several", ["a", "b"], ("a", "b")),
    ],
)
def test_values_of_a_configuration_file_are_converted(name: str, value: object, expected: object) -> None:
    assert FIELDS[name].convert(value) == expected
    assert type(FIELDS[name].convert(value)) is type(expected)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("yes", "yes", "true or false"),
        ("yes", 1, "true or false"),
        ("whole", True, "a whole number, 1 or more"),
        ("whole", 0, "a whole number, 1 or more"),
        ("part", "half", "a number"),
        ("word", 3, "a string"),
        ("file", 3, "a path"),
        ("file", "a\0b", "a path without a null character"),
        ("file", "~nobody-has-this-name/a", "a path that does not begin with the home folder of an unknown user"),
        ("choice", "blue", "one of red, green"),
        ("several", "a", "a list of strings"),
        ("several", [1], "a string"),
    ],
)
def test_values_of_another_type_are_refused(name: str, value: object, complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^{complaint}$"):
        FIELDS[name].convert(value)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("yes", "On", True),
        ("yes", "0", False),
        ("whole", "12", 12),
        ("part", "0.25", 0.25),
        ("several", "a, b,", ("a", "b")),
        ("word", "a,b", "a,b"),
    ],
)
def test_text_of_the_environment_is_parsed(name: str, text: str, expected: object) -> None:
    assert FIELDS[name].parse(text) == expected


@pytest.mark.parametrize(("name", "text"), [("yes", "perhaps"), ("whole", "many"), ("whole", "0"), ("choice", "blue")])
def test_text_that_means_nothing_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"true or false|a whole number|one of"):
        FIELDS[name].parse(text)


def test_defaults_are_shown_as_a_person_would_write_them() -> None:
    shown = {name: field.shown_default for name, field in FIELDS.items()}
    assert shown == {
        "yes": "no",
        "whole": "3",
        "part": "0.5",
        "word": "a",
        "file": "",
        "choice": "red",
        "maybe": "",
        "several": "",
    }


def declared(annotation: Any, default: Any) -> type[Options]:
    made = type(
        "Made", (Options,), {"__annotations__": {"field": annotation}, "field": default, "__module__": __name__}
    )
    return dataclass(frozen=True, kw_only=True)(made)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (object, "must be a subclass"),
        (type("Plain", (Options,), {}), "must be a frozen dataclass"),
        (declared(int, 3), "must be made by option()"),
        (declared(dict[str, str], option(None, help="x")), "has a type that options cannot have"),
        (declared(int | str, option(1, help="x")), "has a type that options cannot have"),
        (declared(tuple[int, ...], option((), help="x")), "has a type that options cannot have"),
        (declared(int, option(1, help="")), "with a default and a help text"),
    ],
)
def test_a_class_that_is_not_as_options_must_be_is_refused(options: object, complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        fields_of(options)


def test_an_exporter_without_options_has_none() -> None:
    assert fields_of(Options) == ()


def test_common_options_keep_their_names_to_themselves() -> None:
    assert {field.key for field in fields_of(CommonOptions)} < taken_keys()
    assert {"output", "force", "language"} < taken_keys()
