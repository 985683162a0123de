r"""What a provider of videos is: a site, or a kind of file. A plugin needs one class:

class VideosExample(SiteProvider):
    name, summary = "example", "Videos of video.example.org."
    hosts = ("video.example.org",)
    path = r"/watch/(\w+)"
    page = "https://video.example.org/watch/{}"
    time_suffix = "?t={}"
    examples = (("https://video.example.org/watch/ab12?t=65", "ab12"),)
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import ClassVar

from noteport.model.nodes import Video
from noteport.plugins.plugin import OptionsT, Plugin
from noteport.videos.address import Address, Time, time_of


class Provider(Plugin[OptionsT], ABC):
    """One site, or one kind of file. Its name is ``Video.provider`` of its videos."""

    examples: ClassVar[tuple[tuple[str, str | None], ...]] = ()
    """Addresses of every form that it knows, each with the id of the video; None for an address without a video."""

    @abstractmethod
    def knows(self, address: Address) -> bool:
        """Return whether an address belongs to this provider. This must be cheap, because it is asked about all
        addresses of all notes.
        """

    @abstractmethod
    def video(self, address: Address) -> Video | None:
        """Return the video at an address of this provider; None if the address names no video (``watch?v=XXX``)."""

    def time(self, address: Address) -> Time | None:
        """Return the second in an address of this provider; by default ``t=65``, ``start=1m5s`` and their like."""
        return time_of(address)


class SiteProvider(Provider[OptionsT]):
    """A site whose videos are named by the path of their address."""

    hosts: ClassVar[tuple[str, ...]]
    """Its hosts in lower case, without ``www.``."""
    path: ClassVar[str]
    """A regular expression for the whole path; its only group that matches is the id of the video."""
    page: ClassVar[str]
    """The address of a video, with ``{}`` for its id."""
    time_suffix: ClassVar[str]
    """What is added to the page to open a second, with ``{}`` for the second."""

    def knows(self, address: Address) -> bool:
        """Return whether the host is one of the site's."""
        return address.host in self.hosts

    def video(self, address: Address) -> Video | None:
        """Return the video that the path names."""
        found = re.fullmatch(self.path, address.path, re.ASCII)
        id = next((group for group in found.groups() if group), None) if found else None
        if id is None:
            return None
        return Video(provider=self.name, id=id, page=self.page.format(id), time_suffix=self.time_suffix)
