"""Captions are fetched by the real library from a server of our own that answers as YouTube does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
import requests

from noteport.captions.youtube import NoCaptions, YouTubeCaptions, YouTubeRefuses
from noteport.errors import UsageError

if TYPE_CHECKING:
    from .conftest import YouTube

VIDEO = "dQw4w9WgXcQ"
XML = (
    '<?xml version="1.0" encoding="utf-8" ?><transcript>'
    '<text start="1.5" dur="2.25">Yeast &amp;amp; sugar</text>'
    '<text start="3725" dur="3">a &amp;lt;b&amp;gt; --&amp;gt; c\n\nd</text>'
    '<text start="3730" dur="1"> </text>'
    "</transcript>"
)


@pytest.fixture
def fetcher(session: requests.Session) -> YouTubeCaptions:
    return YouTubeCaptions(session)


def test_captions_become_webvtt(youtube: YouTube, fetcher: YouTubeCaptions) -> None:
    youtube.captions[VIDEO] = {"en": XML}
    captions = fetcher.fetch(VIDEO)
    assert (captions.language, captions.automatic) == ("en", False)
    assert captions.webvtt == (
        "WEBVTT\n\n00:00:01.500 --> 00:00:03.750\nYeast &amp; sugar\n\n01:02:05.000 --> 01:02:08.000\na --&gt; c d\n"
    )


@pytest.mark.parametrize(
    ("there", "wanted", "strict", "chosen"),
    [
        (["en", "de"], ["de"], True, "de"),
        (["en*", "en"], ["en"], True, "en"),
        (["en*"], ["en"], True, "en*"),
        (["en-GB", "de"], ["en"], True, "en-GB"),
        (["de", "fr"], ["en", "fr"], True, "fr"),
        (["de", "en", "de*"], [], True, "de"),
        (["fr", "en"], [], True, "en"),
        (["fr", "de"], [], True, "fr"),
        (["en", "en*"], ["de"], False, "en"),
        (["pt*"], ["en"], False, "pt*"),
    ],
)
def test_the_best_language_is_taken_and_people_before_machines(
    youtube: YouTube, fetcher: YouTubeCaptions, there: list[str], wanted: list[str], strict: bool, chosen: str
) -> None:
    youtube.captions[VIDEO] = dict.fromkeys(there, XML)
    captions = fetcher.fetch(VIDEO, wanted, strict=strict)
    assert (captions.language, captions.automatic) == (chosen.removesuffix("*"), chosen.endswith("*"))


@pytest.mark.parametrize(
    ("captions", "status", "why"),
    [
        ({}, {"status": "OK"}, "the video has none"),
        ({"fr": XML}, {"status": "OK"}, "only in fr"),
        ({}, {"status": "ERROR", "reason": "This video is unavailable"}, "no longer available"),
        ({}, {"status": "ERROR", "reason": "Private video"}, "Private video"),
        ({"en": "no XML"}, {"status": "OK"}, "not understood"),
    ],
)
def test_a_video_without_captions_says_why(
    youtube: YouTube, fetcher: YouTubeCaptions, captions: dict[str, str], status: dict[str, str], why: str
) -> None:
    youtube.captions[VIDEO] = captions
    youtube.status[VIDEO] = status
    with pytest.raises(NoCaptions, match=why):
        fetcher.fetch(VIDEO, ["en"])


def test_being_refused_is_told_from_having_none(youtube: YouTube, fetcher: YouTubeCaptions) -> None:
    youtube.refuse_after = 0
    with pytest.raises(YouTubeRefuses, match="refuses"):
        fetcher.fetch(VIDEO)


def test_being_taken_for_a_robot_is_being_refused(youtube: YouTube, fetcher: YouTubeCaptions) -> None:
    youtube.status[VIDEO] = {"status": "LOGIN_REQUIRED", "reason": "Sign in to confirm you’re not a bot"}
    with pytest.raises(YouTubeRefuses, match="refuses"):
        fetcher.fetch(VIDEO)


def test_a_site_that_cannot_be_reached_is_named(youtube: YouTube, fetcher: YouTubeCaptions) -> None:
    youtube.address = "http://127.0.0.1:9"
    with pytest.raises(YouTubeRefuses, match="cannot be reached"):
        fetcher.fetch(VIDEO)


def test_without_the_extra_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "youtube_transcript_api", None)
    with pytest.raises(UsageError, match=r"pip install 'noteport\[captions\]'"):
        YouTubeCaptions()
