"""Code with its language. Colours are classes, so that the style sheet can support light and dark pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, Token, _TokenType
from pygments.util import ClassNotFound

from noteport_epub.xhtml import Markup, el, join

_LONGEST = 1_500
"""Maximum characters, because many lexers take quadratic time or more for text that they do not understand."""

_CLASSES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "c"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (String, "s"),
    (Number, "m"),
    (Literal, "s"),
    (Name.Tag, "k"),
    (Name.Attribute, "a"),
    (Name.Builtin, "b"),
    (Name.Class, "f"),
    (Name.Decorator, "b"),
    (Name.Function, "f"),
    (Token.Generic.Deleted, "gd"),
    (Token.Generic.Inserted, "gi"),
    (Token.Generic.Heading, "f"),
)
"""The first one that contains a token determines its class."""


def code_block(text: str, written_language: str | None) -> Markup:
    """Write a block of code, with the language above it if one is named."""
    lexer = _lexer(written_language.lower()) if written_language else None
    if written_language is None:
        return el("pre", {}, el("code", {"translate": "no", "dir": "ltr"}, text))
    name: str = lexer.name if lexer is not None else written_language
    content = _coloured(text, lexer) if lexer is not None and len(text) <= _LONGEST else None
    return el(
        "figure",
        {"class": "code"},
        el("figcaption", {"translate": "no"}, name),
        el("pre", {}, el("code", {"translate": "no", "dir": "ltr"}, content if content is not None else text)),
    )


def _coloured(text: str, lexer: Lexer) -> Markup | None:
    """Return the code with classes; None if the lexer does not return its input unchanged."""
    pieces = list(_pieces(text, lexer))
    if "".join(piece for _, piece in pieces) != text:
        return None
    return join(el("span", {"class": name}, piece) if name else piece for name, piece in pieces)


def _pieces(text: str, lexer: Lexer) -> Iterator[tuple[str, str]]:
    """Class and text, with neighbours of one class joined."""
    tokens = ((_class_of(kind), value) for kind, value in lexer.get_tokens(text))
    for name, group in groupby(tokens, key=lambda token: token[0]):
        yield name, "".join(value for _, value in group)


@lru_cache(maxsize=256)
def _class_of(kind: _TokenType) -> str:
    ancestors = kind.split()
    return next((name for parent, name in _CLASSES if parent in ancestors), "")


@lru_cache(maxsize=64)
def _lexer(name: str) -> Lexer | None:
    try:
        lexer: Lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return None if lexer.name == "Text only" else lexer
