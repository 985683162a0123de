"""Questions, and their answers on pages of their own at the end of a part, with links there and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from noteport_epub.book import Book, Document, Entry
from noteport_epub.labels import labels_of, ours
from noteport_epub.links import stable_name
from noteport_epub.self_test import Question
from noteport_epub.volumes import Part
from noteport_epub.xhtml import Markup, el, join, language

_ENOUGH_FOR_A_PAGE = 150
"""Maximum answers of a page; the next chapter then begins a new one."""


class Asking(NamedTuple):
    """The questions of one page: of a chapter, or of a review."""

    file: str
    title: Markup
    tag: str
    """The language of the page."""
    questions: tuple[Question, ...]


class Answers:
    """The answers of a part, by page.

    Args:
        part: the part.
        pages: what asks questions in it, in the order of the book.
    """

    def __init__(self, part: Part, pages: Iterable[Asking]) -> None:
        self._part = part
        self._pages: list[list[tuple[int, Asking]]] = []
        self._places: dict[str, str] = {}
        filled = _ENOUGH_FOR_A_PAGE
        for number, asking in enumerate((page for page in pages if page.questions), start=1):
            if filled >= _ENOUGH_FOR_A_PAGE:
                self._pages.append([])
                filled = 0
            self._pages[-1].append((number, asking))
            filled += len(asking.questions)
            self._places[asking.file] = f"{self._file(len(self._pages))}#answer-{number}"

    def _file(self, page: int) -> str:
        return f"answers-{stable_name(self._part.channel)}{f'-{page}' if page > 1 else ''}.xhtml"

    def questions(self, asking: Asking) -> Markup:
        """Return the questions of a page as a list, each with a link to its answer."""
        labels, own = labels_of(asking.tag), ours(asking.tag)
        items = []
        for number, question in enumerate(asking.questions, start=1):
            name = {
                "href": f"{self._places[asking.file]}-{number}",
                "aria-label": labels.answer_to.format(number),
                **own,
            }
            items.append(
                el(
                    "li",
                    {"id": f"question-{number}"},
                    el("p", {"class": "context"}, question.context) if question.context else "",
                    el("p", {}, question.asked),
                    el("p", {"class": "jump"}, el("a", name, labels.answer)),
                )
            )
        return el("ol", {}, "\n", join(items, "\n"), "\n")

    def documents(self, book: Book) -> Iterator[Document]:
        """Yield the pages with the answers."""
        for page, group in enumerate(self._pages, start=1):
            file, title = self._file(page), self._title(book, page)
            parts = [self._answers(book, number, asking) for number, asking in group]
            heading = el("h1", {"id": "title"}, title)
            section = el(
                "section", {"class": "answers", "aria-labelledby": "title"}, heading, "\n", join(parts, "\n"), "\n"
            )
            content = book.page(title, section)
            yield Document(file=file, read=_constant(content), in_spine=True)

    def entries(self, book: Book) -> Iterator[Entry]:
        """Yield the lines of these pages in the table of contents."""
        for page in range(1, len(self._pages) + 1):
            yield Entry(self._title(book, page), self._file(page), book.tag)

    def _title(self, book: Book, page: int) -> str:
        return book.labels.answers if len(self._pages) == 1 else f"{book.labels.answers} {page}"

    def _answers(self, book: Book, group: int, asking: Asking) -> Markup:
        labels, own = labels_of(asking.tag), ours(asking.tag)
        items = []
        for number, question in enumerate(asking.questions, start=1):
            name = {"href": f"{asking.file}#question-{number}", "role": "doc-backlink", **own}
            back = el("a", {**name, "aria-label": labels.back_to_question.format(number)}, "↩")
            items.append(
                el(
                    "li",
                    {"id": f"answer-{group}-{number}"},
                    el("p", {"class": "answer"}, question.answer) if question.answer else "",
                    el("p", {}, question.claim, " ", back),
                )
            )
        attributes = {} if asking.tag == book.tag else language(asking.tag)
        heading = el("h2", {}, el("a", {"href": asking.file}, asking.title))
        return el(
            "section", {"id": f"answer-{group}", **attributes}, heading, el("ol", {}, "\n", join(items, "\n"), "\n")
        )


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content
