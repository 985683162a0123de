"""Cards that somebody decided about: with a gap of their choice, or with words of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec.structs import replace

from noteport.cards.asked import ask_for_gap
from noteport.cards.basic import own_card, term_asked, term_card
from noteport.cards.candidates import Candidate
from noteport.cards.card import GAP, Card, Span
from noteport.cards.chances import chance
from noteport.cards.leaks import hide
from noteport.cards.sentence import ClaimSentence
from noteport.cards.weighing import Weighed, Weighing
from noteport.cards.words import cut
from noteport.identity.gaps import find_words, follow_words
from noteport.model.decision import CLOZE_GAP, Decision
from noteport.model.nodes import OwnCard

CHOSEN = "chosen"
"""The kind of an answer that noteport would not have thought of."""


def decision_about(card: Card, decision: Literal["accept", "gap", "card"] = "accept", *, by: str = "") -> Decision:
    """Return the decision that keeps a card as it is, whatever another noteport would ask."""
    claim = card.claim
    about = Decision(claim=claim.id, decision="accept", by=by, term=claim.term or "", text=claim.text)
    if card.asks == "term" and claim.term:
        return replace(about, decision=decision, gap=(claim.term,))
    if card.kind == "cloze":
        return replace(about, decision=decision, gap=_answers(card), hint=card.hint or "")
    back = "" if card.answer == claim.text else card.answer
    return replace(about, decision=decision, front=card.question, back=back, hint=card.hint or "")


def _answers(card: Card) -> tuple[str, ...]:
    """What a cloze hides, the answer first, each once."""
    hidden = [card.claim.text[start:end] for start, end in card.gaps]
    if any(card.answer in words for words in hidden):
        return (card.answer,)
    return tuple(dict.fromkeys(hidden))


def written_card(weighing: Weighing, decision: Decision) -> Card | None:
    """The card that somebody wrote; None if they only chose one.

    What stands above the claim is shown, too, unless it gives the answer away. The score is that of the answer, if the
    claim has it.
    """
    claim = weighing.sentence.claim
    if decision.front:
        card = own_card(claim, OwnCard(front=decision.front, back=decision.back))
    elif decision.cloze:
        gaps = list(CLOZE_GAP.finditer(decision.cloze))
        answers = dict.fromkeys(gap["words"].strip() for gap in gaps)
        card = own_card(claim, OwnCard(front=CLOZE_GAP.sub(GAP, decision.cloze), back=", ".join(answers)))
        card = replace(card, hint=next((gap["hint"] for gap in gaps if gap["hint"]), None))
    else:
        return None
    hidden = hide(card.answer, cut(card.answer))
    above = (part.text for part in weighing.sentence.context if not hidden.is_in(part.text))
    card = replace(card, context=tuple(above), score=_score(weighing, card.answer))
    return _signed(card, decision, "written")


def _score(weighing: Weighing, answer: str) -> float:
    spans = find_words(weighing.sentence.text, answer)
    if not spans:
        return chance(weighing.claim.adds)
    return chance(weighing.of_answer(weighing.gap(Candidate(*spans[0], CHOSEN))))


def chosen_card(
    weighing: Weighing,
    decision: Decision,
    candidates: Iterable[Candidate],
    finish: Callable[[Weighing, Weighed], Card],
) -> Card | None:
    """The card that hides the words of somebody's choice; None if the claim no longer has them.

    Args:
        weighing: the claim.
        decision: what was decided.
        candidates: what could be asked for.
        finish: makes a card.
    """
    card = _chosen(weighing, decision, candidates, finish)
    return None if card is None else _signed(card, decision, "chosen")


def _signed(card: Card, decision: Decision, how: str) -> Card:
    reason = f"{how} by {decision.by}" if decision.by else how
    return replace(card, hint=decision.hint or card.hint, reason=reason, by=decision.by)


def _chosen(
    weighing: Weighing,
    decision: Decision,
    candidates: Iterable[Candidate],
    finish: Callable[[Weighing, Weighed], Card],
) -> Card | None:
    sentence = weighing.sentence
    claim = sentence.claim
    if claim.term and decision.gap[0] in (claim.term, decision.term):
        asked = term_asked(weighing)
        return term_card(weighing, asked) if asked is not None else _of_term(sentence, claim.term)
    found = [follow_words(words, decision.text, claim.text) for words in decision.gap]
    if not all(found):
        return None
    if len(found) == 1:
        span = found[0][0]
        known = next((each for each in candidates if each[:2] == span), Candidate(*span, CHOSEN))
        made = ask_for_gap(sentence, known._replace(question=""))
        if made is not None:
            evidence = weighing.gap(made.candidate)
            weighed = Weighed(weighing.of_card(evidence, made.signs), made, evidence)
            return replace(finish(weighing, weighed), question="")
    return _as_decided(sentence, sorted({span for spans in found for span in spans}))


def _as_decided(sentence: ClaimSentence, gaps: Sequence[Span]) -> Card:
    """The card that hides just this, where the rules for gaps allow none or there are several answers."""
    text = sentence.text
    answers = list(dict.fromkeys(text[start:end] for start, end in gaps))
    hidden = [hide(answer, cut(answer)) for answer in answers]
    above = (part.text for part in sentence.context if not any(each.is_in(part.text) for each in hidden))
    return Card(
        claim=sentence.claim,
        asks="gap",
        gaps=tuple(gaps),
        answer=", ".join(answers),
        context=tuple(above),
        what=CHOSEN,
        reason="",
        score=1,
    )


def _of_term(sentence: ClaimSentence, term: str) -> Card:
    """The card that asks for a lead-in which the rules would not ask for."""
    above = (part.text for part in sentence.context if part.name != "term")
    return Card(
        claim=sentence.claim,
        asks="term",
        answer=term,
        question=f"{GAP}: {sentence.text}",
        context=tuple(above),
        what="lead-in",
        reason="",
        score=1,
    )
