"""Names: capitalised phrases that no start of a sentence explains, acronyms, and spellings like ``DeepSeek``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from noteport.questions.candidates import LONGEST, Candidate
from noteport.questions.english import NAME_JOINS
from noteport.questions.words import Word

_BEFORE_A_SENTENCE = ("", ".", "!", "?", ":", "–", "—", "…")


def names(text: str, words: Sequence[Word]) -> Iterator[Candidate]:
    """Every name in a text; none where most words are capitals, as in titles."""
    capitalised = [_is_capitalised(word) for word in words]
    said = sum(bool(word.stems.own) for word in words)
    if said > 3 and sum(capitalised) > 0.7 * said:
        return
    index = 0
    while index < len(words):
        last = index
        if capitalised[index]:
            last = _end_of_name(text, words, capitalised, index)
            if last - index < LONGEST and (last > index or _stands_out(text, words[index])):
                start, end = words[index].start, words[last].end
                if text.endswith(("'s", "’s"), start, end):
                    end -= 2
                acronym = text[start:end].isupper()
                yield Candidate(start, end, "acronym" if acronym else "name", 44 if acronym else 50)
        index = last + 1


def _is_capitalised(word: Word) -> bool:
    """A capital at the start, but for words like ``The``, or inside: ``iPhone``."""
    return (word.text[0].isupper() and bool(word.stems.own)) or any(map(str.isupper, word.text[1:]))


def _end_of_name(text: str, words: Sequence[Word], capitalised: Sequence[bool], last: int) -> int:
    """Index of the last word of the name that begins at ``last``; numbers and small words inside it belong to it."""
    while last + 1 < len(words) and _one_blank(text, words, last):
        following = words[last + 1].text
        if capitalised[last + 1] or (following.isdigit() and len(following) < 4):
            last += 1
        elif (
            following in NAME_JOINS
            and last + 2 < len(words)
            and capitalised[last + 2]
            and _one_blank(text, words, last + 1)
        ):
            last += 2
        else:
            break
    return last


def _one_blank(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether nothing but a blank parts a word from the next."""
    return text[words[index].end : words[index + 1].start] == " "


def _stands_out(text: str, word: Word) -> bool:
    """Whether a capital means something: it is inside the word, or the word does not open a sentence."""
    inner = re.split("['’]", word.text)[0][1:]
    if any(map(str.isupper, inner)) or any(map(str.isdigit, inner)):
        return True
    before = text[max(word.start - 8, 0) : word.start].rstrip(" \"“‘'(")
    return len(word.text) > 1 and before[-1:] not in _BEFORE_A_SENTENCE
