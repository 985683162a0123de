"""Styles of pictures keep what draws; nothing in them loads, whatever browsers learn to load."""

from __future__ import annotations

import pytest

from noteport_epub.css import safe_declarations, safe_sheet, safe_value
from noteport_epub.svg import safe_svg


@pytest.mark.parametrize(
    "style",
    [
        "fill:red",
        "fill: rgb(1, 2, 3); stroke-width: 2px",
        "fill:url(#a) red;clip-path:url('#b')",
        "font-family: 'Fira Sans', sans-serif; font-size:12.5px",
        "transform: translate(1px, -2px) rotate(45deg) scale(calc(1 + 2))",
        "filter: blur(2px) drop-shadow(1px 1px #abc)",
        "color: light-dark(#fff, #000) !important",
    ],
)
def test_what_draws_is_kept_as_it_is_written(style: str) -> None:
    assert safe_declarations(style) == style
    assert safe_sheet(f".a, g > rect {{{style}}}") == f".a, g > rect {{{style}}}"


LOADS = [
    "url(//evil.test/a)",
    "url('https://evil.test/a')",
    "URL(a.png)",
    "url(#a) url(a)",
    "image-set('//evil.test/a' 1x)",
    "-webkit-image-set('//evil.test/a' 1x)",
    'image-set("a" type("image/png"))',
    "cross-fade(url(#a), 'a')",
    "image('a')",
    "src('a')",
    "element(#a)",
    "paint(x)",
    "attr(href url)",
    "var(--a)",
    "env(a)",
    "expression(alert(1))",
    r"u\72l(a)",
    r"\75rl(a)",
    "red;}@import 'a'",
    "red} svg{background:blue",
    "<a",
    "'a\\' url(a)'",
    "/**/url(a)",
    "url/**/(a) url(\na)",
]


@pytest.mark.parametrize("value", LOADS)
def test_no_value_loads(value: str) -> None:
    assert not safe_value(value)
    for style in (f"fill:{value}", f"fill:red;stroke:{value};opacity:1", f"fill:light-dark({value}, {value})"):
        for kept in (safe_declarations(style), safe_sheet(f"a{{{style}}}")):
            assert "evil" not in kept
            assert not any(mark in kept for mark in ("url(a", "@", "\\", "(a", "<", "set("))


@pytest.mark.parametrize(
    "name",
    [
        "background",
        "background-image",
        "border-image-source",
        "content",
        "cursor",
        "src",
        "--a",
        "behavior",
        "list-style",
    ],
)
def test_properties_that_do_not_draw_are_left_out(name: str) -> None:
    assert safe_declarations(f"{name}:red;fill:blue") == "fill:blue"


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'a';",
        "@import url(a) screen;",
        "@font-face{src:url(x)}",
        "@media screen{.b{fill:red} .c{fill:url(a)}}",
        "@keyframes x{from{fill:red}}",
        "@namespace url(a);",
        ".b{.c{fill:red}}",
        "[href^='a']{fill:red}",
        ".b{fill:url(a)}",
        "/* .b{fill:red} */",
        ".b{}",
        "@media{{{{",
    ],
)
def test_rules_that_do_not_only_draw_are_left_out(sheet: str) -> None:
    assert safe_sheet(sheet).strip() == ""
    assert safe_sheet(f".a{{fill:red}}{sheet}").startswith(".a{fill:red}")


def test_every_place_for_a_style_is_judged() -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" style="background-image:-webkit-image-set(\'//evil.test/a\' 1x)">'
        "<style>svg{border-image-source:image-set('//evil.test/b' 1x)} rect{fill:green}</style>"
        '<rect fill="image-set(\'//evil.test/c\')" stroke="red" filter="url(//evil.test/d)" width="1" cursor="url(e)"'
        ' mask="url(#m)" onload="f()" data-a="b" style="fill:red;cursor:url(//evil.test/f)"/></svg>'
    )
    drawn = safe_svg(picture.encode())
    assert drawn is not None
    assert b"evil" not in drawn
    assert b"<style> rect{fill:green}</style>" in drawn
    assert b'<rect stroke="red" width="1" mask="url(#m)" style="fill:red"></rect>' in drawn


def test_long_values_are_judged_in_linear_time() -> None:
    for value in ("a" * 90_000, "(" * 90_000, "url(" * 20_000, "'" * 90_000, "/*" * 40_000, "rgb(" * 20_000):
        safe_value(value)
        safe_sheet(value + "{" + value)
