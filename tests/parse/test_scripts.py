"""Plain text means what the reader sees: raised, lowered and struck-out text."""

from __future__ import annotations

import pytest

from noteport.api import Math, Paragraph, Strike, Subscript, Superscript, html, parse_note, text_of_html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("10<sup>8</sup> bricks", "10⁸ bricks"),
        ("10^8^ bricks", "10⁸ bricks"),
        ("10^-8^ bricks", "10⁻⁸ bricks"),
        ("H~2~O", "H₂O"),
        ("H<sub>2</sub>O", "H₂O"),
        ("x<sup>ab</sup>", "x^ab"),
        ("x<sup>a/b</sup>", "x^(a/b)"),
        ("x<sub>max</sub>", "x_max"),
        ("x~max~ and y~0~", "x_max and y₀"),
        ("the 4^th^ brick", "the 4th brick"),
        ("the 4<sup>th</sup> brick", "the 4th brick"),
        ("Clay<sup>®</sup>", "Clay®"),
        ("SO~4~^2-^", "SO₄²⁻"),
        ("x^2^+y^2^=z^2^", "x²+y²=z²"),
        ("<sub>made by hand</sub>", "made by hand"),
    ],
)
def test_scripts_are_told_from_the_line(source: str, expected: str) -> None:
    assert text(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "x^2+y^2",
        "2^3^2",
        "a^b + c^d",
        "3~5 hours or 10~20 days",
        "1~2~3",
        "Mon~Wed~Fri",
        "~/a and ~/b",
        "about ~5 and ~6",
        "월~수~금",
        "https://a.example/b^c^/",
        "List<T>",
    ],
)
def test_other_signs_stay_as_they_are(source: str) -> None:
    assert text(source) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("costs ~~5~~ 6 coins", "costs 6 coins"),
        ("costs <del>5</del> 6 coins", "costs 6 coins"),
        ('costs <s class="a">5</s> 6 coins', "costs 6 coins"),
        ("costs 6 coins ~~or 5~~", "costs 6 coins"),
        ("~~costs 5~~ is free", "is free"),
        ("costs 6 coins (~~5~~)", "costs 6 coins"),
        ("un~~re~~known", "unknown"),
        ("**costs ~~5~~ 6** coins", "costs 6 coins"),
        ("costs ~~*5* [00:02]~~ 6 coins", "costs 6 coins"),
        ("costs <del>5 coins", "costs 5 coins"),
        ("about ~~~5 coins", "about ~~~5 coins"),
    ],
)
def test_what_is_struck_out_is_not_told(source: str, expected: str) -> None:
    assert text(source) == expected


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("It costs $5 and $6", []),
        ("It costs $5 to 10$ a bag, or $3-$4", []),
        ("Shares of $CLAY/$KILN rose", []),
        ("It costs $1,000 against $2,000", []),
        ("So $3x$ and the $n$th, $1/2$ and $5 mod 3$", ["3x", "n", "1/2", "5 mod 3"]),
        ("So $`a_1`$ is first", ["a_1"]),
        ("So $$a = b \\\\\n% as above\nc = d$$ holds", ["a = b \\\\ c = d"]),
    ],
)
def test_prices_are_no_formulas_and_derivations_keep_their_rows(source: str, formulas: list[str]) -> None:
    [claim] = parse_note(f"{source} [00:01]").claims()
    assert [inline.tex for inline in claim.inlines if isinstance(inline, Math)] == formulas
    assert formulas or claim.text == source


def test_a_struck_out_sentence_makes_no_claim_and_supports_no_other() -> None:
    note = parse_note("The clay dries. ~~It cracks [00:05].~~\n\n~~It melts~~ [00:06]\n\nIt is fired [00:09].")
    assert [(claim.text, [one.start for one in claim.timestamps]) for claim in note.claims()] == [("It is fired.", [9])]


def test_the_note_still_shows_what_is_struck_out() -> None:
    [block] = parse_note("costs ~~5~~ 6 coins [00:01]").sections[0].blocks
    assert isinstance(block, Paragraph)
    assert any(type(inline) is Strike for inline in block.inlines)


def test_html_shows_scripts_as_such_and_reads_back_the_same() -> None:
    assert html((Superscript("<8"), Subscript("2"))) == "<sup>&lt;8</sup><sub>2</sub>"
    assert text_of_html("10<sup>8</sup> x<sub>&lt;a</sub>") == "10⁸ x_(<a)"


def text(source: str) -> str:
    [claim] = parse_note(f"{source} [00:01]").claims()
    return claim.text
