"""Notes with times between tildes: ``Yeast eats sugar ~12:34~``."""

from __future__ import annotations

import re

from noteport.api import Dialect, Page

_TIME = re.compile(r"~(\d{1,2}(?::\d{2}){1,2})~")


class TildesDialect(Dialect):
    """Rewrites lines into noteport's own notation before the note is read."""

    name, summary = "tildes", "Times between tildes."
    words = ("~",)
    examples = (("Yeast eats sugar ~12:34~.", "Yeast eats sugar [12:34]."),)

    def translate(self, page: Page) -> list[str]:
        """Return as many lines as the page has; code stays as it is."""
        return [
            line if in_code else _TIME.sub(r"[\1]", line)
            for line, in_code in zip(page.lines, page.in_code, strict=True)
        ]
