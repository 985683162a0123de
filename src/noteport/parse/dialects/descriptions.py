"""Times in the descriptions of images: ``![the oven at [00:02:10]](oven.png)``, ``![[oven.png|the oven 02:10]]``.

They say when the picture was taken and are part of no sentence, so that they support no claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from noteport.model.nodes import WikiLink
from noteport.model.patterns import pattern
from noteport.parse.dialects.spellings import Surroundings, spelled
from noteport.parse.text.collecting import IMAGES

if TYPE_CHECKING:
    from markdown_it.token import Token

DESCRIPTION = "!["
"""Begins what is told of a description with a time."""

_ALT = pattern(r"<img\b[^<>]*?\balt\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)


def described_time(token: Token, *, has_video: bool) -> str:
    """Return the description of the image that an inline token is, if it contains a time; otherwise an empty string.

    ``has_video`` says whether the note names a video (spellings.py).
    """
    description = _description(token)
    if not description:
        return ""
    pieces = spelled(description, Surroundings(has_video=has_video, opens=True, closes=True))
    return "" if all(isinstance(piece, str) for piece in pieces) else f"{DESCRIPTION}{description}]"


def _description(token: Token) -> str:
    if token.type == "image":
        return token.content
    if token.type == "html_inline":
        found = _ALT.match(token.content)
        return (found[1] or found[2] or "") if found is not None else ""
    link = token.meta
    is_image = isinstance(link, WikiLink) and link.embed and link.target.lower().endswith(IMAGES)
    return (link.shown or "") if is_image and isinstance(link, WikiLink) else ""
