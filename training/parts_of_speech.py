"""Learns which part of speech a word is, from sentences that a larger tagger has tagged.

    python training/parts_of_speech.py sentences corpus > sentences.txt
    node training/tag_sentences.js < sentences.txt > tagged.jsonl
    python training/parts_of_speech.py learn tagged.jsonl rare.txt > src/noteport/cards/english/parts_of_speech.txt

The same files give the same table. A sentence's first word is written small before it is tagged, if it mostly is small
elsewhere: taggers take capitals for names. ``rare.txt`` has the class of words that the sentences seldom use: a class
and its words on each line.

The shipped table cannot be remade byte for byte. Each tag that it was learned from was the majority's of three taggers:
winkNLP (``tag_sentences.js`` pins its version), compromise 14 (both MIT, from npm), and rules that noteport had before
and that this table replaced. The rare words are from Brill's lexicon as TextBlob 0.20 has it (MIT), and from noteport's
earlier list of verbs. A new table is made by the commands above, from winkNLP's tags alone; the weights of cards must
then be learned again (``chances.py``).
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from textwrap import wrap
from typing import TypeAlias

from noteport.api import Vault
from noteport.cards.english import tags as tagger
from noteport.cards.english.words import STOP
from noteport.cards.words import Word, cut

Sentence: TypeAlias = tuple[str, list[Word], list[str]]
"""A text, its words, and the letter of each word's tag."""

_LETTERS = "".join(tagger.LETTERS)
_LETTER_OF = {"NOUN": "n", "PROPN": "n", "SYM": "n", "X": "n", "ADJ": "a", "VERB": "v", "AUX": "v", "NUM": "#"}
"""The letters of universal tags (universaldependencies.org/u/pos); every other content word is an adverb."""
_SURE, _MOSTLY = 0.93, 0.75
"""Shares of a word's most frequent tag: above, nothing else is considered; above, the class is marked with ``+``."""
_FEWEST_WORDS, _FEWEST_ENDINGS = 5, 15
"""Occurrences of a word, and words with an ending, that make it worth a place in the table."""
_PASSES = 4
_LEAST_SPREAD = 3
"""A feature counts whose weights differ by this much."""


def sentences(corpus: Path) -> Iterator[str]:
    """The claims of a corpus, each on one line."""
    texts = [" ".join(claim.text.split()) for note in Vault([corpus]) for claim in note.claims()]
    counts = Counter(word for text in texts for word in re.findall(r"[A-Za-z][\w'-]*", text)[1:])
    for text in texts:
        found = re.match(r"[A-Z][a-z'-]*\b", text)
        small = found is not None and counts[found[0].lower()] > max(2, 2 * counts[found[0]])
        yield text[0].lower() + text[1:] if small else text


def read(lines: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of ``tag_sentences.js``, with the tags given to our own words."""
    for line in lines:
        tagged = json.loads(line)
        text, spans, position = tagged["text"], [], 0
        for token, universal in tagged["tokens"]:
            start = text.find(token, position)
            if start < 0:
                break
            position = start + len(token)
            if universal != "PUNCT" and token not in ("'s", "’s"):
                spans.append((start, position, _LETTER_OF.get(universal, "r")))
        words = cut(text)
        yield text, words, [_letter(word, spans) for word in words]


def _letter(word: Word, spans: Sequence[tuple[int, int, str]]) -> str:
    if word.lower in STOP:
        return "s"
    if word.lower[0].isdigit():
        return "#"
    return next((letter for start, end, letter in reversed(spans) if start < word.end and word.start < end), "n")


def read_rare(lines: Iterable[str]) -> dict[str, str]:
    """The class of each rare word."""
    return {word: own for own, *words in map(str.split, lines) for word in words}


def learn(tagged: Sequence[Sentence], rare: Mapping[str, str]) -> tagger.Table:
    """The table: classes by counting, then weights by an averaged perceptron."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, words, letters in tagged:
        for word, letter in zip(words, letters, strict=True):
            if letter in _LETTERS and word.text[0].islower():
                counts[word.lower][letter] += 1
    by_ending: dict[str, Counter[str]] = defaultdict(Counter)
    for lower, found in counts.items():
        for length in (2, 3, 4):
            if len(lower) > length + 1:
                by_ending[lower[-length:]][found.most_common(1)[0][0]] += 1
    frequent = {word: _class(found) for word, found in counts.items() if found.total() >= _FEWEST_WORDS}
    classes = dict(sorted((rare | frequent).items()))
    endings = {end: _class(found) for end, found in sorted(by_ending.items()) if found.total() >= _FEWEST_ENDINGS}
    tagger.table = lambda: tagger.Table(classes, endings, {})  # type: ignore[assignment]  # the tagger looks words up
    tagger.class_of.cache_clear()
    return tagger.Table(classes, endings, _weights(tagged))


def _class(counts: Counter[str]) -> str:
    (first, most), *others = counts.most_common()
    share = most / counts.total()
    if share > _SURE or not others:
        return first
    return first + others[0][0] + ("+" if share > _MOSTLY else "")


def _weights(tagged: Sequence[Sentence]) -> dict[str, tuple[int, ...]]:
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(_LETTERS))
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(_LETTERS))
    order, step = list(range(len(tagged))), 0
    shuffle = random.Random(0).shuffle
    for _ in range(_PASSES):
        shuffle(order)
        for index in order:
            for features, right in _examples(tagged[index]):
                step += 1
                totals = [sum(column) for column in zip(*(weights[each] for each in features), strict=True)]
                guess = totals.index(max(totals))
                if guess != right:
                    for each in features:
                        for tag, change in ((right, 1), (guess, -1)):
                            weights[each][tag] += change
                            sums[each][tag] += change * step
    means = {
        each: tuple(round(a - b / step) for a, b in zip(weights[each], sums[each], strict=True)) for each in weights
    }
    return {each: mean for each, mean in sorted(means.items()) if max(mean) - min(mean) >= _LEAST_SPREAD}


def _examples(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], int]]:
    """The features of each word that there is to learn from, beside words whose tags are known, and its tag."""
    text, words, letters = sentence
    classes = [tagger.class_of(word.lower) for word in words]
    gaps = [text[word.end : behind.start] for word, behind in pairwise(words)]
    names: list[tagger.Tag] = [tagger.LETTERS.get(letter, "number" if letter == "#" else "stop") for letter in letters]
    for index, letter in enumerate(letters):
        if letter in _LETTERS:
            around = tagger.surroundings(words, classes, gaps, names, index)
            yield tagger.features(*around), _LETTERS.index(letter)


def write(table: tagger.Table) -> Iterator[str]:
    """The table as text."""
    yield "# Parts of speech, learned by training/parts_of_speech.py, which says from what."
    for kind, classes in (("word", table.words), ("ending", table.endings)):
        by_class: dict[str, list[str]] = defaultdict(list)
        for word, own in classes.items():
            by_class[own].append(word)
        for own, words in sorted(by_class.items()):
            for line in wrap(" ".join(words), 110, break_long_words=False, break_on_hyphens=False):
                yield f"{kind} {own} {line}"
    for feature, numbers in table.weights.items():
        yield f"weight {feature} {' '.join(map(str, numbers))}"


if __name__ == "__main__":
    command, path = sys.argv[1], Path(sys.argv[2])
    if command == "sentences":
        print(*sentences(path), sep="\n")
    else:
        with path.open(encoding="utf-8") as lines, Path(sys.argv[3]).open(encoding="utf-8") as rare:
            print(*write(learn(list(read(lines)), read_rare(rare))), sep="\n")
