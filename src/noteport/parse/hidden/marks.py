"""What the patterns for hidden text have in common."""

from __future__ import annotations

from noteport.parse.markdown.timestamps import CLOCK

BEFORE_TEXT = r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+(?:\[[^\]\n]\][ \t]++)?+"
"""What may stand before the text of a line: the marks of quotations, items and tasks."""
TIMESTAMP = (
    r"(?:<a\b[^<>\n]*+>[^<>\n]*+</a>|\{\{youtube-timestamp[^{}\n]*+\}\}"
    rf"|\[\[?\s*{CLOCK}[^\[\]\n]*+\]?\](?:\([^()\s]*+\))?)"
)
"""A timestamp in a line, roughly."""
CODE = r"(?P<code>`[^`\n]*+`)"
"""Inline code, which is left as it is: the first alternative of a pattern that replaces something."""
END = r"(?=\s*(?:[.!?。！？|]|(?:\^[A-Za-z0-9-]++\s*)?$))"
"""The end of a sentence, of a cell or of a line follows; the id of its block may stand there."""
