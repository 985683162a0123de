"""Times in running text, in the many ways in which people write them.

    [00:01:00.250] [1h02m03s] [12′30″] [12分30秒] [~07:20] 【00:10】 （00:10）   in brackets
    @2:10   ⏱ 12:20   (at 1:05)                              after a mark
    00:01:05 - text   text – 12:20                           at the edge of a line

A time of day, a score, a ratio and a Bible verse are none of these. What looks like a time and is not understood is an
``UnreadTime``: its sentence takes no other timestamp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from noteport.model.limits import LATEST_SECOND
from noteport.model.nodes import Timestamp
from noteport.model.patterns import pattern


class UnreadTime(Struct, frozen=True):
    """A time in a text that is not read as a timestamp."""

    text: str


class Surroundings(Struct, frozen=True):
    """What is known about the place of a text, without which a time in it cannot be judged."""

    has_video: bool
    """Whether the note names a video; without one, a bare ``9:30`` may be a time of day."""
    opens_block: bool = False
    """Whether the text begins its paragraph, item or cell …"""
    opens: bool = False
    """… or its line."""
    closes: bool = False
    """Whether it ends its line."""


Piece: TypeAlias = "str | tuple[Timestamp, ...] | UnreadTime"

_CLOCK = r"\d{1,3}[:：]\d{2}(?:[:：]\d{2}){0,2}(?:[.,]\d{1,3})?(?![\d:：])"
_UNITS = (
    r"(?=\d{1,5}\s?[hms])(?:\d{1,3}\s?h(?:rs?|ours?)?\s?)?(?:\d{1,4}\s?m(?:ins?|inutes?)?\s?)?"
    r"(?:(?!(?:1[5-9]|20)\d0s)\d{1,5}(?:\.\d{1,3})?\s?s(?:ecs?|econds?)?)?(?![^\W_])"
)
_PRIMES = r"(?:\d{1,2}\s?[°h]\s?)?\d{1,3}\s?[′'’]\s?\d{1,2}\s?(?:[″\"”]|''|′′)"
_CHARACTERS = r"(?:\d{1,2}\s?(?:時間?|小?[时時]|시간)\s?)?\d{1,3}\s?[分분]钟?\s?\d{1,2}\s?[秒초]"
_TIME = rf"(?:{_CLOCK}|{_PRIMES}|{_CHARACTERS}|{_UNITS}|(?<=t=)\d{{1,6}})"
_TO = r"\s?(?:--?>|[-–—−~〜～→…]|\.{2,3}|to\b)\s?"
SIGNS_OF_TIME = "⏱⏰⌚⏲🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛▶►⏩⏯🎧🎥📺🎬"
_WORDS = (
    r"(?:[?&#]?t|ts|time|timestamp|at|from|see|around|about|approx\.?|ca\.?|c\.|cf\.?|min(?:ut[eo])?s?\.?"
    r"|ab|bei|siehe|vgl\.?|voir|ver)(?:[:=]\s?|\s)"
)
_SPELLED = pattern(
    rf"(?P<open>[\[(【［（「〔<{{])\s?(?P<mark>(?:[@{SIGNS_OF_TIME}~≈]\ufe0f?\s?|{_WORDS}){{0,2}})"
    rf"(?P<times>{_TIME}(?:(?:{_TO}|\s?(?:[,，、;|&]|and\b)\s?){_TIME}){{0,30}})\s?(?:min\.?|ff\.?)?\s?(?P<close>[\])】］）」〕>}}])"
    rf"|(?<![\w.])[@{SIGNS_OF_TIME}]\ufe0f?\s?(?P<signed>{_TIME})"
    r"|(?<![\w:：.,/$€£-])(?P<bare>(?P<first>\d{1,3}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d{1,3})?)(?:\s?[-–—]\s?\d{1,3}[:：]\d{2}(?:[:：]\d{2})?)?)"
    r"(?!\w|[:：]\d|[.,/-]\d)"
    r"|(?P<other>\[[^\[\]\n]{0,60}\])",
    re.IGNORECASE,
)
_CLOSES = dict(zip("[(【［（「〔<{", "])】］）」〕>}", strict=True))
_ONE_TIME = pattern(rf"({_TIME})(?:{_TO}({_TIME}))?", re.IGNORECASE)
_UNIT_SIGNS = {3600: "h°時时小시", 60: "m′'’分분", 1: 's″"”秒초'}
_SECONDS_OF = {sign: seconds for seconds, signs in _UNIT_SIGNS.items() for sign in signs}
_FIELDS = pattern(rf"(\d+)\s?([{''.join(_SECONDS_OF)}])", re.IGNORECASE)
_TWO_UNITS = pattern(r"\d[hm]\s?\d{1,2}[ms]|\d\s?[′'’]\s?(?:0|1[2-9]|[2-5])\d", re.IGNORECASE)
"""More than eleven inches make a foot, so that a height is none of these."""
_DATE = pattern(
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b[^\W\d_]{3,9}\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}|\d[年月日])"
    r"(?:,|\s(?:at|um))?[\s\xa0T]*\Z"
)
"""A date before the time of a day."""
_DAY_HOUR = pattern(r"(?:[01]?\d|2[0-3])[:：](?:00|15|30|45)")
"""Times that are more often hours of the day in prose."""
_CLOCK_AT = pattern(_CLOCK)
_CLOCK_IN = pattern(r"\d[:：]\d\d")
_ENDS_CLAUSE = pattern(r"\s*(?:[.,;:!?。，、！？]|\Z)")

_TIME_OF_DAY = pattern(r"\s?(?:[ap]\.?\s?m\b|uhr\b|h\b|o'clock|hours\b|GMT|UTC|[CEP][SD]?T\b)", re.IGNORECASE)
_ANY_TIME_OF_DAY = pattern(r"\d\s?(?:[ap]\.?\s?m\b|uhr\b|o'clock)", re.IGNORECASE)
_BOOK = pattern(
    r"\b(?:Gen|Exod|Lev|Num|Deut|Josh|Judg|Ruth|Sam|Kings|Chron|Ezra|Neh|Esth|Job|Ps|Prov|Eccl|Song|Isa|Jer|Lam|Ezek|Dan"
    r"|Hos|Joel|Amos|Obad|Jonah|Mic|Nah|Hab|Zeph|Hag|Zech|Mal|Matt|Mark|Luke|John|Acts|Rom|Cor|Gal|Eph|Phil|Col|Thess|Tim"
    r"|Tit|Heb|Jas|James|Pet|Jude|Rev|S[uū]ra|Surah|Quran|Qur['’]an)[a-zīā]*\.?\s*\Z"
)
"""The name of a book before a verse."""
_COMPARES = pattern(
    r"\b(?:scores?|scored|ratios?|odds|mix(?:ed)?|won|wins?|lost|lose|beat|led|leads?|aspect|scale|proportions?|verses?"
    r"|chapters?|draw|drew|defeated|vs\.?|versus|dilut\w*|concentration|duration|length|runtime|lasts?|lasted|takes?|took"
    r"|total|ran)\b",
    re.IGNORECASE,
)
"""Words before a clock that is a score, a ratio, a verse or a duration."""
_COMPARED = pattern(
    r"\s?(?:ratio|scale|mix|odds|aspect|dilution|proportion|win|lead|loss|victory|against)\b", re.IGNORECASE
)
_TAKES_AN_HOUR = pattern(
    r"\b(?:is|was|of|for|with|a|an|the|in|by|until|till|before|after|since|past)\s*\Z", re.IGNORECASE
)
_POINTS = pattern(r"\b(?:at|from|see|around|about|timestamp|minute|min|time)[:\s]*\Z", re.IGNORECASE)
_IN_BRACKETS = pattern(r"[(（][^\W\d_][^()（）\d]{0,30}\Z")
"""Words before a clock in round brackets: (Video, 5:20)."""
_MARK = pattern(r"[\s-](?:minute[\s-]?)?mark\b", re.IGNORECASE)
_SET_OFF = pattern(r"(?:[-–—|→…·•:]|\s\s|\t)\s*\Z")
_NEXT_IN_LINE = pattern(r"\W*\d{1,3}[:：]\d{2}\b.*[/;&|·]\s")
"""The text between the clock that opens a line and the next one on it, of which each leads what follows."""
_DASHES = " \t-–—|→=>"
_BEFORE_FIRST = pattern(r"[ \t*+>|-]*+(?:\[.\][ \t]++)?+[^\x00-\x7f\w“”‘’«»（）「」]*+[ \t*-]*+")
"""The marks of items and tasks, and signs such as ⭐."""
_AFTER_FIRST = pattern(r"\s?[-–—|:·•]\s|\s?→|[-–—](?=[^\W\d])")
_AFTER_LAST = " \t.。!?！？…,;:|*_\"'”’"
_BLOCK_ID = pattern(r"\s\^[A-Za-z0-9-]{1,80}\s*\Z")
_FAR = 400
"""Characters of a line in which several clocks are looked for."""
_WINDOW = 40
"""Characters on either side that decide what a clock means."""


def spelled(text: str, around: Surroundings) -> list[Piece]:
    """Return the pieces of a text: words, the timestamps of one notation, and times that are not read.

    Args:
        text: part of a line, without markup.
        around: what is known about its place.
    """
    pieces: list[Piece] = []
    position = 0
    for found in _SPELLED.finditer(text):
        piece = _piece(found, around)
        if piece is not None:
            before = text[position : found.start()]
            if found["bare"] and around.closes and isinstance(piece, tuple):
                before = before.rstrip(_DASHES)
            pieces += [before, piece] if before else [piece]
            position = found.end()
    if position < len(text):
        pieces.append(text[position:])
    return pieces


def _piece(found: re.Match[str], around: Surroundings) -> Piece | None:
    if found["bare"]:
        return _bare(found, around)
    if found["other"]:
        inside = found["other"]
        unread = _CLOCK_IN.search(inside) and not _is_no_timestamp(inside)
        return UnreadTime(inside) if unread else None
    if found["signed"]:
        is_time = not _TIME_OF_DAY.match(found.string, found.end())
        return _times(found["signed"]) if is_time else None
    if _CLOSES[found["open"]] != found["close"] or (found["open"] == "(" and _is_length(found)):
        return None
    if found["open"] == "(" and not found["mark"] and not _stands_in_round_brackets(found, around):
        return (
            UnreadTime(found[0]) if _CLOCK_IN.search(found[0]) and around.has_video and not _is_verse(found) else None
        )
    return _times(found["times"])


def _is_length(found: re.Match[str]) -> bool:
    """Return whether a number with one unit in round brackets is a length: a pole (12m), a pause (about 45 s)."""
    times = found["times"]
    return not (_CLOCK_IN.search(times) or _TWO_UNITS.search(times) or found["mark"].endswith("t="))


def _stands_in_round_brackets(found: re.Match[str], around: Surroundings) -> bool:
    """Return whether a time in round brackets is a timestamp: it ends its clause, or opens the line."""
    text, times = found.string, found["times"]
    if _is_verse(found):
        return False
    if not _CLOCK_IN.search(times):
        return True
    first = _CLOCK_AT.match(times)
    is_long = first is not None and first[0].count(":") + first[0].count("：") > 1
    if around.opens and found.start() < _FAR and _BEFORE_FIRST.fullmatch(text, 0, found.start()):
        return is_long or around.has_video
    ends_clause = _ENDS_CLAUSE.match(text, found.end()) is not None
    before = text[max(found.start() - _WINDOW, 0) : found.start()]
    return ends_clause and (is_long or (around.has_video and _COMPARES.search(before) is None))


def _bare(found: re.Match[str], around: Surroundings) -> Piece | None:
    """A clock without brackets: a timestamp at the edge of its line, and unread where it points somewhere."""
    text, start, end, clock, first = found.string, found.start(), found.end(), found["bare"], found["first"]
    before, after = text[max(start - _WINDOW, 0) : start], text[end : end + _WINDOW]
    is_long = first.count(":") + first.count("：") > 1
    times = _times(clock) if is_long or around.has_video else None
    if times is None or _TIME_OF_DAY.match(after) or _is_verse(found) or _COMPARED.match(after) or _DATE.search(before):
        return None
    rest = _BLOCK_ID.sub("", text[end : end + _FAR]).strip()
    if _MARK.match(after):
        return UnreadTime(clock)
    if around.opens and start < _FAR and _BEFORE_FIRST.fullmatch(text, 0, start) and (rest or not around.closes):
        is_first = is_long or not rest or _AFTER_FIRST.match(after) or rest[0].isupper()
        return times if is_first else UnreadTime(clock) if around.opens_block else None
    if _COMPARES.search(before):
        return None
    if around.has_video and after.startswith((")", "）")) and _IN_BRACKETS.search(before):
        return UnreadTime(clock)
    if around.opens and rest[:1].isalpha() and _NEXT_IN_LINE.fullmatch(text[: min(start, _FAR)]):
        return times
    if around.closes and not rest.strip(_AFTER_LAST):
        if _SET_OFF.search(before):
            return times
        if _POINTS.search(before):
            return None if _DAY_HOUR.fullmatch(first) else UnreadTime(clock)
        if _TAKES_AN_HOUR.search(before):
            return UnreadTime(clock) if is_long else None
        return times
    points = _POINTS.search(before) and not _DAY_HOUR.fullmatch(first)
    alone = not (around.opens or around.closes or text.replace(clock, "").strip())  # in bold, for example
    return UnreadTime(clock) if is_long or points or alone else None


def _is_verse(found: re.Match[str]) -> bool:
    return _BOOK.search(found.string[max(found.start() - _WINDOW, 0) : found.start()]) is not None


def _is_no_timestamp(text: str) -> bool:
    """Return whether a text in brackets is about a time of day, a verse or a score."""
    clock = _CLOCK_IN.search(text)
    before = text[: clock.start()].rstrip("0123456789") if clock else text
    return bool(_ANY_TIME_OF_DAY.search(text) or _BOOK.search(before) or _COMPARES.search(text) or _DATE.search(before))


def _times(text: str) -> tuple[Timestamp, ...] | UnreadTime:
    """The timestamps of one notation; unread if one of them is no possible time."""
    if text.isdecimal():
        return (
            (Timestamp(start=int(text), as_written=f"{int(text)}s"),)
            if int(text) <= LATEST_SECOND
            else UnreadTime(text)
        )
    return tuple(_read(text)) or UnreadTime(text)


def _read(text: str) -> Iterator[Timestamp]:
    for found in _ONE_TIME.finditer(text):
        start = seconds_of_spelling(found[1])
        end = seconds_of_spelling(found[2]) if found[2] else None
        if start is None:
            continue
        written = "-".join(_plain(time) for time in found.groups() if time)
        yield Timestamp(start=start, end=end if end is not None and end > start else None, as_written=written)


def _plain(time: str) -> str:
    """A time as other modules write it, without its fraction."""
    return re.split(r"[.,]", time)[0].replace("：", ":") if _CLOCK_IN.search(time) else f"{seconds_of_spelling(time)}s"


def seconds_of_spelling(text: str) -> int | None:
    """Return the seconds of ``1:02:03.5``, ``１：０２`` or ``1h02m03s``; None for what is no time."""
    if _CLOCK_IN.search(text):
        fields = [int(field) for field in re.split(r"[:：]", re.split(r"[.,]", text)[0])][:3]
        seconds = fields[0] * 60 + fields[1] if len(fields) == 2 else fields[0] * 3600 + fields[1] * 60 + fields[2]
    elif units := _FIELDS.findall(text.replace("''", "″").replace("′′", "″")):
        seconds = sum(int(number) * _SECONDS_OF[unit.lower()] for number, unit in units)
    else:
        return None
    return seconds if seconds <= LATEST_SECOND else None
