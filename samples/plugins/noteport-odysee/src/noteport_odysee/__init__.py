"""Videos on Odysee: ``https://odysee.com/@Ada:1/sleep-and-the-brain:4?t=65``.

A claim on LBRY, the network behind the site, is named by a slug and the beginning of its id after a colon.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from noteport.api import Address, Provider, Video

_PATH = re.compile(r"/(?:\$/(?:embed|download)/)?((?:@[^/:]+(?::[0-9a-f]+)?/)?([^/:@$]+)[:/]([0-9a-f]{1,40}))/?")


class OdyseeProvider(Provider):
    """A site whose videos are named by a channel, a slug and an id."""

    name, summary = "odysee", "Videos on Odysee."
    examples = (
        ("https://odysee.com/@Ada:1/sleep-and-the-brain:4?t=65", "sleep-and-the-brain:4"),
        ("https://odysee.com/sleep-and-the-brain:4f0c", "sleep-and-the-brain:4f0c"),
        ("https://odysee.com/$/embed/sleep-and-the-brain/4f0c?t=65", "sleep-and-the-brain:4f0c"),
        ("https://odysee.com/@Ada:1", None),
        ("https://odysee.com/$/discover", None),
    )

    def knows(self, address: Address) -> bool:
        """Return whether an address is on the site."""
        return address.host == "odysee.com"

    def video(self, address: Address) -> Video | None:
        """Return the video at an address; a channel and a page of the site have none."""
        found = _PATH.fullmatch(address.path)
        if found is None:
            return None
        place = found[1] if ":" in found[1].rpartition("/")[2] else f"{found[2]}:{found[3]}"
        page = f"https://odysee.com/{place}"
        return Video(provider=self.name, id=f"{unquote(found[2])}:{found[3]}", page=page, time_suffix="?t={}")
