"""Leaves out claims with some words, and writes the others louder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from noteport.api import Claim, Inline, Note, Options, Text, Transform, map_claims, map_inlines, option


@dataclass(frozen=True, kw_only=True)
class ShoutOptions(Options):
    """Each option is a flag (--shout-without), a key under [transforms.shout], and an environment variable."""

    without: tuple[str, ...] = option((), help="Leave out claims with this word", trust="anyone")


class ShoutTransform(Transform[ShoutOptions]):
    """Changes notes for every exporter."""

    name, summary = "shout", "Writes claims in capitals."
    Options: ClassVar[type[ShoutOptions]] = ShoutOptions

    def transform(self, note: Note) -> Note:
        """Return a changed copy; a note cannot be changed itself."""
        return map_inlines(map_claims(note, self._kept), _loud)

    def _kept(self, claim: Claim) -> Claim | None:
        return None if any(word in claim.text for word in self.options.without) else claim


def _loud(inline: Inline) -> Inline:
    return Text(inline.text.upper()) if isinstance(inline, Text) else inline
