"""The words of a book that are not the notes', in the languages that most people read; elsewhere English.

One file a language, ``languages/es.toml``, with a line for every word. Units follow the Unicode CLDR; parts of a
book have the names that they have in the books of each language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from noteport.api import ENGLISH, is_right_to_left
from noteport_epub.xhtml import Attributes


class Labels(Struct, frozen=True, kw_only=True, rename={"and_": "and"}, forbid_unknown_fields=True):
    """The words in one language. A number or a name is put in place of ``{}``."""

    language: str
    """BCP 47."""
    cover: str
    about: str
    contents: str
    landmarks: str
    start: str
    glossary: str
    index: str
    letters: str
    review: str
    answers: str
    study_guide: str
    notes_on: str
    notes_on_channels: str
    notes: str
    volume: str
    volume_of: str
    chapter: str
    and_: str
    note_count: tuple[str, ...]
    video_count: tuple[str, ...]
    claim_count: tuple[str, ...]
    chapter_count: tuple[str, ...]
    at_a_glance: str
    channel: str
    video: str
    videos: str
    length: str
    span: str
    video_chapters: str
    claims: str
    repaired_claims: str
    doubtful_claims: str
    captions: str
    confirmed: str
    moved: str
    not_found: str
    terms: str
    outline: str
    links_to: str
    before: str
    after: str
    more: str
    timeline: str
    check_yourself: str
    answers_elsewhere: str
    review_remark: str
    answer: str
    answer_to: str
    back_to_question: str
    blank: str
    mentioned_in: str
    often: str
    without_video: str
    play_from: str
    play_from_to: str
    beginning: str
    ends_before: str
    written_as: str
    in_doubt: str
    claim_moved: str
    claim_not_found: str
    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    seconds: tuple[str, ...]
    done: str
    open: str
    footnote: str
    back_to: str
    how_to_use: str
    advice_read: str
    advice_test: str
    advice_review: str
    advice_links: str
    advice_glossary: str
    advice_index: str
    sources: str
    up_to: str
    up_to_remark: str
    changes: str
    change_repaired: str
    change_doubtful: str
    change_captions: str
    change_silent: str
    change_nothing: str
    other_volumes: str
    callouts: Mapping[str, str]
    """By the kind of a callout."""

    def counted(self, forms: tuple[str, ...], number: int) -> str:
        """Return a number with its noun: ``1 note``, ``2,400 notes``."""
        return forms[0 if number == 1 else -1].format(f"{number:,}")

    def spoken(self, seconds: int) -> str:
        """Return a time in words: ``1 hour 2 minutes``, ``5 seconds``."""
        hours, rest = divmod(seconds, 3600)
        minutes, second = divmod(rest, 60)
        parts = ((hours, self.hours), (minutes, self.minutes), (second, self.seconds))
        return " ".join(self.counted(forms, number) for number, forms in parts if number) or self.beginning

    def listed(self, names: Sequence[str]) -> str:
        """Return names in a row: ``A, B and C``."""
        return f"{', '.join(names[:-1])} {self.and_} {names[-1]}" if len(names) > 1 else "".join(names)


@cache
def labels_of(tag: str) -> Labels:
    """Return the words for a language, given its BCP 47 tag; English ones if there are none for it."""
    language = tag.lower().partition("-")[0]
    file = files(__package__).joinpath("languages", f"{language}.toml")
    if not language.isascii() or not language.isalpha() or not file.is_file():
        return labels_of(ENGLISH)
    return msgspec.convert({"language": language, **tomllib.loads(file.read_text(encoding="utf-8"))}, Labels)


def ours(tag: str) -> Attributes:
    """Return the attributes of an element with our own words in a page of some language."""
    spoken = labels_of(tag).language
    if spoken == tag.lower().partition("-")[0]:
        return {}
    return {"lang": spoken, "xml:lang": spoken, "dir": "rtl" if is_right_to_left(spoken) else "ltr"}
