"""The profile ``oa``: W3C, Web Annotation Data Model. A claim annotates the seconds of the video that support it.

Its JSON has the keys of the model; its context is written out, so that nothing is fetched. Claims and clips have the
names that they have in the profile ``schema``.
"""

from __future__ import annotations

from typing import Any, ClassVar

from noteport.api import Claim, Note, Terms, Timestamp, data_text, term_id, wikilinks
from noteport_jsonld.iris import Iris, is_range
from noteport_jsonld.nodes import Context, Described, Node, language_tag

_MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"


class AnnotationProfile:
    """Claims as annotations."""

    context: ClassVar[Context] = {
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "id": "@id",
        "type": "@type",
        **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "FragmentSelector")},
        **{name: f"oa:{name}" for name in ("assessing", "describing", "tagging")},
        "value": "rdf:value",
        "format": "dc:format",
        "language": "dc:language",
        "conformsTo": {"@id": "dcterms:conformsTo", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "via": {"@id": "oa:via", "@type": "@id"},
    }

    def __init__(self, iris: Iris, terms: Terms) -> None:
        self._iris = iris
        self._terms = terms

    def describe(self, note: Note) -> Described:
        """Yield an annotation for every claim whose video is known."""
        language = language_tag(note.language)
        found = [self._annotation(claim, note, language) for claim in note.claims()]
        annotations = [annotation for annotation in found if annotation is not None]
        return Described(own=annotations, claims=len(found), left_out=len(found) - len(annotations))

    def _annotation(self, claim: Claim, note: Note, language: str | None) -> Node | None:
        targets = self._targets(claim, note)
        if not targets:
            return None
        id = self._iris.claim(claim.id)
        return {
            "id": id,
            "type": "Annotation",
            "motivation": "describing",
            "body": [self._text(id, claim, language), *self._tags(id, claim, note), *_assessment(id, claim)],
            "target": targets,
            **({"via": claim.back_link} if claim.back_link is not None else {}),
        }

    def _text(self, id: str, claim: Claim, language: str | None) -> Node:
        text = f"{claim.term}: {claim.text}" if claim.term else claim.text
        body = {"id": f"{id}#text", "type": "TextualBody", "purpose": "describing", "value": data_text(text)}
        return body | {"format": "text/plain"} | ({"language": language} if language else {})

    def _tags(self, id: str, claim: Claim, note: Note) -> list[Node]:
        linked = (self._terms.name(term) for link in wikilinks(claim.inlines) if (term := term_id(note, link)))
        names = dict.fromkeys((*linked, *claim.tags, *note.tags))
        return [
            {"id": f"{id}#tag{number}", "type": "TextualBody", "purpose": "tagging", "value": data_text(name)}
            for number, name in enumerate(names, start=1)
        ]

    def _targets(self, claim: Claim, note: Note) -> list[Any]:
        """Return the seconds that support a claim; only the video if it has none, or one beyond the end."""
        found: dict[str, Any] = {}
        for timestamp in claim.timestamps:
            video = timestamp.video or note.video
            if video is None:
                continue
            page = self._iris.video(video)
            if timestamp.trusted:
                clip = self._iris.clip(video, timestamp)
                found[clip] = self._moment(clip, page, timestamp)
            else:
                found[page] = page
        if not found and note.video is not None:
            return [self._iris.video(note.video)]
        return list(found.values())

    def _moment(self, id: str, page: str, timestamp: Timestamp) -> Node:
        """W3C, Media Fragments URI 1.0: ``t=65`` is everything from a second on, and ``t=65,80`` has an end."""
        end = f",{timestamp.end}" if is_range(timestamp) else ""
        selector = {
            "id": f"{id}#t",
            "type": "FragmentSelector",
            "conformsTo": _MEDIA_FRAGMENTS,
            "value": f"t={timestamp.start}{end}",
        }
        return {"id": id, "type": "SpecificResource", "source": page, "selector": selector}


def _assessment(id: str, claim: Claim) -> list[Node]:
    """What the captions of the video say about a claim, if there are any."""
    if claim.verdict == "unchecked":
        return []
    return [{"id": f"{id}#verdict", "type": "TextualBody", "purpose": "assessing", "value": claim.verdict}]
