"""Whether the label of a link to a second only points at the video, or is part of what the note says.

It rises ([source](https://youtu.be/…?t=65)).     the label is left out with the link
[Yeast eats sugar](https://youtu.be/…?t=65)       the label is text
"""

from __future__ import annotations

from noteport.model.patterns import pattern

_HAS_TIME = pattern(r"\d{1,3}[:：]\d{2}|\d\s?(?:min|sec|[hms]\b)")
_ADDRESS = pattern(r"(?:https?://|www\.|\w+\.\w+/)\S*")
_HAS_LETTER = pattern(r"[^\W\d_]")
_POINTER = pattern(
    r"(?:(?:the|this|in|at|on|to|from|here|now|watch|listen|see|view|play|jump|go|open|source|src|link|video|audio|clip"
    r"|youtube|yt|vimeo|podcast|episode|time|timestamp|moment|ref|reference|quote|original|full|seek|▶|quelle|fuente|vidéo)"
    r"[\s.:,!-]*){1,5}",
)
_FEW_WORDS = 3


def only_points(label: str, before: str, after: str) -> bool:
    """Return whether a label can be left out.

    Args:
        label: what the link shows, in plain text.
        before: the text before the link in its line.
        after: the text after it.
    """
    label = label.strip()
    if not _HAS_LETTER.search(label) or _HAS_TIME.search(label) or _ADDRESS.match(label):
        return True
    if _POINTER.fullmatch(label.lower()):
        return True
    before, after = before.rstrip(), after.lstrip()
    if before.endswith(("(", "[", "（", "【")) and after.startswith((")", "]", "）", "】")):
        return True
    ends_sentence = before.endswith((".", "!", "?", "。", "…", '."', ".”"))
    return ends_sentence and not after.strip(" .") and label.count(" ") < _FEW_WORDS
