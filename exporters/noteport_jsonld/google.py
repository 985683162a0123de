"""The profile ``google``: each video with its clips, as Google reads them from the page that shows the video.

Google Search Central, "Video (VideoObject, Clip, BroadcastEvent) structured data". What Google requires and no note
tells is left out and reported, never made up.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import ClassVar

from noteport.api import Claim, Note, Timestamp, Video, data_text
from noteport_jsonld.iris import Iris, is_range, web_address
from noteport_jsonld.nodes import Context, Described, Gathering, Node, node
from noteport_jsonld.schema import SchemaProfile, video_node

_REQUIRED = ("name", "uploadDate", "thumbnailUrl")
_DATE_KEYS = ("uploaddate", "upload_date", "upload-date")
"""Keys of front matter in lower case. ``published`` and ``date`` may be dates of the note."""
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(T\S+)?")


class GoogleProfile:
    """Videos with their clips."""

    context: ClassVar[Context] = {**SchemaProfile.context, "hasPart": {"@type": "@id"}}

    def __init__(self, iris: Iris) -> None:
        self._iris = iris

    def describe(self, note: Note) -> Described:
        """Yield the videos that a note is about, with the clips of its claims."""
        videos: dict[str, Node] = {}
        moments: dict[tuple[str, int], Node] = {}
        if note.video is not None:
            self._video(note.video, note, videos)
        for claim in note.claims():
            for timestamp in claim.timestamps:
                video = timestamp.video or note.video
                if video is not None and timestamp.trusted and web_address(video.page):
                    node = self._video(video, note, videos)
                    key = (self._iris.video(video), timestamp.start)
                    moment = moments.setdefault(key, self._moment(video, timestamp, claim))
                    if moment not in node.setdefault("hasPart", []):
                        node["hasPart"].append(moment)
        return Described(shared=list(videos.values()))

    def _video(self, video: Video, note: Note, videos: dict[str, Node]) -> Node:
        id = self._iris.video(video)
        if id not in videos:
            videos[id] = video_node(id, video)
            if video is note.video and (date := _upload_date(note)):
                videos[id]["uploadDate"] = date
        return videos[id]

    def _moment(self, video: Video, timestamp: Timestamp, claim: Claim) -> Node:
        return node(
            self._iris.clip(video, timestamp),
            "Clip",
            name=data_text(f"{claim.term}: {claim.text}" if claim.term else claim.text),
            startOffset=timestamp.start,
            endOffset=timestamp.end if is_range(timestamp) else None,
            url=web_address(video.url(timestamp.start)),
        )


class GoogleGathering(Gathering):
    """One clip at each second of a video, and one date of a video: those of the first note that has them."""

    def __init__(self) -> None:
        super().__init__()
        self._moments: dict[tuple[str, int], Node] = {}
        """The clip at each second of each video: the first claim there names it, in whichever note."""
        self._dates: dict[str, str] = {}
        self._known: dict[str, set[str]] = {}
        """What is known about each video."""

    def merged(self, shared: list[Node]) -> list[Node]:
        for video in shared:
            id = video["@id"]
            self._known.setdefault(id, set()).update(video)
            if "uploadDate" in video:
                video["uploadDate"] = self._dates.setdefault(id, video["uploadDate"])
            if "hasPart" in video:
                clips = [self._moments.setdefault((id, clip["startOffset"]), clip) for clip in video["hasPart"]]
                video["hasPart"] = clips
        return shared

    def remarks(self) -> list[str]:
        missing = Counter(name for known in self._known.values() for name in _REQUIRED if name not in known)
        if not missing:
            return []
        fields = ", ".join(f"{name} of {missing[name]:,}" for name in _REQUIRED if missing[name])
        what = f"Google requires fields that no note contains, for {len(self._known):,} videos: {fields}."
        return [f"{what} Put videoTitle and uploadDate into the front matter."]


def _upload_date(note: Note) -> str | None:
    """Return the date of publication in the front matter, in ISO 8601."""
    for key, value in note.front_matter.items():
        found = _DATE.fullmatch(str(value).strip()) if key.lower() in _DATE_KEYS else None
        if found is not None:
            return f"{found[1]}-{found[2]}-{found[3]}{found[4] or ''}"
    return None
