"""Documentation, help, messages, docstrings, comments and test names use the words of docs/glossary.md."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *(page for folder in ("benchmarks", "fuzz", "samples", "tests") for page in (ROOT / folder).rglob("README.md")),
]
PROGRAMS = [
    program
    for folder in (".ci", "benchmarks", "docs", "exporters", "fuzz", "samples/plugins", "src", "tests")
    for program in sorted((ROOT / folder).rglob("*.py"))
    if not ("english" in program.parts or program.name == "english.py" or program == Path(__file__))
]
"""Without lists of English words, and without this list."""

REPLACED = {
    r"stamp(s|ed)?\b(?! form)": "a point in a video is a timestamp; only a way to write one is a stamp form",
    r"(?<!key )moments?\b": "a point in a video is a timestamp; “key moments” are Google's",
    r"vouch(es|ed)?": "a timestamp supports a claim",
    r"guests?": "somebody else's package with exporters is a plugin",
    r"blanks|a blank(?! line)": "spaces and their like are whitespace; what a card hides is a gap",
    r"halves of characters?|half a character": "half of a pair in UTF-16 is a surrogate",
    r"mend(s|ed|ing)?": "timestamps are repaired, bugs are fixed",
    r"whoever": "say who: the user, the reader, the caller",
    r"house's": "say whose: noteport's, the parser's",
    r"complain(s|t|ts)?\b(?! of)": "a program reports an error",
    r"leave with (its|an) exit code|asks? to leave": "a program exits",
    r"all the same(?= (but|one|by))|makes? them all the same": "say anyway",
    r"say nothing of": "say do not report",
    r"all is well": "say what has passed",
    r"(?<!there )is no (name|address|package|picture|text|note|file|number|YAML|XML|JSON)\b": "say is not a …",
}
"""Words that the glossary replaces, each with the reason, as patterns of whole words in any case."""

ALLOWED = {
    "src/noteport/tables/schema.py": "descriptions of columns are part of the output and stay the same bytes",
}
_PATTERN = re.compile(r"(?<![\w-])(?:" + "|".join(f"(?:{one})" for one in REPLACED) + r")(?![\w-])", re.IGNORECASE)
_CODE_OR_ADDRESS = re.compile(
    r"^(`{3,}).*?^\1|``.+?``|`[^`\n]*`|<!-- generated.*?-->|\]\([^()\s]*\)", re.MULTILINE | re.DOTALL
)


def prose_of_page(page: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page without code."""
    text = _CODE_OR_ADDRESS.sub(lambda code: "\n" * code[0].count("\n"), page.read_text(encoding="utf-8"))
    yield from enumerate(text.splitlines(), 1)


def prose_of_program(program: Path) -> Iterator[tuple[int, str]]:
    """Yield docstrings, comments, names of tests and, outside tests, strings of several words, all without code."""
    source = program.read_text(encoding="utf-8")
    is_test = "tests" in program.parts
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))) if is_test:
                yield node.lineno, _CODE_OR_ADDRESS.sub("", text)
            case ast.Constant(value=str(text)) if " " in text.strip() and not is_test:
                yield node.lineno, _CODE_OR_ADDRESS.sub("", text)
            case ast.FunctionDef(name=name) if name.startswith("test_"):
                yield node.lineno, name.replace("_", " ")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], _CODE_OR_ADDRESS.sub("", token.string)


def replaced_words(lines: Iterator[tuple[int, str]]) -> list[str]:
    return [
        f"{number}: {found[0]}: {text.strip()[:120]}" for number, text in lines for found in _PATTERN.finditer(text)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_uses_the_words_of_the_glossary(page: Path) -> None:
    assert replaced_words(prose_of_page(page)) == []


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_program_uses_the_words_of_the_glossary(program: Path) -> None:
    if program.relative_to(ROOT).as_posix() in ALLOWED:
        return
    assert replaced_words(prose_of_program(program)) == []
