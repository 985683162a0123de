"""Whether the label of a link to a second only points at the video, or is part of what the note says.

It rises ([source](https://youtu.be/…?t=65)).     the label is left out with the link
[Yeast eats sugar](https://youtu.be/…?t=65)       the label is text
[1:05 – Yeast](https://youtu.be/…?t=65)           the label is text but for its time
"""

from __future__ import annotations

from noteport.model.patterns import pattern

_CLOCK = r"(?:\d{1,3}(?:[:：]\d{2}){1,3}|\d{1,3}[hm]\d{1,2}[ms](?:\d{1,2}s)?)(?![\d:：])"
_TIME = pattern(rf"(?<![\d:：]){_CLOCK}|\d+\s?(?:h|m|s|hrs?|hours?|mins?|minutes?|secs?|seconds?)\b")
_CLOCK_AND_DASHES = pattern(rf"[\s\-–—|·•:@(\[,]{{0,9}}(?<![\d:：]){_CLOCK}[)\]]{{0,2}}[\s\-–—|·•:,]{{0,9}}")
_OPENS = pattern(rf"[\s(\[~@▶⏱]{{0,9}}{_CLOCK}")
_ADDRESS = pattern(r"(?:https?://|www\.|\w+\.\w+/)\S*")
_HAS_LETTER = pattern(r"[^\W\d_]")
_POINTER = pattern(
    r"(?:(?:the|this|in|at|on|to|from|here|now|watch|listen|see|view|play|jump|go|open|source|src|link|video|audio|clip"
    r"|youtube|yt|vimeo|podcast|episode|time|timestamp|moment|ref|reference|quote|original|full|seek|min|minute|start|▶"
    r"|quelle|siehe|ab|bei|fuente|ver|ir|a|en|al|vidéo|voir|à)"
    r"[\s.:,!-]*){1,5}",
)
_FEW_WORDS = 3


def shows_clock(label: str) -> bool:
    """Return whether a label contains a time."""
    return _CLOCK_AND_DASHES.search(label) is not None


def opens_with_clock(label: str) -> bool:
    """Return whether a label begins with a time."""
    return _OPENS.match(label) is not None


def without_clock(text: str) -> str:
    """Return part of a label without its time and what sets it off."""
    return _CLOCK_AND_DASHES.sub(" ", text)


def only_points(label: str, before: str, after: str) -> bool:
    """Return whether a label can be left out.

    Args:
        label: what the link shows, in plain text.
        before: the text before the link in its line.
        after: the text after it.
    """
    label = label.strip()
    words = _TIME.sub(" ", label).strip(" \t-–—|·•:@()[],.~")
    if not _HAS_LETTER.search(words) or _ADDRESS.match(label) or _POINTER.fullmatch(words.lower()):
        return True
    before, after = before.rstrip(), after.lstrip()
    if shows_clock(label) and before and not after.strip(" .!?。)]"):
        return True  # it names the source behind what it supports
    if before.endswith(("(", "[", "（", "【")) and after.startswith((")", "]", "）", "】")):
        return True
    ends_sentence = before.endswith((".", "!", "?", "。", "…", '."', ".”"))
    return ends_sentence and not after.strip(" .") and label.count(" ") < _FEW_WORDS
