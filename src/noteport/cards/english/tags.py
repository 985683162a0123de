"""The part of speech of each word of an English sentence, by a small table that was learned from tagged sentences.

``parts_of_speech.txt`` gives most words a class: what they are unless something speaks against it (``n``), or what
their neighbors decide between (``nv``: mostly a noun, sometimes a verb). Its weights are those of an averaged
perceptron (Collins 2002) over the class of a word, what stands before it, and what stands behind it.
``training/parts_of_speech.py`` makes the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from noteport.cards.english.words import DETERMINERS, IRREGULAR, PREPOSITIONS, STOP
from noteport.cards.words import Word

Tag: TypeAlias = Literal["noun", "adjective", "verb", "adverb", "number", "stop"]
"""Names are nouns; a word that only ties others together, or says nothing alone, is a ``stop``."""

NOMINAL = frozenset({"noun", "adjective"})
"""What a noun phrase consists of."""
LETTERS: Mapping[str, Tag] = {"n": "noun", "a": "adjective", "v": "verb", "r": "adverb"}
"""The tags that are learned, by the letters that stand for them in the table, in the order of its weights."""

_NUMBER, _NAME, _UNKNOWN, _COMPOUND = "#", "^", "?", "-"
_START, _END = "<s>", "</s>"
_TAGS = tuple(LETTERS.values())
_LETTER_OF = {tag: letter for letter, tag in LETTERS.items()} | {"number": _NUMBER}
_NO_WEIGHTS = (0, 0, 0, 0)
_SURE = frozenset("nvr")
"""Classes of words that are the same nearly everywhere inside a sentence. An adjective may stand for a noun."""
_FINITE = frozenset("is are was were has have had can could will would may might must should".split())
"""What only a subject stands before."""
_BEFORE_NOUNS = (
    PREPOSITIONS - frozenset("to as like than before after since until till by past near down off out up".split())
) | {"a", "an", "the"}
"""What never stands right before a finite verb."""
_BEFORE_PLAIN_FORMS = frozenset("to as is are was were can could will would must should may might".split())
"""What stands before a verb only in its plain form, without an ``s``."""
PARTICIPLES = ("ed", "ing", "en", "wn")
"""The endings of participles."""


class Table(NamedTuple):
    """What was learned."""

    words: Mapping[str, str]
    """The class of each word, in small letters."""
    endings: Mapping[str, str]
    """The class of other words, by their last letters."""
    weights: Mapping[str, tuple[int, ...]]
    """How strongly a feature speaks for each of the tags."""


def tag(text: str, words: Sequence[Word]) -> list[Tag]:
    """One tag for each word of a sentence."""
    classes = [class_of(word.lower) for word in words]
    gaps = [text[word.end : behind.start] for word, behind in pairwise(words)]
    tags: list[Tag] = []
    for index, word in enumerate(words):
        own = classes[index]
        if own == word.lower:
            tags.append("stop")
        elif own == _NUMBER:
            tags.append("number")
        elif not index and gaps and gaps[0] == " " and _opens_as_noun(word.lower, classes[1]):
            tags.append("noun")
        elif (not index or gaps[index - 1] == " (") and _opens_as_verb(
            own, word.lower, _following(classes, gaps, index)
        ):
            tags.append("verb")
        else:
            sure = own in _SURE and index and word.text[0].islower()
            found = LETTERS[own] if sure else _most_likely(*surroundings(words, classes, gaps, tags, index))
            if (
                found == "verb"
                and index
                and gaps[index - 1] == " "
                and _takes_no_verb(words[index - 1].lower, word.lower)
            ):
                found = "noun"
            tags.append(found)
    return tags


def _opens_as_verb(own: str, lower: str, behind: Sequence[str]) -> bool:
    """Whether the first word is a verb that its class does not show: ``Press the key``, ``Causes fever``.

    Args:
        own: its class.
        lower: the word.
        behind: the classes of the two words behind it, up to a punctuation mark.
    """
    if not behind:
        return False
    following = behind[0]
    if own[0] == "n" and following in DETERMINERS:
        return True
    if "v" not in own or not lower.endswith("s"):
        return False
    if following[0] == _COMPOUND:
        return True
    kind = following.lstrip(_UNKNOWN)[:1]
    return kind in ("n", "a") and ("v" not in following or behind[1:2] in (["n"], ["nv"], ["nv+"]))


def _following(classes: Sequence[str], gaps: Sequence[str], index: int) -> Sequence[str]:
    """The classes of the two words behind a word, up to a punctuation mark."""
    spaces = 0
    while spaces < 2 and gaps[index + spaces : index + spaces + 1] == [" "]:
        spaces += 1
    return classes[index + 1 : index + 1 + spaces]


def _takes_no_verb(before: str, lower: str) -> bool:
    """Whether what stands before a word rules out a finite verb: ``high in maize``, ``replies to comments``."""
    if lower.endswith(PARTICIPLES) or lower in IRREGULAR:
        return False
    is_inflected = lower.endswith("s") and not lower.endswith(("ss", "us"))
    return before in _BEFORE_NOUNS or (is_inflected and before in _BEFORE_PLAIN_FORMS)


def _opens_as_noun(lower: str, behind: str) -> bool:
    """Whether the first word is the subject, whatever its class: ``Quarantine is applied``."""
    return behind in _FINITE and not lower.endswith(("ing", "ed"))


@lru_cache(maxsize=1 << 14)
def _most_likely(own: str, before: str, behind: str) -> Tag:
    """The tag that the weights of all features add up to most for."""
    known = table().weights.get
    weights = (known(each, _NO_WEIGHTS) for each in features(own, before, behind))
    sums = [sum(column) for column in zip(*weights, strict=True)]
    return _TAGS[sums.index(max(sums))]


def features(own: str, before: str, behind: str) -> tuple[str, str, str, str, str]:
    """What speaks for one tag or the other, told by what ``surroundings`` returns."""
    return own, f"<{before}", f">{behind}", f"{own}<{before}", f"{own}>{behind}"


def surroundings(
    words: Sequence[Word], classes: Sequence[str], gaps: Sequence[str], tags: Sequence[Tag], index: int
) -> tuple[str, str, str]:
    """The class of a word, what stands before it, and what stands behind it.

    Args:
        words: the words of the sentence.
        classes: the class of each of them.
        gaps: what stands between them.
        tags: the tags of the words before.
        index: which of the words.
    """
    own = classes[index]
    if index and words[index].text[0].isupper() and gaps[index - 1] != ". ":
        own = _NAME + own.lstrip(_COMPOUND)[0]
    before = _beside(gaps[index - 1], _LETTER_OF.get(tags[index - 1], classes[index - 1])) if index else _START
    behind = _beside(gaps[index], classes[index + 1]) if index < len(gaps) else _END
    return own, before, behind


def _beside(gap: str, neighbor: str) -> str:
    """The neighbor, or the punctuation that stands between."""
    if gap == " ":
        return neighbor
    return "(" if "(" in gap else "," if "," in gap else "."


@lru_cache(maxsize=1 << 15)
def class_of(lower: str) -> str:
    """The class of a word in small letters. A stop word is a class of its own."""
    if lower in STOP:
        return lower
    if lower[0].isdigit():
        return _NUMBER
    known = table().words.get(lower)
    if known is not None:
        return known
    head, hyphen, last = lower.rpartition("-")
    if hyphen and head and last:
        return _COMPOUND + class_of(last).lstrip(_COMPOUND)
    for length in (4, 3, 2):
        ending = table().endings.get(lower[-length:]) if len(lower) > length + 1 else None
        if ending is not None:
            return _UNKNOWN + ending
    return _UNKNOWN


@cache
def table() -> Table:
    """The table, read once."""
    text = files(__package__).joinpath("parts_of_speech.txt").read_text(encoding="utf-8")
    words: dict[str, str] = {}
    endings: dict[str, str] = {}
    weights: dict[str, tuple[int, ...]] = {}
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "word":
            own, *listed = rest.split()
            words |= dict.fromkeys(listed, own)
        elif kind == "ending":
            own, *listed = rest.split()
            endings |= dict.fromkeys(listed, own)
        elif kind == "weight":
            feature, *numbers = rest.split()
            weights[feature] = tuple(map(int, numbers))
    return Table(words, endings, weights)
