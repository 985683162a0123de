"""Flashcards in notes, as plugins of Obsidian and Logseq read them (stephenmwangi.com/obsidian-spaced-repetition).

    What does yeast eat::Sugar [01:00]        one line; ``:::`` asks in both directions
    What makes bread rise                     several lines, with ``?`` or ``??`` between question and answer
    ?
    Gas [03:00]
    - Why does dough rest? #card              Logseq: the answer is the block below
        - To relax [04:00]
    Bread needs {{c1::water}} [05:00]         Anki's own notation for a gap

The question becomes the lead-in of its answer and the front of its card; an answer of several sentences is the back of
one card. ``::`` also occurs in code, such as std::vector: on one line, it counts in notes that say that they have
flashcards, and elsewhere only after a question.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.hidden.marks import BEFORE_TEXT, CODE, TIMESTAMP
from noteport.parse.text.directives import card_comment
from noteport.parse.text.one_line import plain_line

_TAGS = r"(?i:flashcards?|cards?|anki|srs)"
_TAG, _TAGGED = pattern(rf"{_TAGS}(?:/|$)"), pattern(rf"<!-- noteport: tags (?:[^\s>]+ )*?{_TAGS}(?:/[^\s>]*)? ")
"""Tags of notes that have flashcards, in the front matter and in the comments that ``hidden/tags.py`` makes."""
_SCHEDULE = "<!--SR:"
"""What the plugin of Obsidian writes behind a card that was asked."""
_FORMULA = r"(?<!\$)\$(?![\s$])(?:(?!\{\{c\d)[^$\n])*+(?<!\s)\$(?!\d)"
_LINE = pattern(rf"({BEFORE_TEXT}(?:\[![^\[\]\n]++\][+-]?[ \t]++)?+)([^\s|#].*)")
_SEPARATOR = pattern(
    rf"{CODE}|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\]\([^()\n]*+\)|\{{\{{[^{{}}\n]*+\}}\}}|{_FORMULA}|(?P<sign>:{{2,}})"
)
"""``::`` outside of code, links, gaps and formulas."""
_SIGNS = frozenset({"::", ":::"})
_MARKED_AS_QUESTION = pattern(r".*[?？؟][\s*_\"”»)]*")
_WORDED_AS_QUESTION = pattern(
    r"[*_]*(?:(?:when|where|why|how|whom)\s+(?:am|are|can|could|did|do|does|had|has|have|is|may|might|must|should|to|was|were|will|would)"
    r"|how\s+(?:many|much|long|often|far|old|large|big|fast)"
    r"|wh(?:at|o|ose|ich)\s+(?!(?:an?|he|her|his|i|it|its|my|our|she|that|the|their|these|they|this|those|we|you|your)\b)\W*\w+)"
    r"\b.*\w.*",
    re.IGNORECASE,
)
_PATH = pattern(r"(?:[^\Wa-z]\w*|\w*[\d_])::\w|[a-z]\w*::[a-z_]")
"""Names in a program, as in ``std::vector`` and ``Foo::Bar``; a question and its answer look like ``eat::Sugar``."""
_SENTENCE = pattern(
    rf"(?P<first>.*?(?<![.!?。！？])[.!?。！？]++[\"'”’»)*_]*(?:\s*+{TIMESTAMP}\.?)*+)(?:(?<=[。！？])|(?=\s))\s*+(?P<rest>\S.*)"
)
"""The first sentence of an answer, with its timestamps, and the rest."""
_SET_OFF = pattern(r"(?:[-–—:·|]+\s+)+")
_BETWEEN = pattern(r"([ \t>]*)\?{1,2}[ \t]*")
_END = pattern(r"([ \t>]*)\+{3}[ \t]*")
_TEXT = pattern(r"[ \t>]*(?![-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|[|$>]|<!--|`{3}|~{3})\S.*")
_MARKED = pattern(r"([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)(\S.*)")
_ITEM = pattern(r"([ \t]*)[-*+][ \t]+(?:\[.\][ \t]+)?(\S.*)")
_TIMESTAMP = pattern(rf"(?<!\s)\s*+{TIMESTAMP}")
_GAP = pattern(
    rf"{CODE}|\{{\{{c\d{{1,3}}::(?P<hidden>(?:`[^`\n]*+`|{_FORMULA}|\{{(?!\{{)[^{{}}\n]*+\}}|(?!::|\}}\}}|\{{\{{c\d).)++)"
    r"(?:::[^{}\n]*)?\}\}"
)
_HIGHLIGHT = pattern(r"==([^=\n]++)==")
_DEEPEST_GAP = 4
"""Gaps in gaps that are read."""
_MOST_LINES = 20
"""Lines of a question, or of an answer below a block."""


class Flashcards(Dialect):
    name, summary = "flashcards", "Flashcards of Obsidian's Spaced Repetition, of Logseq and of Anki's gaps."
    words = ("::", "\n?", "> ?", " ?\n", "\t?\n", "tags card")
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
            elif not in_answer and (between := _BETWEEN.fullmatch(lines[index])):
                in_answer = _join_lines(lines, index, between[1])
            elif in_answer and (end := _END.fullmatch(lines[index])):
                lines[index] = end[1].rstrip()
            elif "::" in lines[index] and not in_answer:
                lines[index] = _of_one_line(lines[index], has_cards=has_cards)
            elif "<!-- noteport: tags" in lines[index] and index + 1 < len(lines):
                _ask_by_block(lines, index)
        return lines


def _without_gaps(line: str) -> str:
    """Return a line with Anki's gaps as highlights; of gaps in a gap, the outermost counts."""
    if "{{c" not in line:
        return line
    has_marks = "====" in line
    for _ in range(_DEEPEST_GAP):
        before, line = line, _GAP.sub(_highlighted, line)
        if line == before:
            break
    return line if has_marks else line.replace("====", "==<!-- -->==")


def _highlighted(found: re.Match[str]) -> str:
    if found["hidden"] is None:
        return found[0]
    hidden = _HIGHLIGHT.sub(r"\1", found["hidden"])
    return hidden if "==" in hidden or not hidden.strip() else f"=={hidden}=="


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
    is_card = has_cards or signs[0]["sign"] == ":::" or _asks(question, answer, text)
    return f"{before}{_lead_in(question)} {_with_card(question, answer)}" if is_card else line


def _asks(question: str, answer: str, text: str) -> bool:
    """Return whether what stands before ``::`` is a question in a note that does not say that it has flashcards."""
    if _MARKED_AS_QUESTION.fullmatch(question):
        return True
    is_asked_later = any(mark in answer for mark in "?？؟")  # What is std::vector good for?
    return not is_asked_later and not _PATH.search(text) and _WORDED_AS_QUESTION.fullmatch(question) is not None


def _join_lines(lines: list[str], between: int, quote: str) -> bool:
    """Make the lines above ``?`` the lead-in of those below it; return whether there are both.

    Args:
        lines: all lines.
        between: the number of the line with ``?``.
        quote: what stands before it: spaces, and the marks of a quotation.
    """
    first = _first_line(lines, between)
    asked = [line.strip(" \t>") for line in lines[first:between]]
    item = _MARKED.fullmatch(lines[first - 1]) if first else None
    if item is not None and len(item[1]) > len(quote):
        item = None  # the block before this one
    if item is not None:
        asked.insert(0, item[2])
    answer = lines[between + 1] if between + 1 < len(lines) else ""
    if not asked or not answer.strip(" \t>"):
        return False
    question = " ".join(asked)
    lines[first:between] = [quote.rstrip()] * (between - first)
    if item is not None:
        lines[first - 1] = f"{item[1]}<!-- -->"
    if _TEXT.fullmatch(answer):
        more = itertools.takewhile(_TEXT.fullmatch, lines[between + 2 : between + 2 + _MOST_LINES])
        lines[between] = f"{quote}{_lead_in(question)}"
        lines[between + 1] = _with_card(question, answer, list(more))
    else:  # it introduces a list
        lines[between] = f"{quote}{question.rstrip(':')}:"
    return True


def _first_line(lines: Sequence[str], between: int) -> int:
    """Return the first line of the question above ``?``; a line above it that has a timestamp says something else."""
    first = between
    while first and between - first < _MOST_LINES and _TEXT.fullmatch(lines[first - 1]):
        if first < between and _TIMESTAMP.search(lines[first - 1]):
            break
        first -= 1
    return first


def _ask_by_block(lines: list[str], index: int) -> None:
    """Make a block with the tag ``card`` the front of the card of the block below it."""
    question = _ITEM.fullmatch(lines[index])
    if question is None or not _TAGGED.search(question[2]):
        return
    answers = list(_items_below(lines, index, question))
    if not answers:
        return
    direct = [answer[2] for _, answer in answers if not _is_deeper(answer, answers[0][1])]
    back = "; ".join(plain_line(one).rstrip(".") for one in direct)
    if _TIMESTAMP.search(question[2]) and not any(map(_TIMESTAMP.search, direct)):
        lines[index] += _card(question[2], back)
    else:
        lines[answers[0][0]] += _card(question[2], back if len(direct) > 1 else "")


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


def _with_card(question: str, answer: str, more: Sequence[str] = ()) -> str:
    """Return the first line of an answer with its card, which all of it answers, behind its first sentence.

    ``more`` are the other lines. An answer without words, such as an image, makes no card.
    """
    whole = plain_line(" ".join([answer, *(line.strip(" \t>") for line in more)]))
    if not whole:
        return answer
    cut = _SENTENCE.fullmatch(answer)
    if cut is not None and plain_line(cut["rest"]):
        return f"{cut['first']}{_card(question, whole)} {cut['rest']}"
    return f"{answer}{_card(question, whole if whole != plain_line(answer) else '')}"


def _card(question: str, back: str = "") -> str:
    """Return the comment that makes a question the front of the card of the sentence before it."""
    front = _SET_OFF.sub("", plain_line(_TIMESTAMP.sub("", question)), count=1)
    return f" {card_comment(front, back)}" if front else ""
