"""Flashcards in notes, as plugins of Obsidian and Logseq read them (stephenmwangi.com/obsidian-spaced-repetition).

    What does yeast eat::Sugar [01:00]        one line; ``:::`` asks in both directions
    What makes bread rise                     several lines, with ``?`` or ``??`` between question and answer
    ?
    Gas [03:00]
    - Why does dough rest? #card              Logseq: the answer is the block below
        - To relax [04:00]
    Bread needs {{c1::water}} [05:00]         Anki's own notation for a gap

The question becomes the lead-in of its answer and the front of its card. ``::`` also occurs in code, such as
std::vector: on one line, it counts in notes that say that they have flashcards, and elsewhere only after a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.hidden.marks import BEFORE_TEXT, CODE, TIMESTAMP
from noteport.parse.text.directives import card_comment
from noteport.parse.text.one_line import plain_line

_TAG = pattern(r"(?i:flashcards?|cards?|anki|srs)(?:/|$)")
_TAGGED = pattern(r"<!-- noteport: tags (?:[^\s>]+ )*?(?i:flashcards?|cards?|anki|srs)(?:/[^\s>]*)? ")
_SCHEDULE = "<!--SR:"
_LINE = pattern(rf"({BEFORE_TEXT})([^\s|#].*)")
_SEPARATOR = pattern(
    rf"{CODE}|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\]\([^()\n]*+\)|\{{\{{[^{{}}\n]*+\}}\}}|(?P<sign>:{{2,}})"
)
_SIGNS = frozenset({"::", ":::"})
_ASKS = pattern(r"(?:wh(?:at|o|om|ose|ich|en|ere|y)|how)\b[^?]*[^\W_]\??\s*|.*[?？]\s*", re.IGNORECASE)
_BETWEEN = pattern(r"([ \t>]*)\?{1,2}[ \t]*")
_END = pattern(r"([ \t>]*)\+{3}[ \t]*")
_TEXT = pattern(r"[ \t>]*(?![-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|[|$>]|<!--|`{3}|~{3})\S.*")
_ITEM = pattern(r"([ \t]*)[-*+][ \t]+(?:\[.\][ \t]+)?(\S.*)")
_TIMESTAMP = pattern(rf"(?<!\s)\s*+{TIMESTAMP}")
_GAP = pattern(rf"{CODE}|\{{\{{c\d{{1,3}}::(?P<hidden>(?:(?!::|==|\}}\}}).)+?)(?:::[^{{}}\n]*)?\}}\}}(?!\}})")
_MOST_LINES = 20
"""Lines of a question, or of an answer below a block."""


class Flashcards(Dialect):
    name, summary = "flashcards", "Flashcards of Obsidian's Spaced Repetition, of Logseq and of Anki's gaps."
    words = ("::", "\n?", "> ?", "tags card")
    examples = (
        (
            "What does yeast eat?::Sugar [00:10]",
            '**What does yeast eat?**: Sugar [00:10] <!-- noteport: front="What does yeast eat?" -->',
        ),
        ("Why\n?\nGas [00:10]", '\n**Why**:\nGas [00:10] <!-- noteport: front="Why" -->'),
        ("Bread needs {{c1::water}} [00:10].", "Bread needs ==water== [00:10]."),
    )

    def translate(self, page: Page) -> list[str]:
        """Return the lines with each question as the lead-in of its answer."""
        lines = [line if code else _without_gaps(line) for line, code in zip(page.lines, page.in_code, strict=True)]
        has_cards = any(map(_TAG.match, page.tags)) or _SCHEDULE in page.text or _TAGGED.search(page.text) is not None
        in_answer = False
        for index in range(len(lines)):
            if page.in_code[index]:
                continue
            if not lines[index].strip(" \t>"):
                in_answer = False
            elif not in_answer and _BETWEEN.fullmatch(lines[index]):
                in_answer = _join_lines(lines, index)
            elif in_answer and (end := _END.fullmatch(lines[index])):
                lines[index] = end[1].rstrip()
            elif "::" in lines[index]:
                lines[index] = _of_one_line(lines[index], has_cards=has_cards)
            elif "<!-- noteport: tags" in lines[index] and index + 1 < len(lines):
                _ask_by_block(lines, index)
        return lines


def _without_gaps(line: str) -> str:
    """Return a line with Anki's gaps as highlights."""
    if "{{c" not in line:
        return line
    return _GAP.sub(lambda found: found[0] if found["hidden"] is None else f"=={found['hidden']}==", line)


def _of_one_line(line: str, *, has_cards: bool) -> str:
    found = _LINE.fullmatch(line)
    if found is None:
        return line
    before, text = found.groups()
    signs = [sign for sign in _SEPARATOR.finditer(text) if sign["sign"]]
    if len(signs) != 1 or signs[0]["sign"] not in _SIGNS:
        return line
    question, answer = text[: signs[0].start()].strip(), text[signs[0].end() :].strip()
    if not question or not answer:
        return line
    is_card = has_cards or signs[0]["sign"] == ":::" or _ASKS.fullmatch(question)
    return f"{before}{_lead_in(question)} {answer}{_card(question)}" if is_card else line


def _join_lines(lines: list[str], between: int) -> bool:
    """Make the lines above ``?`` the lead-in of those below it; return whether there are both."""
    first = between
    while first and between - first < _MOST_LINES and _TEXT.fullmatch(lines[first - 1]):
        first -= 1
    answer = lines[between + 1] if between + 1 < len(lines) else ""
    if first == between or not answer.strip(" \t>"):
        return False
    marks = _BETWEEN.fullmatch(lines[between])
    quote = marks[1] if marks is not None else ""
    question = " ".join(line.strip(" \t>") for line in lines[first:between])
    lines[first:between] = [quote.rstrip()] * (between - first)
    if _TEXT.fullmatch(answer):
        lines[between] = f"{quote}{_lead_in(question)}"
        lines[between + 1] += _card(question)
    else:  # it introduces a list
        lines[between] = f"{quote}{question.rstrip(':')}:"
    return True


def _ask_by_block(lines: list[str], index: int) -> None:
    """Make a block with the tag ``card`` the front of the card of the block below it."""
    question = _ITEM.fullmatch(lines[index])
    if question is None or not _TAGGED.search(question[2]):
        return
    answers = list(_items_below(lines, index, question))
    if answers:
        direct = [answer[2] for _, answer in answers if not _is_deeper(answer, answers[0][1])]
        back = "; ".join(plain_line(one).rstrip(".") for one in direct) if len(direct) > 1 else ""
        lines[answers[0][0]] += _card(question[2], back)


def _items_below(lines: list[str], index: int, block: re.Match[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the blocks inside a block, with the numbers of their lines."""
    for number in range(index + 1, min(index + 1 + _MOST_LINES, len(lines))):
        answer = _ITEM.fullmatch(lines[number])
        if answer is not None and not _is_deeper(answer, block):
            return
        if answer is not None:
            yield number, answer


def _is_deeper(item: re.Match[str], other: re.Match[str]) -> bool:
    return len(item[1].expandtabs()) > len(other[1].expandtabs())


def _lead_in(question: str) -> str:
    return f"**{question.replace('**', '').replace('__', '').strip()}**:"


def _card(question: str, back: str = "") -> str:
    """Return the comment that makes a question the front of the card of the sentence before it."""
    front = plain_line(_TIMESTAMP.sub("", question))
    return f" {card_comment(front, back)}" if front else ""
