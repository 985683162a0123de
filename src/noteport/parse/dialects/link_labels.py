"""Whether the label of a link to a second only points at the video, or is part of what the note says.

It rises ([source](https://youtu.be/…?t=65)).     the label is left out with the link
[Yeast eats sugar](https://youtu.be/…?t=65)       the label is text
[1:05 – Yeast](https://youtu.be/…?t=65)           the label is text but for its time
[Genesis 1:26](https://youtu.be/…?t=65)           the label is text, whose figures are another time than the link's
"""

from __future__ import annotations

from noteport.model.patterns import pattern

_CLOCK = r"(?:\d{1,3}(?:[:：]\d{2}){1,3}|\d{1,3}[hm]\d{1,2}[ms](?:\d{1,2}s)?)(?![\d:：]|\s?[aApP]\.?[mM]\b)"
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
_FIELDS = pattern(r"(?<![\d:：])\d{1,3}(?:[:：]\d{2}){1,3}(?![\d:：])")
_NEAR = 60
"""Seconds that a label may differ from its link, since people round."""


def shows_clock(label: str, seconds: int) -> bool:
    """Return whether a label contains the time of its link: it begins with one, or the link leads there or near it."""
    if _CLOCK_AND_DASHES.search(label) is None:
        return False
    clocks = _FIELDS.findall(label)
    return opens_with_clock(label) or not clocks or any(_is_near(clock, seconds) for clock in clocks)


def _is_near(clock: str, seconds: int) -> bool:
    """Return whether a time is near, with two fields as minutes and seconds or as hours and minutes."""
    fields = [int(field) for field in clock.replace("：", ":").split(":")]
    first = sum(field * 60**power for power, field in enumerate(reversed(fields[:3])))
    return any(abs(read - seconds) <= _NEAR for read in (first, first * 60))


def opens_with_clock(label: str) -> bool:
    """Return whether a label begins with a time."""
    return _OPENS.match(label) is not None


def without_clock(text: str) -> str:
    """Return part of a label without its time and what sets it off."""
    return _CLOCK_AND_DASHES.sub(" ", text)


def only_points(label: str, before: str, after: str, seconds: int) -> bool:
    """Return whether a label can be left out.

    Args:
        label: what the link shows, in plain text.
        before: the text before the link in its line.
        after: the text after it.
        seconds: the time to which the link leads.
    """
    label = label.strip()
    words = _TIME.sub(" ", label).strip(" \t-–—|·•:@()[],.~")
    if not _HAS_LETTER.search(words) or _ADDRESS.match(label) or _POINTER.fullmatch(words.lower()):
        return True
    before, after = before.rstrip(), after.lstrip()
    if shows_clock(label, seconds) and before and not after.strip(" .!?。)]"):
        return True  # it names the source behind what it supports
    if before.endswith(("(", "[", "（", "【")) and after.startswith((")", "]", "）", "】")):
        return True
    ends_sentence = before.endswith((".", "!", "?", "。", "…", '."', ".”"))
    return ends_sentence and not after.strip(" .") and label.count(" ") < _FEW_WORDS
