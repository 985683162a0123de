"""The content security policy of a page: https://www.w3.org/TR/CSP3/. Only what is named here can run or load."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable

from noteport_studypage.players import Player


def policy(style: str, program: str, players: Iterable[Player]) -> str:
    """Return a policy for one style and one script (by their hashes), and players."""
    every = list(players)
    frames = sorted({player.source for player in every if player.kind != "media"})
    media = sorted({source for player in every if player.kind == "media" for source in player.source.split()})
    rules = {
        "default-src": "'none'",
        "script-src": _hash(program),
        "style-src": _hash(style),
        "frame-src": " ".join(frames) or "'none'",
        "media-src": " ".join(media) or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
