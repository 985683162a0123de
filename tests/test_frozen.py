"""A dataclass that is made quickly is made like any other."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from noteport.frozen import quick_init


@quick_init
@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2
    name: str = field(default="p", kw_only=True)
    size: int = field(kw_only=True)

    def __post_init__(self) -> None:
        if self.x < 0:
            object.__setattr__(self, "x", 0)


def test_its_fields_are_set_by_place_by_name_and_by_default() -> None:
    assert Point(1, size=4) == Point(x=1, y=2, name="p", size=4)
    point = Point(1, 5, name="q", size=4)
    assert (point.x, point.y, point.name, point.size) == (1, 5, "q", 4)
    assert replace(point, y=6).y == 6
    assert hash(point) == hash(replace(point))


def test_what_comes_after_making_is_done() -> None:
    assert Point(-1, size=4).x == 0


@pytest.mark.parametrize("wrong", [{}, {"x": 1}, {"x": 1, "size": 4, "z": 1}])
def test_it_takes_neither_too_little_nor_too_much(wrong: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Point(**wrong)  # type: ignore[arg-type]  # that is what is tested


def test_it_stays_frozen() -> None:
    point = Point(1, size=4)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]  # that is what is tested
    assert not hasattr(point, "__dict__")


def test_its_signature_is_that_of_the_dataclass() -> None:
    assert str(inspect.signature(Point)) == "(x: 'int', y: 'int' = 2, *, name: 'str' = 'p', size: 'int') -> None"


def test_a_default_that_has_to_be_made_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Basket\.items"):

        @quick_init
        @dataclass(frozen=True, slots=True)
        class Basket:
            items: list[int] = field(default_factory=list)
