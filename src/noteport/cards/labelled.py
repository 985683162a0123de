"""What names the subject of a text that does not: of ``Also known as …`` it makes ``Salt pan: also known as …``.

It is the lead-in, the introduction of the list, or the heading. One that only sorts has what it sorts before it:
``Salt pan, uses: …``. What is shown here does not stand above the question as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from noteport.cards.card import Named, Span
from noteport.cards.english import patterns
from noteport.cards.english.tags import NOMINAL, table
from noteport.cards.english.words import INSTRUCTIONS, LABELS
from noteport.cards.labels import is_label
from noteport.cards.noun_phrases import singular
from noteport.cards.sentence import ClaimSentence
from noteport.cards.topics import says_which
from noteport.cards.words import cut
from noteport.model.patterns import pattern

_NO_NAME = pattern(r"[:?,/]|\.$|\s(?:and|or|vs\.?|between|with|for|in|on|of|to)\s")
"""What tells a heading that says more than a name."""
_OWN_LABEL = pattern(r"[A-Z][\w\s-]{1,30}:\s")
"""What a text has before it that is a label, too."""
_LONGEST = 14
"""Words of all names."""
HIDDEN, UNNAMED = "its subject is hidden", "nothing names its subject"


class Names(NamedTuple):
    """What names the subject of a text."""

    shown: tuple[str, ...]
    """The outermost first; none if they would give the answer away, are too long, or are above in another form."""
    sign: str
    """What that says of a card; empty for nothing."""


class Labelled(NamedTuple):
    """A front that begins with what names its subject."""

    named: Named
    context: tuple[str, ...]
    """What is left to stand above it."""


def labelled(
    sentence: ClaimSentence, context: tuple[str, ...], shown: Sequence[Span], gaps: Sequence[Span]
) -> Labelled | None:
    """The name to show before a text; None if it needs none, or nothing that may be shown names its subject.

    Args:
        sentence: the claim.
        context: what may stand above the question.
        shown: the parts of the text that are shown.
        gaps: what is hidden of them.
    """
    names = names_above(sentence, context).shown if sentence.needs_name else ()
    if not names:
        return None
    start = shown[0][0]
    name = ", ".join([names[0], *map(_inside, names[1:])]).rstrip(" .:")
    lower, behind = "", " " if name.endswith("?") else ": "
    if behind == ": " and not any(low <= start < high for low, high in gaps):
        behind = ", " if _OWN_LABEL.match(sentence.text, start) else behind
        lower = _in_small_letters(sentence, start)
    left = tuple(each for each in context if each not in names)
    return Labelled(Named(start, start + len(lower), name + behind + lower), left)


def names_above(sentence: ClaimSentence, context: Sequence[str]) -> Names:
    """What names the subject of a text that goes on from what stands above it.

    Args:
        sentence: the claim.
        context: what may stand above the question: what gives the answer away is not in it.
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
            names = [owner, nearest.text] if nearest.text in context else [owner]
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


def _is_thing(sentence: ClaimSentence, text: str) -> bool:
    """Whether a heading or an introduction names what it is about, and does nothing else."""
    words = cut(text)
    if _NO_NAME.search(text) or not says_which(words) or _only_sorts(sentence, text):
        return False
    return words[0].lower not in INSTRUCTIONS and not words[0].lower.endswith("ing")


def _inside(name: str) -> str:
    """A heading in small letters, but for its names and acronyms."""
    for word in reversed(cut(name)):
        if word.lower in table().words and len(word.text) > 1 and word.text.istitle():
            name = name[: word.start] + word.lower + name[word.end :]
    return name


def _in_small_letters(sentence: ClaimSentence, start: int) -> str:
    """The first letter of a text whose first word is no noun, in small letters; empty for any other."""
    words = sentence.words_in(start, start + 1)
    if not words or words[0].start != start or not words[0].text.istitle():
        return ""
    is_known = words[0].lower in table().words or not words[0].capitalised
    return words[0].text[0].lower() if is_known and sentence.tag_of(words[0]) not in NOMINAL else ""
