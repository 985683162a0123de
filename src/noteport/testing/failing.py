"""How a promise fails: first what a user would experience, then what was found."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import pytest

from noteport.errors import NoteportError


def fail(sentence: str, detail: str = "") -> NoReturn:
    pytest.fail(f"{sentence}\n{detail}".rstrip(), pytrace=False)


@contextmanager
def suffering(sentence: str = "Users get no file.", *, words_are_enough: bool = False) -> Iterator[None]:
    """An exception inside the with block fails with this sentence.

    With ``words_are_enough``, an error with a message for users is not a failure.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the exporter may raise anything
        if not (words_are_enough and isinstance(error, NoteportError)):
            fail(sentence, trace(error))


def trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).strip()


def same(one: Mapping[str, bytes], other: Mapping[str, bytes], sentence: str) -> None:
    if set(one) != set(other):
        fail(sentence, f"These files are there once only: {', '.join(sorted(set(one) ^ set(other)))}")
    for name in one:
        if one[name] != other[name]:
            at = next(
                (n for n, pair in enumerate(zip(one[name], other[name], strict=False)) if pair[0] != pair[1]),
                min(len(one[name]), len(other[name])),
            )
            around = slice(max(at - 20, 0), at + 30)
            fail(sentence, f"{name}, byte {at}: {one[name][around]!r}, then {other[name][around]!r}")
