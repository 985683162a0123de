"""Emphasis beside letters of scripts without spaces ends where its writer closed it."""

from __future__ import annotations

import pytest

from noteport.api import html, parse_note


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**강조**는 두 번", "<strong>강조</strong>는 두 번"),
        ("**강조(strong)**는 두 번", "<strong>강조(strong)</strong>는 두 번"),
        ("값은 **100%**를 넘는다", "값은 <strong>100%</strong>를 넘는다"),
        ("그는 **'가마'**라고 불렀다", "그는 <strong>'가마'</strong>라고 불렀다"),
        ("**窑火。**后来很热", "<strong>窑火。</strong>后来很热"),
        ("这是**「窑火」**的意思", "这是<strong>「窑火」</strong>的意思"),
        ("这是**“窑火”**的意思", "这是<strong>“窑火”</strong>的意思"),
        ("这是*(窑火)*的意思", "这是<em>(窑火)</em>的意思"),
        ("**[窯](a.md)**は熱い", "<strong>窯</strong>は熱い"),
        ("**窯(かま)**は*土。*でできた", "<strong>窯(かま)</strong>は<em>土。</em>でできた"),
        ("**`窯`**は熱い", "<strong><code>窯</code></strong>は熱い"),
        ("2 * 窯 * 3 は六", "2 * 窯 * 3 は六"),
        ("a_窯。_b", "a_窯。_b"),
        ("**kiln (hot)**and cold", "**kiln (hot)**and cold"),
    ],
)
def test_emphasis_beside_cjk_letters(source: str, expected: str) -> None:
    claims = parse_note(f"{source} [00:01]").claims()
    assert "".join(html(claim.inlines) for claim in claims) == expected


def test_what_is_struck_out_beside_cjk_letters_is_not_told() -> None:
    [claim] = parse_note("窯は~~(900度)~~千度です [00:01]").claims()
    assert claim.text == "窯は千度です"
