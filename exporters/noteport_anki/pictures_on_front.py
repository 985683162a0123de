"""Whether a claim refers to an image next to it, so that its question needs the image."""

from __future__ import annotations

import re

from noteport.api import Card, text_of_html

_PICTURE = (
    "chart|diagram|drawing|figure|graph|illustration|image|map|micrograph|photo|photograph|picture|plot|scan|schematic|"
    "screenshot|sketch|slide|x-ray"
)
_POINTS = re.compile(
    rf"\b(?:are|is) (?:shown|seen|pictured|illustrated|depicted|drawn|sketched|plotted|marked) (?:here|above|below|left"
    rf"|right)\b|\bas (?:shown|seen|pictured|illustrated|depicted)\b"
    rf"|\b(?:this|these|the following|the above|our) (?:{_PICTURE})s?\b"
    rf"|\b(?:in|on|from|at) the (?:{_PICTURE})s?\b|\bthe (?:{_PICTURE}) (?:shows|illustrates|depicts|above|below)\b"
    rf"|\b(?:pictured|depicted|seen|shown) (?:here|above|below|left|right)\b|\bsee (?:the )?(?:{_PICTURE})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")


def needs_picture(card: Card, pictures: str) -> bool:
    """Return whether the images belong on the front: the claim points to them, and no caption gives the answer away.

    Args:
        card: the card.
        pictures: its images, in HTML.
    """
    if not pictures or _POINTS.search(card.claim.text) is None:
        return False
    told = set(_WORD.findall(text_of_html(pictures).casefold()))
    return told.isdisjoint(_WORD.findall(card.answer.casefold()))
