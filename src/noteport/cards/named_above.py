"""The names above a text that does not name its subject: ``Also known as …`` becomes ``Salt pan: also known as …``.

The name is the lead-in, the introduction of the list, or the heading. If that only sorts, the name of what it sorts
comes first: ``Salt pan, uses: …``. Names that the text begins with do not stand above the question as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from noteport.cards.card import Named, Span
from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL, table
from noteport.cards.english.words import AUXILIARIES, INSTRUCTIONS, LABELS, STOP
from noteport.cards.labels import is_label
from noteport.cards.noun_phrases import singular
from noteport.cards.sentence import ClaimSentence
from noteport.cards.topics import says_which, subject_in
from noteport.cards.words import cut
from noteport.model.patterns import pattern

_NO_NAME = pattern(r"[:?,/]|\.$|\s(?:and|or|vs\.?|between|with|for|in|on|of|to)\s")
"""What shows that a heading says more than a name."""
_OWN_COLON = pattern(r"[A-Z][\w\s-]{1,30}:\s")
"""The beginning of a text in which a colon follows a few words: no other colon is put before it."""
_REMARKS = frozenset(
    "answer comment detail example highlight insight lesson note overview question quote remark reminder summary"
    " takeaway thought tip topic warning tl dr tldr".split()
)
_AROUND_REMARKS = frozenset("and additional final general important key main more my other our quick some the".split())
_SUBJECTS = frozenset({"he", "she", "it", "they", "we", "you"})
_LONGEST = 14
"""Words of all names together."""
HIDDEN, UNNAMED = "its subject is hidden", "nothing names its subject"


class Names(NamedTuple):
    """What names the subject of a text."""

    shown: tuple[str, ...]
    """The outermost first; empty if there are none, or if they are too long or would give the answer away."""
    sign: str
    """The sign of the card that follows from it; empty if there is none."""


class WithNames(NamedTuple):
    """A front that begins with the names above it."""

    named: Named
    context: tuple[str, ...]
    """What still stands above it."""


def with_names(
    sentence: ClaimSentence, context: tuple[str, ...], shown: Sequence[Span], gaps: Sequence[Span]
) -> WithNames | None:
    """The names to show before a text; None if it needs none, or if nothing that may be shown names its subject.

    Args:
        sentence: the claim.
        context: what may stand above the question.
        shown: the parts of the text that are shown.
        gaps: the parts of them that are hidden.
    """
    names = names_above(sentence, context).shown if sentence.needs_name else ()
    if not names:
        return None
    start = shown[0][0]
    name = ", ".join([_without_opener(names[0]), *map(_uncapitalised, names[1:])]).rstrip(" .:")
    lower, behind = "", " " if name.endswith("?") else ": "
    if behind == ": " and not any(low <= start < high for low, high in gaps):
        behind = ", " if _OWN_COLON.match(sentence.text, start) else behind
        lower = _lower_first_letter(sentence, start, goes_on=names[0].endswith(":"))
    left = tuple(each for each in context if each not in names)
    return WithNames(Named(start, start + len(lower), name + behind + lower), left)


def names_above(sentence: ClaimSentence, context: Sequence[str]) -> Names:
    """What names the subject of an incomplete sentence.

    Args:
        sentence: the claim.
        context: what may stand above the question, without what gives the answer away.
    """
    above = [part for part in sentence.context if part.name != "title"]
    if not above:
        return Names((), UNNAMED)
    nearest = above.pop()
    names, sign = [nearest.text], ""
    introduces = nearest.name == "lead" and nearest.text.endswith(":")
    if ": " in nearest.text or nearest.text.endswith("."):
        return Names((), "")
    if introduces and (": " in sentence.text or patterns.POINTS_BACK.match(nearest.text)):
        return Names((), "")
    if not introduces and _only_sorts(sentence, nearest.text):
        owner = next((part.text for part in reversed(above) if _is_thing(sentence, part.text)), None)
        if owner is None:
            sign = UNNAMED
        else:
            sorts = nearest.text in context and not _names_nothing(nearest.text)
            names = [owner, nearest.text] if sorts else [owner]
    if _names_nothing(names[0]):
        return Names((), UNNAMED)
    shown = tuple(name for name in names if name in context)
    short = sum(name.count(" ") + 1 for name in shown) <= _LONGEST
    return Names(shown if short else (), sign if names[0] in shown else HIDDEN)


def _only_sorts(sentence: ClaimSentence, text: str) -> bool:
    """Whether a lead-in or a heading names no thing, but a side of one: ``Uses``, ``Gross appearance``, ``Type 2``."""
    if is_label(text) or text.casefold() in sentence.facts.repeated_terms:
        return True
    words = [word for word in cut(text) if word.stems]
    if len(words) == 1 and words[0].common and not words[0].text.isupper():
        return True
    return bool(words) and singular(words[-1].lower) in LABELS


def _names_nothing(text: str) -> bool:
    """Whether a lead-in or a heading is a kind of remark, begins with a pronoun, is a sentence, or has no noun:
    ``My notes``, ``What it does``, ``Water is wet``, ``Also``.
    """
    words = [word.lower for word in cut(text)]
    is_sentence = not text.endswith((":", "?")) and not AUXILIARIES.isdisjoint(words) and subject_in(text)
    if is_sentence or not _SUBJECTS.isdisjoint(words[:2]):
        return True
    return bool(words) and all(singular(word) in _REMARKS | _AROUND_REMARKS or word in STOP for word in words)


def _is_thing(sentence: ClaimSentence, text: str) -> bool:
    """Whether a heading or an introduction is a name, and only that."""
    words = cut(text)
    if _NO_NAME.search(text) or not says_which(words) or _only_sorts(sentence, text):
        return False
    return words[0].lower not in INSTRUCTIONS and not words[0].lower.endswith("ing")


def _without_opener(name: str) -> str:
    """An introduction without what ties it to the sentence before: ``However, a yard needs:``."""
    opener = patterns.OPENER.match(name)
    rest = "" if opener is None else name[opener.end() :]
    return rest[:1].upper() + rest[1:] or name


def _uncapitalised(name: str) -> str:
    """A heading in small letters, except for names and acronyms."""
    for word in reversed(cut(name)):
        if word.lower in table().words and len(word.text) > 1 and word.text.istitle():
            name = name[: word.start] + word.lower + name[word.end :]
    return name


def _lower_first_letter(sentence: ClaimSentence, start: int, *, goes_on: bool) -> str:
    """The first letter of a text in lower case; empty if its first word is not a known one, or is a noun or an
    adjective, unless the text goes on with what introduces it.
    """
    first, _ = sentence.indices_of(start, start + 1)
    word, *others = sentence.words[first : first + 2]
    if word.start != start or not word.text.istitle():
        return ""
    if goes_on:
        keeps = len(word.text) == 1 or any(other.capitalised for other in others)
        keeps = keeps or sentence.facts.words.is_name(word.text)
    else:
        keeps = sentence.tag_of(word) in NOMINAL
    is_known = word.lower in table().words or not word.capitalised
    return word.text[0].lower() if is_known and not keeps else ""
