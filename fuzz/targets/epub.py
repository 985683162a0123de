"""A chapter of a study guide: it is well-formed, each id occurs once, and nothing in it runs."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from fuzz.inputs import OneNote, note_of
from fuzz.markup import assert_harmless
from noteport.api import count_words
from noteport_epub.chapters import Wanted, make_chapter

_OPEN = '<body xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


def check(data: bytes) -> None:
    notes = OneNote(note_of(data))
    chapter, written = make_chapter(notes.note, notes, Wanted(words=count_words(notes)))
    asked = [piece for each in (*chapter.questions, *chapter.spare) for piece in (each.asked, each.answer, each.claim)]
    terms = [piece for term in chapter.terms.values() for piece in (term.text, term.timestamp)]
    for piece in (chapter.heading, written.glance, *asked, *terms):
        ET.fromstring(f"{_OPEN}{piece}</body>")
    root = ET.fromstring(f"{_OPEN}{written.body}</body>")
    ids = [id for element in root.iter() if (id := element.get("id")) is not None]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert_harmless(element.tag.rpartition("}")[2], element.attrib.items())
