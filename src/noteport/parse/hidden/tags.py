"""Takes tags out of the sentences that they follow (help.obsidian.md, "Tags"): ``#word``, ``#words/nested``,
``#words.nested`` of Dendron, and ``#[[two words]]`` of Logseq and Roam.

A tag in the middle of a sentence is one of its words and stays. The tags of a line become a comment in it
(``<!-- noteport: tags a b/c -->``), which its block reads. Those on a line of their own are the note's.
"""

from __future__ import annotations

import re

from noteport.model.patterns import pattern
from noteport.parse.hidden.marks import BEFORE_TEXT, CODE, END, TIMESTAMP

_COMMENT = "<!-- noteport: tags "
_TAG = (
    r"(?:#\[\[[^\[\]\n|#]{1,80}\]\]"
    r"|#(?=[\d_/-]*+[^\W\d_])(?!(?:[0-9a-fA-F]{3}){1,2}\b(?<=\d)|[fF]{3}\b)[\w/-]++(?:\.[a-z][\w/-]*+)*+)(?=[\s.,;:!?)|。、，！？]|$)"
)
_ONE = pattern(_TAG)
_ANYWHERE = pattern(r"#[^\s#]")
_RUN = rf"{_TAG}(?:\s++(?:{_TAG}|{TIMESTAMP}))*+"
_TAGS = pattern(rf"{CODE}|(?<!\S)(?P<run>{_RUN})(?P<behind>{END})?")
_LEADING = pattern(rf"(?P<before>{BEFORE_TEXT})(?P<run>{_TAG}(?:\s++{_TAG})*+)\s++(?=[^\Wa-z_]|[\[<*\"“「])")
_JOINT = pattern(
    r"(?:[,:&]|(?<!\w)(?:a|an|and|as|called|for|from|hashtags?|in|is|like|of|on|or|tags?|the|to|with|y|e|et|und|o|oder|ou))\s+\Z",
    re.IGNORECASE,
)
"""What needs a word behind it: ``tags like #a and #b``."""
_LONGEST_JOINT = 12
_LINE = pattern(rf"(?P<before>{BEFORE_TEXT}){_TAG}(?:[\s,]++{_TAG})*+\s*")


def has_tags(text: str) -> bool:
    return _ANYWHERE.search(text) is not None


class Tags:
    """Takes the tags out of one line after the other."""

    def __init__(self) -> None:
        self.of_note: dict[str, None] = {}
        """The tags that stand on lines of their own, in order."""

    def take(self, line: str) -> str:
        """Return a line without the tags that are no words of a sentence."""
        if "#" not in line:
            return line
        alone = _LINE.fullmatch(line)
        if alone is not None:
            self.of_note.update(dict.fromkeys(_names(line)))
            return alone["before"].rstrip()
        leading = _LEADING.match(line)
        if leading is not None:
            line = f"{leading['before']}{line[leading.end() :]}"
        line = _TAGS.sub(_without_run, line).replace(f" {_COMMENT}", _COMMENT)
        return f"{line} {_comment(leading['run'])}" if leading is not None else line


def _without_run(found: re.Match[str]) -> str:
    if found["run"] is None:
        return found[0]
    before = found.string[max(0, found.start() - _LONGEST_JOINT) : found.start()]
    is_word = found["behind"] is None or _JOINT.search(before) is not None
    kept = found["run"] if is_word else " ".join(_ONE.sub("", found["run"]).split())
    return kept + _comment(found["run"])


def _comment(run: str) -> str:
    return f"{_COMMENT}{' '.join(_names(run))} -->"


def _names(run: str) -> list[str]:
    return ["_".join(tag.strip("#[]/").split()) for tag in _ONE.findall(run)]
