"""Skimmed notes as bytes, and back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath

import msgspec.msgpack

from noteport.model.problems import Problem
from noteport.vault.codec.decode import unpack_problems
from noteport.vault.codec.encode import pack_problems
from noteport.vault.skim import SkimmedNote


def encode_skimmed(facts: SkimmedNote, problems: Sequence[Problem] = ()) -> bytes | None:
    """Encode a skimmed note with the problems of its file; None if it cannot be encoded."""
    try:
        return msgspec.msgpack.encode((pack_problems(problems), facts))
    except (ValueError, OverflowError):
        return None


def decode_skimmed(data: bytes, path: PurePosixPath) -> tuple[SkimmedNote, tuple[Problem, ...]] | None:
    """Decode a skimmed note and its problems from bytes that ``encode_skimmed`` of this version made; None
    otherwise.
    """
    try:
        problems, facts = _decoder().decode(data)
    except (msgspec.DecodeError, ValueError):
        return None  # truncated, or from another program
    return facts, unpack_problems(problems, path)


@cache
def _decoder() -> msgspec.msgpack.Decoder[tuple[list[tuple[str, int, str]], SkimmedNote]]:
    return msgspec.msgpack.Decoder(tuple[list[tuple[str, int, str]], SkimmedNote])
