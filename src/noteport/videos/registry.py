"""The providers, and what they make of an address. To add a provider, add a file, and its class in ``SITES``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, cast

from msgspec import Struct

from noteport.model.nodes import Video
from noteport.plugins.kinds import Kind
from noteport.plugins.use import Use, called, expect, made
from noteport.videos import bilibili, dailymotion, local, loom, peertube, podcast, spotify, twitch, vimeo, youtube
from noteport.videos.address import Address, Time, addresses_in, parse_address, time_of
from noteport.videos.provider import Provider

SITES: tuple[Provider, ...] = (
    youtube.YouTube(),
    vimeo.Vimeo(),
    bilibili.Bilibili(),
    twitch.Twitch(),
    spotify.Spotify(),
    dailymotion.Dailymotion(),
    loom.Loom(),
)
"""The sites that are known by their hosts. Plugins are asked after them, …"""
ANYWHERE: tuple[Provider, ...] = (peertube.PeerTube(), local.Local(), podcast.Podcast())
"""… and before those that recognise an address on any host."""

PROVIDERS: Kind[Provider] = Kind(
    noun="provider",
    group="noteport.providers",
    base=Provider,
    built_in=MappingProxyType(
        {one.name: (f"{type(one).__module__}:{type(one).__name__}", one.summary) for one in (*SITES, *ANYWHERE)}
    ),
)

_asked: ContextVar[tuple[Provider, ...]] = ContextVar("providers", default=(*SITES, *ANYWHERE))
"""In the order in which they are asked: the first one that recognises an address reads it."""


class _Checked(Provider):
    """A plugin's provider, whose failures are its own."""

    def __init__(self, use: Use) -> None:
        self._use = use
        self._provider: Any = made(use)

    def knows(self, address: Address) -> bool:
        return bool(called(self._use, self._provider.knows, address))

    def video(self, address: Address) -> Video | None:
        video: Any = called(self._use, self._provider.video, address)
        promise = f"video({address.text!r}) returned {video!r}, not a video that opens"
        expect(self._use, video is None or is_sound(video), promise)
        return cast("Video | None", video)

    def time(self, address: Address) -> Time | None:
        time: Time | None = called(self._use, self._provider.time, address)
        expect(self._use, time is None or isinstance(time, Time), f"time({address.text!r}) returned {time!r}")
        return time


def is_sound(video: object) -> bool:
    """Return whether a video of a plugin has an id and addresses that open."""
    if not isinstance(video, Video):
        return False
    words: tuple[object, ...] = (video.provider, video.id, video.page, video.time_suffix)
    if not all(isinstance(word, str) and word.isprintable() for word in words) or not video.id:
        return False
    try:
        address = video.url(65)
    except (ValueError, LookupError):  # a suffix with other braces than {}
        return False
    return "://" in video.page and not any(letter in address for letter in ' <>"')


@contextmanager
def asking(uses: Iterable[Use]) -> Iterator[None]:
    """Have the providers of plugins asked inside the with block, in this thread."""
    more = tuple(_Checked(use) for use in uses if use.group == PROVIDERS.group)
    token = _asked.set((*SITES, *more, *ANYWHERE))
    try:
        yield
    finally:
        _asked.reset(token)


class MediaFragment(Struct, frozen=True):
    """What the target of a link names: a video, a second of it, or both."""

    video: Video | None = None
    """None for a second of the video that the note is about."""
    time: Time | None = None
    """None for a target that opens the video at its beginning."""


def media_fragment(target: str, *, any_page: bool = True) -> MediaFragment | None:
    """Return what the target of a link names, or None for an ordinary link.

    A target on a video site that names none of its videos (``watch?v=XXX``), or that is only a time (``#t=65``), is a
    second of the note's own video. A page that no provider recognises counts if its address has a time, because the
    label of the link is a time as well; without ``any_page`` it does not.
    """
    address = parse_address(target)
    if address is None:
        return None
    provider = provider_of(address)
    if provider is not None:
        return MediaFragment(provider.video(address), provider.time(address))
    time = time_of(address)
    if time is None:
        return None
    if podcast.is_page(address):
        if not any_page:
            return None
        return MediaFragment(podcast.page_video(address), time)
    return MediaFragment(None, time) if address.text.startswith("#") else None


def names_time(target: str) -> bool:
    """Return whether a web address has a time in it that no provider understands."""
    address = parse_address(target) if "=" in target else None
    if address is None or not podcast.is_page(address):
        return False
    written = address.query.get("t") or address.fragment.get("t")
    return time_of(address) is not None or (written is not None and provider_of(address) is not None)


def video_of_address(text: str) -> Video | None:
    """Return the video that an address opens, or None. The address may be in a link, a wikilink or an HTML tag."""
    for address in addresses_in(text):
        provider = provider_of(address)
        video = provider.video(address) if provider is not None else None
        if video is not None:
            return video
    return None


def provider_of(address: Address) -> Provider | None:
    """Return the provider that recognises an address, or None."""
    return next((provider for provider in _asked.get() if provider.knows(address)), None)
