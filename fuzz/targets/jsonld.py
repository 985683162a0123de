"""Graphs: each line is JSON with our context, and notes cannot add a keyword or a property."""

from __future__ import annotations

import io
import json
import re
from typing import Any

from fuzz.inputs import OneNote, note_of
from noteport.api import Fragment, Note, Terms
from noteport_jsonld.google import GoogleProfile
from noteport_jsonld.iris import Iris
from noteport_jsonld.nodes import Gathering, Profile
from noteport_jsonld.oa import AnnotationProfile
from noteport_jsonld.schema import SchemaProfile
from noteport_jsonld.writers import LINES, TRIPLES, Writer, packed

_KEYWORDS = frozenset({"@id", "@type", "@value", "@language", "@list"})
_PROPERTY = re.compile(r"(?:[a-z]+:)?[A-Za-z]+")
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_TRIPLE = re.compile(r'<[^<>"\s]+> <[^<>"\s]+> (?:<[^<>"\s]+>|"(?:[^"\\\n\r]|\\.)*"(?:@[\w-]+|\^\^<[^<>"\s]+>)?) \.')


def check(data: bytes) -> None:
    notes = OneNote(note_of(data))
    iris, terms = Iris("urn:noteport:"), Terms(notes.refs())
    profiles: tuple[Profile, ...] = (SchemaProfile(iris, terms), AnnotationProfile(iris, terms), GoogleProfile(iris))
    for profile in profiles:
        for line in _written(notes.note, profile, LINES).split("\n")[:-1]:
            line.encode()
            document = json.loads(line)
            assert list(document) == ["@context", "@graph"]
            assert document["@context"] == profile.context
            _look_through(document["@graph"])
        comment, *lines = _written(notes.note, profile, TRIPLES).split("\n")[:-1]
        assert comment.startswith("# ")
        assert all(_TRIPLE.fullmatch(line) for line in lines)


def _written(note: Note, profile: Profile, suffix: str) -> str:
    part = packed(profile.describe(note), profile.context, suffix, merges=isinstance(profile, GoogleProfile))
    out = io.StringIO()
    Writer(profile.context, suffix, Gathering()).write([Fragment(ref=note.ref, path=note.path, data=part)], out)
    return out.getvalue()


def _look_through(value: Any) -> None:
    if isinstance(value, list):
        for one in value:
            _look_through(one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            assert key in _KEYWORDS or _PROPERTY.fullmatch(key), key
            assert key != "@id" or not _NO_IRI.search(inner), inner
            _look_through(inner)
