"""A claim taken apart, before anything in it is chosen: its words, its marks, what stands above it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from noteport.cards.antecedents import Subject
from noteport.cards.english import patterns
from noteport.cards.english.patterns import Phrases
from noteport.cards.english.tags import Tag, tag
from noteport.cards.incomplete import has_verb, lacks_subject
from noteport.cards.marks import Marks, read_marks
from noteport.cards.note_context import NoteContext, WordInNotes
from noteport.cards.noun_phrases import noun_phrases, without_empty_adjectives
from noteport.cards.subjects import leans_on_term, subject_of
from noteport.cards.topics import subject_in
from noteport.cards.words import Word, cut
from noteport.model.nodes import Claim
from noteport.model.patterns import pattern

LONGEST = 1000
"""Characters of a sentence; a longer text is none, and an answer is looked for in its beginning only."""
_LEAD_WORDS, _LEAD_CHARACTERS = 16, 120
"""How long what introduces a list may be to stand above a question."""
_LEFT_OF_OPENER = 20
"""Characters that must be left when an opener is left out."""
_DIGIT = pattern(r"\d")
_EQUALS = pattern(r"[=≈≠<>≤≥→]")
"""Signs that stand for a verb."""
_OPENING = pattern(r"[\"“‘'( ]*(?:(?:An?|The)[\"“‘'( ]*)?")
_NUMBERED = pattern(r"^\d+[.)]\s+")


class Part(Struct, frozen=True):
    """One piece of what stands above the question."""

    name: str
    """title, heading, lead or term."""
    text: str


class ClaimSentence(Struct, kw_only=True, dict=True):
    """See the module. Offsets are characters of ``text``.

    What takes long to find is found when it is asked for: a third of all claims are left out at a glance.
    """

    claim: Claim
    facts: NoteContext
    text: str
    words: list[Word]
    marks: Marks
    english: bool
    """Whether the table of English words applies."""
    start: int = 0
    """Where the sentence begins, once its opener (``However,``) is left out."""
    heading: str | None = None
    """Bold text before it that is its heading."""

    @cached_property
    def context(self) -> tuple[Part, ...]:
        """All that could stand above the question."""
        claim = self.claim
        above = _above(self.facts.note.title, claim.section, claim.lead, claim.term)
        return above if self.heading is None else (*above, Part("term", self.heading))

    @cached_property
    def tags(self) -> list[Tag]:
        """One a word; empty if it is not English."""
        return tag(self.text, self.words) if self.english else []

    @cached_property
    def subject(self) -> Subject | None:
        """What its pronoun stands for, if the sentence before names it."""
        return subject_of(self) if self.english else None

    @cached_property
    def noun_phrases(self) -> list[list[Word]]:
        """Its noun phrases, without what is said of nothing in particular before them; none if it is not English."""
        found = noun_phrases(self.text, self.words, self.tags) if self.english else ()
        return [without_empty_adjectives(phrase) for phrase in found]

    @cached_property
    def figures(self) -> list[WordInNotes | None]:
        """What is known of each word: None for one that says nothing by itself; empty if it is not English."""
        return self.facts.figures_of(self.words) if self.english else []

    @cached_property
    def _possible(self) -> dict[Phrases, list[int]]:
        """The phrases that its words do not rule out, each with the ends of the words that may be in them."""
        by_head = patterns.phrases_by_head()
        found: dict[Phrases, list[int]] = {}
        for word in self.words:
            for head in word.heads:
                if head in by_head:
                    for phrases in by_head[head]:
                        found.setdefault(phrases, []).append(word.end)
        return found

    def may_have(self, phrases: Phrases) -> bool:
        """Whether its words do not rule out that it has some phrases."""
        return phrases in self._possible

    def may_have_in(self, phrases: Phrases, start: int, end: int) -> bool:
        """Whether its words do not rule out that some phrases, of whole words, stand between two offsets."""
        ends = self._possible.get(phrases)
        if ends is None:
            return False
        first = bisect_right(ends, start)
        return first < len(ends) and ends[first] <= end

    def all_of(self, phrases: Phrases, start: int) -> Iterable[re.Match[str]]:
        """Every occurrence of some phrases from an offset on."""
        return phrases.pattern.finditer(self.text, start) if self.may_have(phrases) else ()

    @cached_property
    def behind_uses(self) -> frozenset[int]:
        """The offsets right behind ``uses``, ``via a`` and the like."""
        return self._behind(patterns.USES)

    @cached_property
    def behind_causes(self) -> frozenset[int]:
        """The offsets right behind ``causes``, ``due to the`` and the like."""
        return self._behind(patterns.CAUSES)

    def _behind(self, phrases: Phrases) -> frozenset[int]:
        """The offsets right behind some phrases, and behind the article that follows them; -1 stands for no article."""
        return frozenset(end for found in self.all_of(phrases, 0) for end in (found.end(), found.start("article")))

    @cached_property
    def is_a(self) -> re.Match[str] | None:
        """``X is a …``, if it says what something is."""
        return patterns.IS_A.pattern.match(self.text, self.start) if self.may_have(patterns.IS_A) else None

    @cached_property
    def has_figures(self) -> bool:
        """Whether there is a digit in it."""
        return _DIGIT.search(self.text) is not None

    @cached_property
    def lists_three(self) -> bool:
        """Whether it has ``, … and``, or the like."""
        return patterns.THREE.search(self.text) is not None

    @cached_property
    def leans_on_term(self) -> bool:
        """Whether its lead-in is its subject, and it says only ``It``, ``This`` or the like."""
        return leans_on_term(self.claim, self.start, self.facts)

    @cached_property
    def is_incomplete(self) -> bool:
        """Whether it has no subject; under a lead-in and in lists, whether it has no verb. English only."""
        if not self.english:
            return False
        first, _ = self.indices_of(self.start, len(self.text))
        words, tags = self.words[first:], self.tags[first:]
        if lacks_subject(words, tags):
            return True
        in_list = self.claim.kind == "item" or self.claim.term is not None
        return in_list and _EQUALS.search(self.text) is None and not has_verb(words, tags)

    @property
    def needs_name(self) -> bool:
        """Whether its subject stands above it."""
        return self.is_incomplete or self.leans_on_term

    def until(self, end: int) -> ClaimSentence:
        """The sentence up to an offset; itself if it ends before."""
        if len(self.text) <= end:
            return self
        words = [word for word in self.words if word.end <= end]
        return replace(self, text=self.text[:end], words=words)

    @cached_property
    def end_of_words(self) -> int:
        """Where nothing follows but full stops and the like."""
        return len(self.text.rstrip(' .!"”'))

    def opens(self, offset: int) -> bool:
        """Whether nothing but an article, quotation marks and brackets stands before an offset."""
        if offset > self._end_of_opening:
            return False
        before = self.text[self.start : offset].strip("\"“‘'( ")
        return not before or before in ("A", "An", "The")

    @cached_property
    def _end_of_opening(self) -> int:
        """The last offset before which no more may stand than ``opens`` allows."""
        found = _OPENING.match(self.text, self.start)
        return self.start if found is None else found.end()

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that a part of the text touches."""
        first, behind = self.indices_of(start, end)
        return self.words[first:behind]

    def indices_of(self, start: int, end: int) -> tuple[int, int]:
        """The number of the first word that a part of the text touches, and of the first one behind it."""
        first = bisect_right(self._ends, start)
        return first, bisect_left(self._starts, end, lo=first)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    def words_beside(self, first: int, behind: int) -> tuple[str, str, str]:
        """The words beside some others that only tie others together: ``by``, ``such as``; each empty if it does not.

        Args:
            first: the number of the first of these others.
            behind: the number of the first word behind them.

        Returns:
            The second word before them, the one right before them, and the one right behind them.
        """
        ties = self._ties
        return ties[first], ties[first + 1], ties[behind + 2]

    @cached_property
    def _ties(self) -> list[str]:
        """Each word that is a ``stop`` in small letters, others empty; two more in front, and one behind."""
        pairs = zip(self.words, self.tags, strict=True)
        return ["", "", *[word.lower if tag == "stop" else "" for word, tag in pairs], ""]

    def tags_in(self, start: int, end: int) -> list[Tag]:
        """Their tags; none if it is not English."""
        first, behind = self.indices_of(start, end)
        return self.tags[first:behind]

    def tag_of(self, word: Word) -> Tag | None:
        """What one of its words is; None if it is not English."""
        return self.tags[bisect_left(self._starts, word.start)] if self.tags else None

    def tag_before(self, offset: int) -> Tag | None:
        """Return the word right before an offset; None if more than whitespace separates them."""
        index = bisect_left(self._ends, offset - 1)
        if not self.tags or index == len(self.words) or self.words[index].end != offset - 1:
            return None
        return self.tags[index] if self.text[offset - 1] == " " else None

    def tag_after(self, offset: int) -> Tag | None:
        """Return the word right after an offset; None if more than whitespace or a quotation mark separates them."""
        index = bisect_left(self._starts, offset)
        if not self.tags or index == len(self.words):
            return None
        return self.tags[index] if self.text[offset : self.words[index].start] in (" ", '" ', "” ") else None


def read_sentence(claim: Claim, facts: NoteContext) -> ClaimSentence:
    """Takes a claim apart."""
    words = facts.words_of.get(claim.id)
    sentence = ClaimSentence(
        claim=claim,
        facts=facts,
        text=claim.text,
        words=cut(claim.text) if words is None else words,
        marks=read_marks(claim.inlines),
        english=facts.english and len(claim.text) <= LONGEST,
    )
    if sentence.english:
        _leave_out_opening(sentence)
    return sentence


def _leave_out_opening(sentence: ClaimSentence) -> None:
    """Leaves out what only ties the sentence to others: an opener, or bold text that is its heading.

    ``This means`` is an opener if a whole sentence follows. Bold text that a whole sentence follows, with nothing
    between them, is a heading, and context like one.
    """
    text = sentence.text
    opener = patterns.OPENER.match(text)
    if opener is None:
        opener = patterns.THIS_MEANS.match(text)
        opener = opener if opener is not None and subject_in(text[opener.end() :]) else None
    if opener is not None and len(text) - opener.end() > _LEFT_OF_OPENER:
        sentence.start = opener.end()
    for kind, start, end in sentence.marks.spans:
        rest = text[end:].lstrip()
        if kind == "bold" and start == sentence.start and rest[:1].isupper() and rest.count(" ") > 3:
            sentence.heading = text[start:end]
            sentence.start = len(text) - len(rest)
            return


@lru_cache(maxsize=64)
def _above(title: str, section: tuple[str, ...], lead: str | None, term: str | None) -> tuple[Part, ...]:
    """All that stands above a claim, each text once. Kept, since the claims of one list have it in common."""
    parts = [Part("title", title), *(Part("heading", _NUMBERED.sub("", text)) for text in section)]
    parts += [Part("lead", shown) for shown in (lead and _short(lead),) if shown]
    parts += [Part("term", text) for text in (term,) if text]
    found: dict[str, Part] = {}
    for part in parts:
        found.setdefault(part.text.strip().casefold(), part)
    found.pop("", None)
    return tuple(found.values())


def _short(lead: str) -> str | None:
    """What introduces a list, if it can be read at a glance: in full, or its own lead-in."""
    for shown in (lead, lead.partition(": ")[0]):
        if len(shown.split()) <= _LEAD_WORDS and len(shown) <= _LEAD_CHARACTERS:
            return shown
    return None
