"""The style sheet of study guides: every reading system can use it, and what it shows can be read."""

from __future__ import annotations

import colorsys
import re
from importlib.resources import files
from itertools import pairwise
from typing import TypeAlias

import pytest

_SOURCE = files("noteport_epub").joinpath("style.css").read_text(encoding="utf-8")
STYLE = re.sub(r"/\*.*?\*/", "", _SOURCE, flags=re.DOTALL)
RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE)
WHITE, BLACK, GREY = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (0.5, 0.5, 0.5)
LEAST_CONTRAST = 4.5
"""WCAG 1.4.3, level AA."""

Colour: TypeAlias = tuple[float, float, float]


def values(name: str, selector: str = "") -> list[str]:
    """The values of a property, in the rules whose selector contains some text."""
    found = []
    for selectors, body in RULES:
        if selector in selectors:
            found += [value.strip() for key, value in declarations(body) if key == name]
    return found


def declarations(body: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in body.split(";") if line.strip())
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of one colour, and the rest of the other."""
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(one, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, "contrast ratio"."""

    def luminance(colour: Colour) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_sides_are_physical() -> None:
    assert not re.findall(r"[a-z]+-(?:inline|block)(?:-start|-end)?\s*:|:\s*(?:start|end)\s*;", STYLE)


def test_a_mixed_colour_has_one_before_it_that_every_reader_knows() -> None:
    assert "color-mix" in STYLE
    for selector, body in RULES:
        for before, (name, value) in pairwise([("", ""), *declarations(body)]):
            if "color-mix" in value:
                assert before[0] == name, selector
                assert "color-mix" not in before[1], selector


@pytest.mark.parametrize(("text", "page"), [(BLACK, WHITE), (WHITE, BLACK)], ids=["light", "dark"])
def test_what_is_subdued_can_still_be_read(text: Colour, page: Colour) -> None:
    """On the darkest tint that the style has, in the text with the lowest opacity."""
    tints = [float(found) for found in re.findall(r"background: rgba\(127, 127, 127, ([\d.]+)\)", STYLE)]
    opacities = [float(value) for value in values("opacity") if value not in values("opacity", "hr")]
    ground = mixed(GREY, page, max(tints))
    assert contrast(mixed(text, ground, min(opacities)), ground) >= LEAST_CONTRAST


@pytest.mark.parametrize(("text", "page"), [(BLACK, WHITE), (WHITE, BLACK)], ids=["light", "dark"])
def test_the_colours_of_code_can_be_read(text: Colour, page: Colour) -> None:
    (tint,) = re.findall(r"[\d.]+(?=\)$)", values("background", "pre")[-1])
    found = re.findall(r"color-mix\(in srgb, currentColor (\d+)%, hsl\((\d+), (\d+)%, (\d+)%\)\)", STYLE)
    assert found
    for share, hue, saturation, lightness in found:
        colour = colorsys.hls_to_rgb(int(hue) / 360, int(lightness) / 100, int(saturation) / 100)
        ground = mixed(GREY, page, float(tint))
        assert contrast(mixed(text, colour, int(share) / 100), ground) >= LEAST_CONTRAST, (hue, text)


def test_small_targets_are_as_large_as_a_finger_needs() -> None:
    """WCAG 2.5.8, level AA: 24 pixels, where a link is not part of a sentence. The text has 16."""
    assert values("min-width", ".jump-bar a") == values("min-height", ".jump-bar a") == ["1.5em"]
    assert float(values("line-height", "body")[0]) * 16 >= 24
