"""Removes what site generators replace: shortcodes and attributes, which no reader sees.

``{{< ref "owls.md" >}}`` and ``{{% notice %}}`` of Hugo and Quarto, ``{% raw %}`` of Jekyll (gohugo.io, "Shortcodes");
``[silent]{.mark}``, ``{#owl width=50%}`` and ``{: .note}`` of pandoc and kramdown (pandoc.org/MANUAL, "Attributes"),
and ``{:height 200}`` of Logseq.
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.parse.hidden.marks import CODE

_MARK = pattern(r"\{(?:[%.#:]|\{[<%]|width=|height=)")
_SHORTCODE = r"\{\{<[^<>\n]*+>\}\}|\{\{%[^%\n]*+%\}\}|\{%[^%\n]*+%\}"
_ATTRIBUTES = r"\{(?:[.#][A-Za-z]|(?:width|height)=)[^{}\n]*+\}"
_HIDDEN = pattern(
    rf"{CODE}|(?<!\S)(?:{_SHORTCODE}|\{{:[^{{}}\n]*+\}})"
    rf"|\[(?P<text>[^\[\]\n]++)\](?P<marks>{_ATTRIBUTES})|(?<=[)\s]){_ATTRIBUTES}|(?<=[)\]])\{{:[^{{}}\n]*+\}}"
)


def has_shortcodes(text: str) -> bool:
    return "{" in text and _MARK.search(text) is not None


def without_shortcodes(line: str) -> str:
    """Return a line as readers see it; highlighted text (``{.mark}``) and the kind of an admonition stay."""
    if "{" not in line or line.lstrip().startswith(":::"):
        return line
    return _HIDDEN.sub(_shown, line).rstrip()


def _shown(found: re.Match[str]) -> str:
    if found["text"] is None:
        return found["code"] or ""
    return f"=={found['text']}==" if ".mark" in found["marks"] else found["text"]
