"""The index: people, things and terms as they read in the text, with the sections and seconds that speak of them.

Better empty than noise: what only one claim names, or only a lead-in, is left out, and so are the titles of chapters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from noteport.api import spelling_key
from noteport_epub.book import Book, Document, Entry
from noteport_epub.chapters import Chapter
from noteport_epub.lookup import Lookup, lookup_pages
from noteport_epub.spacing import HARD_SPACE
from noteport_epub.subjects import Mentioned
from noteport_epub.words import said
from noteport_epub.xhtml import Markup, el, join, language

_OFTEN = 3
"""Chapters from which on a subject stands at the beginning of the index too."""
_MOST_OFTEN = 60
_MOST_CHAPTERS = 8
"""Maximum chapters of an entry: those that say most of it."""
_MOST_PLACES = 3
"""Maximum sections of a chapter."""
_LONG_TITLE = 3
"""Words; a longer name that is also the title of a chapter is only a link to it."""


class Subject(Struct):
    """An entry of the index."""

    chapters: dict[str, tuple[Chapter, Mentioned]] = field(default_factory=dict)
    spellings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    claims: int = 0

    @property
    def name(self) -> str:
        """The most frequent spelling; of equals, the one in small letters."""
        return min(self.spellings, key=lambda name: (-self.spellings[name], sum(map(str.isupper, name)), name))

    @property
    def is_name(self) -> bool:
        return self.kinds["name"] > 0

    def add(self, chapter: Chapter, mentioned: Mentioned) -> None:
        """Add what a chapter says of it."""
        known = self.chapters.get(chapter.file)
        if known is not None:
            mentioned = Mentioned(
                claims=known[1].claims + mentioned.claims, locators={**mentioned.locators, **known[1].locators}
            )
        self.chapters[chapter.file] = (chapter, mentioned)
        self.claims += mentioned.claims


def index(book: Book) -> tuple[list[Document], Entry | None]:
    """Return its pages and its line of the contents; nothing if it would be empty."""
    subjects = {subject.name: subject for subject in indexed(book.volume.chapters)}
    ids = {name: f"subject-{number}" for number, name in enumerate(sorted(subjects), start=1)}
    lookup = Lookup[Subject](
        name="index",
        title=book.labels.index,
        enough_for_a_page=300,
        write=lambda group: _entries(group, ids, book),
        opening=lambda file_of: _often(subjects.values(), ids, file_of, book),
    )
    return lookup_pages(book, lookup, subjects.items())


# --- what is listed -------------------------------------------------------------------------------------------------


def indexed(chapters: Iterable[Chapter]) -> list[Subject]:
    """Return what the chapters speak of, each once, without what no reader would look up."""
    chapters = list(chapters)
    found: dict[str, Subject] = {}
    for chapter in chapters:
        for key, mentioned in chapter.subjects.items():
            subject = found.setdefault(key, Subject())
            subject.spellings.update(mentioned.spellings)
            subject.kinds.update(mentioned.kinds)
            subject.add(chapter, mentioned)
    for short, long in _short_names(found).items():
        subject = found.pop(short)
        for chapter, mentioned in subject.chapters.values():
            found[long].add(chapter, mentioned)
    for ambiguous in _ambiguous_names(found):
        del found[ambiguous]
    titles = {spelling_key(chapter.title) for chapter in chapters}
    return [
        subject
        for key, subject in found.items()
        if _is_wanted(subject) and not (key in titles and key.count(" ") >= _LONG_TITLE)
    ]


def _short_names(found: Mapping[str, Subject]) -> dict[str, str]:
    """The last names, and given names, that mean one person or thing only: ``einstein`` is ``albert einstein``."""
    return {short: longer[0] for short, longer in _longer_names(found).items() if len(longer) == 1}


def _ambiguous_names(found: Mapping[str, Subject]) -> list[str]:
    """Those that may mean several."""
    return [short for short, longer in _longer_names(found).items() if len(longer) > 1]


def _longer_names(found: Mapping[str, Subject]) -> dict[str, list[str]]:
    """The longer names that begin or end with a name of one word, by that name."""
    names = [key for key, subject in found.items() if subject.is_name]
    longer: dict[str, list[str]] = {}
    for key in names:
        words = key.split()
        if 2 <= len(words) <= _LONG_TITLE and all(name[:1].isupper() for name in found[key].name.split()):
            for word in sorted({words[0], words[-1]}):
                longer.setdefault(word, []).append(key)
    return {key: longer[key] for key in names if key in longer and _is_only_name(found[key])}


def _is_only_name(subject: Subject) -> bool:
    """Whether a subject is only known as a name, and is no acronym."""
    return set(subject.kinds) <= {"name", "name that opens a sentence"} and not subject.name.isupper()


def _is_wanted(subject: Subject) -> bool:
    kinds = subject.kinds
    if kinds["defined"]:
        return True
    if subject.claims < 2:
        return False
    if subject.is_name or kinds["link"] or kinds["bold"]:
        return True
    return kinds["lead-in"] > 0 and len(subject.chapters) > 1


# --- how it is shown ------------------------------------------------------------------------------------------------


def _often(subjects: Iterable[Subject], ids: Mapping[str, str], file_of: Callable[[str], str], book: Book) -> Markup:
    """What three chapters or more speak of, each with a link to its entry."""
    often = sorted((s for s in subjects if len(s.chapters) >= _OFTEN), key=lambda s: (-len(s.chapters), s.name))
    names = sorted((subject.name for subject in often[:_MOST_OFTEN]), key=str.casefold)
    if not names:
        return Markup()
    items = (el("li", {}, el("a", {"href": f"{file_of(name)}#{ids[name]}"}, said(name))) for name in names)
    return join([el("h2", {}, book.labels.often), el("ul", {"class": "often"}, "\n", join(items, "\n"), "\n")])


def _entries(subjects: Iterable[Subject], ids: Mapping[str, str], book: Book) -> Markup:
    items = join((_entry(subject, ids, book) for subject in subjects), "\n")
    return el("ul", {"epub:type": "index-entry-list"}, "\n", items, "\n")


def _entry(subject: Subject, ids: Mapping[str, str], book: Book) -> Markup:
    tag = next(iter(subject.chapters.values()))[0].tag
    attributes = {} if tag == book.tag else language(tag)
    name = el("span", {"class": "index-term", "epub:type": "index-term", **attributes}, said(subject.name))
    most = sorted(subject.chapters.values(), key=lambda pair: -pair[1].claims)[:_MOST_CHAPTERS]
    shown = sorted(most, key=lambda pair: book.numbers[pair[0].file])
    locators = [join(_locators(chapter, mentioned, book), ", ") for chapter, mentioned in shown]
    if len(subject.chapters) > len(shown):
        locators.append(el("span", {}, book.labels.more.format(len(subject.chapters) - len(shown))))
    listed = el("span", {"class": "locators"}, join(locators, "; "))
    return el("li", {"epub:type": "index-entry", "id": ids[subject.name]}, name, " ", listed)


def _locators(chapter: Chapter, mentioned: Mentioned, book: Book) -> Iterator[Markup]:
    """The places in one chapter: the first with its number."""
    attributes = {} if chapter.tag == book.tag else language(chapter.tag)
    for at, locator in enumerate(list(mentioned.locators.values())[:_MOST_PLACES]):
        number = book.number(chapter) if at == 0 else ""
        href = chapter.file + (f"#{locator.place}" if locator.place else "")
        shown = said(locator.section or chapter.title)
        link = el("a", {"href": href, "epub:type": "index-locator", **attributes}, number, shown)
        yield join([link, HARD_SPACE, locator.timestamp]) if locator.timestamp else link
