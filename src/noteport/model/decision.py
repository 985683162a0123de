"""What somebody decided about the card of a claim; one line of a decisions file."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from noteport.model.patterns import pattern

Verb: TypeAlias = Literal["reject", "accept", "gap", "card"]

CLOZE_GAP = pattern(r"\{\{(?:c\d+::)?(?!c\d+::|\s*(?:::|\}\}))(?P<words>[^{}]+?)(?:::(?P<hint>[^{}]*))?\}\}")
"""A gap as Anki writes it, with words to hide; its number may be left out."""

_Words: TypeAlias = Annotated[str, Meta(max_length=2000)]
_Text: TypeAlias = Annotated[str, Meta(max_length=20_000)]


class Decision(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What to ask about a claim, or that nothing is to be asked.

    The fields are in the order in which a decisions file has them: first what is decided, then what tells the claim.
    """

    claim: Annotated[str, Meta(max_length=1000)]
    """The id of the claim when this was decided."""
    decision: Verb
    """``reject``: no card. ``accept``: a card, whatever its score, and the one that is named here if one is.
    ``gap``: the card that hides some words. ``card``: the card that somebody wrote.
    """
    gap: Annotated[tuple[_Words, ...], Meta(max_length=20)] = ()
    """The words that the card hides, the answer first; the lead-in of the claim if that is asked for."""
    front: _Words = ""
    """The question of a card of one's own, in plain text."""
    back: _Words = ""
    """Its answer in plain text; empty if the claim itself is the answer."""
    cloze: _Words = ""
    """The text of a card of one's own, with gaps as Anki writes them: ``Yeast makes {{c1::gas::hint}}.``"""
    hint: _Words = ""
    """What the gap shows, or what stands behind the question."""
    by: Annotated[str, Meta(max_length=200)] = ""
    """Who or what decided."""
    term: _Words = ""
    """The lead-in of the claim then; empty if it had none."""
    text: _Text
    """The text of the claim then, by which it is recognised after edits."""

    def __post_init__(self) -> None:
        """Raises ValueError if the fields contradict each other."""
        kinds = [name for name in ("gap", "front", "cloze") if getattr(self, name)]
        if self.decision == "reject" and kinds:
            raise ValueError(f"a rejected claim has no `{kinds[0]}`")
        if len(kinds) > 1:
            raise ValueError(f"either `{kinds[0]}` or `{kinds[1]}` can be asked for, not both")
        if self.decision == "gap" and kinds != ["gap"]:
            raise ValueError("`gap` must name the words to hide")
        if self.decision == "card" and kinds not in (["front"], ["cloze"]):
            raise ValueError("a card needs a `front` or a `cloze`")
        if self.cloze and not CLOZE_GAP.search(self.cloze):
            raise ValueError("`cloze` has no gap such as {{c1::words}}")
        if self.back and not self.front:
            raise ValueError("a `back` needs a `front`")
        if self.gap and not all(words.strip() for words in self.gap):
            raise ValueError("`gap` must not name empty words")
        if not self.text.strip():
            raise ValueError("`text` must not be empty")

    @property
    def names_card(self) -> bool:
        """Whether it says which card, and not only that there is to be one."""
        return bool(self.gap or self.front or self.cloze)

    @property
    def facts(self) -> tuple[str, ...]:
        """Everything on which the card depends: not who decided, and not the claim then."""
        return (self.decision, *self.gap, self.front, self.back, self.cloze, self.hint)
