"""Fetches the captions of a video from YouTube, as WebVTT.

youtube-transcript-api does the work. It requests three pages per video: the page of the video, the data for its player,
and one file of captions. YouTube documents no interface for the captions of other people's videos, and blocks addresses
that ask too often, so callers must ask for one video at a time, wait in between and stop when they are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

from noteport.errors import NoteportError, UsageError
from noteport.markup.sanitise import escape_xml

if TYPE_CHECKING:
    from requests import Session
    from youtube_transcript_api import FetchedTranscript, Transcript, YouTubeTranscriptApi

INSTALL = "Install it with: pip install 'noteport[captions]'"


class NoCaptions(NoteportError):
    """There are no captions of a video, or none in the wanted languages; the message says why."""


class YouTubeRefuses(NoteportError):
    """YouTube answers no more requests from here, or cannot be reached at all."""


class Captions(Struct, frozen=True):
    """What was fetched."""

    language: str
    """BCP 47 tag."""
    automatic: bool
    """Whether speech recognition wrote them."""
    webvtt: str


class YouTubeCaptions:
    """Fetches captions, one video after the other.

    Args:
        session: what sends the requests; one of its own if None.

    Raises:
        UsageError: the extra ``captions`` is not installed.
    """

    def __init__(self, session: Session | None = None) -> None:
        try:
            from youtube_transcript_api import YouTubeTranscriptApi  # noqa: PLC0415  # an extra, which may be missing
        except ImportError as error:
            raise UsageError("Fetching captions requires the package youtube-transcript-api.", INSTALL) from error
        self._api: YouTubeTranscriptApi = YouTubeTranscriptApi(http_client=session)

    def fetch(self, video_id: str, languages: Sequence[str] = (), *, strict: bool = True) -> Captions:
        """The captions of a video.

        Args:
            video_id: eleven characters.
            languages: BCP 47 tags, best first; ``en`` stands for ``en-GB`` too.
            strict: whether captions in other languages are of no use. Otherwise, and without languages, those in the
                language that is spoken, as far as can be seen, will do.

        Raises:
            NoCaptions: there are none.
            YouTubeRefuses: no more requests are answered.
        """
        from youtube_transcript_api import (  # noqa: PLC0415  # loads requests
            CouldNotRetrieveTranscript,
            RequestBlocked,
            TranscriptsDisabled,
        )

        try:
            found = list(self._api.list(video_id))
            chosen = choose(found, languages, strict=strict and bool(languages))
            if chosen is None:
                there = ", ".join(dict.fromkeys(one.language_code for one in found))
                raise NoCaptions(f"only in {there}" if there else "the video has none")
            return Captions(chosen.language_code, chosen.is_generated, _webvtt(chosen.fetch()))
        except RequestBlocked as error:
            raise YouTubeRefuses("YouTube refuses more requests from this address.") from error
        except TranscriptsDisabled as error:
            raise NoCaptions("the video has none") from error
        except CouldNotRetrieveTranscript as error:
            raise NoCaptions(" ".join(error.cause.split())) from error
        except OSError as error:  # as all errors of requests are
            raise YouTubeRefuses(f"YouTube cannot be reached: {type(error).__name__}.") from error
        except (SyntaxError, ValueError, KeyError, IndexError, AttributeError) as error:
            # XML and JSON that the library did not expect; another video may do better.
            raise NoCaptions(f"YouTube's answer was not understood: {type(error).__name__}") from error


def choose(found: Iterable[Transcript], languages: Sequence[str], *, strict: bool) -> Transcript | None:
    """The best of a video's captions: in the first language that there is; people's before those of a machine.

    Unless ``strict``, what comes next is the language that a machine heard, then English, then any.
    """
    by_people_first = sorted(found, key=lambda one: one.is_generated)
    heard = () if strict else (*(one.language_code for one in by_people_first if one.is_generated), "en")
    for language in (*languages, *heard):
        for matches in (_is_exactly, _is_kind_of):
            for one in by_people_first:
                if matches(one.language_code, language):
                    return one
    return None if strict else next(iter(by_people_first), None)


def _is_exactly(code: str, wanted: str) -> bool:
    return code.lower() == wanted.lower()


def _is_kind_of(code: str, wanted: str) -> bool:
    return code.lower().partition("-")[0] == wanted.lower().partition("-")[0]


def _webvtt(transcript: FetchedTranscript) -> str:
    """WebVTT, in which ``<``, ``&`` and empty lines of a cue mean something (https://www.w3.org/TR/webvtt1/)."""
    from youtube_transcript_api.formatters import WebVTTFormatter  # noqa: PLC0415  # only once there is something

    snippets = [
        replace(snippet, text=escape_xml(" ".join(snippet.text.split())))
        for snippet in transcript
        if snippet.text.strip()
    ]
    return WebVTTFormatter().format_transcript(replace(transcript, snippets=snippets))
