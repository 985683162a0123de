"""Sites whose videos are named by the path of their address."""

from __future__ import annotations

import re
from collections.abc import Collection

from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.videos.address import Address
from noteport.videos.provider import Provider


def provider_by_path(name: str, hosts: Collection[str], path: str, page: str, time_suffix: str) -> Provider:
    """Return the provider of a site.

    Args:
        name: the name of the provider.
        hosts: its hosts, without ``www.``.
        path: a regular expression for the whole path; its only group that matches is the id of the video.
        page: the address of a video, with ``{}`` for its id.
        time_suffix: what is added to the page to open a second, with ``{}`` for the second.
    """
    path_of_video = pattern(path, re.ASCII)

    def knows(address: Address) -> bool:
        return address.host in hosts

    def video(address: Address) -> Video | None:
        found = path_of_video.fullmatch(address.path)
        id = next((group for group in found.groups() if group), None) if found else None
        return Video(provider=name, id=id, page=page.format(id), time_suffix=time_suffix) if id else None

    return Provider(name, knows, video)
