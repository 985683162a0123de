"""Videos: which one an address opens, at which second, and which one a note is about.

front_matter.py    keys and values of front matter → Video
registry.py        target of a link → MediaFragment; the list of providers, and those of plugins
address.py         text → Address, and the second that it names
provider.py        what a provider is, and one whose videos are named by a path
the others         one provider each
"""

from __future__ import annotations

from noteport.videos.front_matter import find_video
from noteport.videos.registry import MediaFragment, asking, media_fragment, names_time, video_of_address
from noteport.videos.youtube import youtube

__all__ = ["MediaFragment", "asking", "find_video", "media_fragment", "names_time", "video_of_address", "youtube"]
