"""The providers, and what they make of an address. To add a provider, add a file, and its name in ``PROVIDERS``."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.nodes import Video
from noteport.videos import bilibili, dailymotion, local, loom, peertube, podcast, spotify, twitch, vimeo, youtube
from noteport.videos.address import Address, Time, addresses_in, parse_address, time_of
from noteport.videos.provider import Provider

PROVIDERS: tuple[Provider, ...] = (
    youtube.PROVIDER,
    vimeo.PROVIDER,
    bilibili.PROVIDER,
    twitch.PROVIDER,
    spotify.PROVIDER,
    dailymotion.PROVIDER,
    loom.PROVIDER,
    peertube.PROVIDER,
    local.PROVIDER,
    podcast.PROVIDER,
)
"""In the order in which they are asked: the first one that recognises an address reads it."""


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
        return MediaFragment(provider.video(address), time_of(address))
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
    return next((provider for provider in PROVIDERS if provider.knows(address)), None)
