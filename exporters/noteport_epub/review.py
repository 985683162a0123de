"""The review of a part: questions from all its chapters that their own tests do not ask."""

from __future__ import annotations

from noteport_epub.answers import Answers, Asking
from noteport_epub.book import Book
from noteport_epub.links import stable_name
from noteport_epub.self_test import Question
from noteport_epub.volumes import Part
from noteport_epub.xhtml import el, escape

_MOST = 20
"""Maximum questions, to be answered in one sitting."""
_FEWEST = 3


def review_of(book: Book, part: Part) -> Asking:
    """Return the questions of a review, from chapters all over the part; none if too few chapters have one to spare."""
    found = [(question, chapter) for chapter in part.chapters for question in chapter.spare]
    if len(found) < _FEWEST:
        found = []
    if len(found) > _MOST:
        found = [found[index * (len(found) - 1) // (_MOST - 1)] for index in range(_MOST)]
    questions = tuple(
        Question(
            rank=question.rank,
            context=escape(book.labels.chapter.format(book.numbers[chapter.file])),
            asked=question.asked,
            answer=question.answer,
            claim=question.claim,
        )
        for question, chapter in found
    )
    return Asking(f"review-{stable_name(part.channel)}.xhtml", escape(book.labels.review), book.tag, questions)


def review_page(book: Book, asking: Asking, answers: Answers) -> bytes:
    """The page with the questions."""
    labels = book.labels
    section = el(
        "section",
        {"class": "self-test", "aria-labelledby": "title"},
        el("h1", {"id": "title"}, labels.review),
        el("p", {"class": "remark"}, f"{labels.review_remark} {labels.answers_elsewhere}"),
        "\n",
        answers.questions(asking),
        "\n",
    )
    return book.page(labels.review, section)
