"""The profile ``schema``: schema.org, and SKOS for the terms. A table in docs/jsonld.md has the mapping.

It states only what a note says and what follows from the id of a video: no date, length or name of a video that nobody
gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, ClassVar

from noteport.api import (
    NO_CHANNEL,
    Claim,
    Note,
    Section,
    Terms,
    Timestamp,
    Video,
    WikiLink,
    claims_of,
    data_text,
    term_id,
    wikilinks,
    wikilinks_of,
)
from noteport_jsonld.iris import Iris, is_range, web_address
from noteport_jsonld.nodes import Context, Described, Node, language_tag, literal, node, one_or_list

_REFERENCES = (
    "isBasedOn",
    "isPartOf",
    "mentions",
    "appearance",
    "inDefinedTermSet",
    "subjectOf",
    "url",
    "embedUrl",
    "thumbnailUrl",
)
"""Properties whose values are things."""


class SchemaProfile:
    """Notes in the vocabulary of schema.org."""

    context: ClassVar[Context] = {
        "@vocab": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        **{name: {"@type": "@id"} for name in _REFERENCES},
    }

    def __init__(self, iris: Iris, terms: Terms) -> None:
        self._iris = iris
        self._terms = terms

    def describe(self, note: Note) -> Described:
        """Return the note with its sections and claims, the clips and terms that they name, its video and channel."""
        return _NoteGraph(self._iris, self._terms, note).describe()


class _NoteGraph:
    """The graph of one note while it is made."""

    def __init__(self, iris: Iris, terms: Terms, note: Note) -> None:
        self._iris = iris
        self._terms = terms
        self._note = note
        self._language = language_tag(note.language)
        self._id = iris.note(note.id)
        self._own: list[Node] = []
        self._fixed: dict[str, Node] = {}
        self._shared: dict[str, Node] = {}
        self._sections = count(1)
        self._claims = count(1)

    def describe(self) -> Described:
        note = self._note
        links = tuple(wikilinks_of(note))
        self._own.append(
            node(
                self._id,
                ["Article", "LearningResource"],
                name=literal(note.title, self._language),
                inLanguage=self._language,
                isBasedOn=self._video(note.video) if note.video is not None else None,
                isPartOf=self._channel() if _channel_name(note.channel) else None,
                mentions=self._mentions(links),
            )
        )
        for section in note.sections:
            self._section(section, self._id)
        self._describe_terms(links)
        return Described(self._own, list(self._fixed.values()), list(self._shared.values()))

    # --- the text ---------------------------------------------------------------------------------------------------

    def _section(self, section: Section, parent: str) -> None:
        """Add a heading with everything below it. What comes before the first heading belongs to the note itself."""
        if section.level:
            number = next(self._sections)
            id = self._iris.section(self._id, number)
            moment = one_or_list(self._moments([section.start])) if section.start is not None else None
            self._own.append(
                node(
                    id,
                    "CreativeWork",
                    name=literal(section.title, self._language),
                    position=number,
                    isPartOf=parent,
                    isBasedOn=moment,
                )
            )
            parent = id
        for claim in claims_of(section.blocks):
            self._claim(claim, parent)
        for child in section.sections:
            self._section(child, parent)

    def _claim(self, claim: Claim, parent: str) -> None:
        self._own.append(
            node(
                self._iris.claim(claim.id),
                "Claim",
                text=literal(claim.text, self._language),
                headline=literal(claim.term, self._language),
                disambiguatingDescription=literal(claim.lead, self._language),
                position=next(self._claims),
                isPartOf=parent,
                appearance=one_or_list(self._moments(claim.timestamps)),
                url=claim.back_link,
                creativeWorkStatus=claim.verdict if claim.verdict != "unchecked" else None,
                mentions=self._mentions(wikilinks(claim.inlines)),
            )
        )

    # --- the video --------------------------------------------------------------------------------------------------

    def _moments(self, timestamps: Iterable[Timestamp]) -> list[str]:
        """Return the clips that timestamps open; the whole video for one beyond its end; none if there is no video."""
        found: dict[str, None] = {}
        for timestamp in timestamps:
            video = timestamp.video or self._note.video
            if video is not None:
                found[self._clip(video, timestamp) if timestamp.trusted else self._video(video)] = None
        return list(found)

    def _clip(self, video: Video, timestamp: Timestamp) -> str:
        id = self._iris.clip(video, timestamp)
        if id not in self._fixed:
            self._fixed[id] = node(
                id,
                "Clip",
                startOffset=timestamp.start,
                endOffset=timestamp.end if is_range(timestamp) else None,
                url=web_address(video.url(timestamp.start)),
                isPartOf=self._video(video),
            )
        return id

    def _video(self, video: Video) -> str:
        id = self._iris.video(video)
        if id not in self._shared:
            self._shared[id] = video_node(id, video)
            self._fixed |= {chapter["@id"]: chapter for chapter in self._chapters(video)}
        return id

    def _chapters(self, video: Video) -> Iterator[Node]:
        """The parts of a video, as its author named them."""
        ends = [*(chapter.start for chapter in video.chapters[1:]), video.duration or 0]
        for chapter, end in zip(video.chapters, ends, strict=False):
            yield node(
                self._iris.chapter(video, chapter.start),
                "Clip",
                name=literal(chapter.title),
                startOffset=chapter.start,
                endOffset=end if end > chapter.start else None,
                url=web_address(video.url(chapter.start)),
                isPartOf=self._iris.video(video),
            )

    # --- the channel and the terms ----------------------------------------------------------------------------------

    def _channel(self) -> str:
        id = self._iris.channel(self._note.id)
        self._fixed[id] = node(id, "CreativeWorkSeries", name=_channel_name(self._note.channel))
        return id

    def _mentions(self, links: Iterable[WikiLink]) -> Any:
        ids = dict.fromkeys(term_id(self._note, link) for link in links)
        return one_or_list([self._iris.term(id) for id in ids if id])

    def _describe_terms(self, links: Iterable[WikiLink]) -> None:
        """Every term that the note names, in the spellings that it uses."""
        spellings: dict[str, dict[str, None]] = {}
        channels: dict[str, str] = {}
        for link in links:
            id = term_id(self._note, link)
            if id:
                spellings.setdefault(id, {})[data_text(link.name)] = None
                channels[id] = link.note.channel if link.note is not None else self._note.channel
        for id, shown in spellings.items():
            name = data_text(self._terms.name(id))
            iri, term_set = self._iris.term(id), self._iris.term_set(id)
            others = [literal(spelling, self._language) for spelling in shown if spelling not in ("", name)]
            self._shared[iri] = node(
                iri,
                ["DefinedTerm", "skos:Concept"],
                name=name,
                skos_altLabel=one_or_list(others),
                inDefinedTermSet=term_set,
                subjectOf=one_or_list([self._iris.note(note.id) for note in self._terms.notes(id)]),
            )
            self._fixed[term_set] = node(term_set, "DefinedTermSet", name=_channel_name(channels[id]))


def _channel_name(channel: str) -> str | None:
    """Return the name of a channel; None for a note without one."""
    return data_text(channel) if channel != NO_CHANNEL else None


def video_node(id: str, video: Video) -> Node:
    """Return a video: what is known about it, and YouTube's addresses that follow from its id."""
    is_youtube = video.provider == "youtube"
    return node(
        id,
        "MediaObject" if video.provider in ("podcast", "local", "spotify") else "VideoObject",
        identifier=data_text(video.id),
        name=literal(video.title),
        duration=iso_duration(video.duration) if video.duration else None,
        url=web_address(video.page),
        embedUrl=f"https://www.youtube.com/embed/{video.id}" if is_youtube else None,
        thumbnailUrl=f"https://i.ytimg.com/vi/{video.id}/hqdefault.jpg" if is_youtube else None,
    )


def iso_duration(seconds: int) -> str:
    """Return a length in ISO 8601, as schema.org requires: ``PT1H2M3S``."""
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    parts = (f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (second, "S")) if number)
    return "PT" + "".join(parts)
