"""The forms of timestamps in a text, in words that users know: for a first look at their notes."""

from __future__ import annotations

from collections.abc import Iterator

from noteport.model.patterns import pattern
from noteport.parse.dialects import OURS
from noteport.parse.dialects.dialect import Page

_ANCHOR = pattern(r"<a\b[^>]*\bdata-t=[^>]*>(?:[^<\n]{0,80}</a>)?")
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?"
_OTHERS = (
    ("[12:34]", pattern(rf"\[{_CLOCK}(?:\s?[-–,]\s?{_CLOCK})*\](?!\()")),
    ("(12:34)", pattern(rf"(?<!\])\({_CLOCK}\)")),
    ("ytseek links of YouTube Annotator", pattern(r"\]\(ytseek:")),
    ("links to a second", pattern(r"https?://[^\s)>\"]*[?&#](?:t|start)=\d")),
)


def forms_in(text: str) -> Iterator[str]:
    """Yield the forms that a note has, each once. The notation of a tool is named if noteport has to translate it."""
    page = Page(text, has_video=True)
    for dialect in OURS:
        if dialect.marks(page) and dialect.translate(page) != page.lines:
            yield dialect.summary.rstrip(".")
    without_anchors, anchors = _ANCHOR.subn("", text)
    if anchors:
        yield '<a data-t="00:12:34">'
    yield from (name for name, form in _OTHERS if form.search(without_anchors))
