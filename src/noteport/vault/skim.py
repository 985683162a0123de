"""What the survey needs from a note, read from its text alone: title, channel, video, and whether it is a hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from noteport.model.limits import Limits
from noteport.model.nodes import Video
from noteport.model.patterns import pattern
from noteport.parse.head.front_matter import is_drawing, split_head, text_value
from noteport.parse.head.video import note_video
from noteport.parse.note import named_channel, normalise, title_of
from noteport.parse.passages import passages_of
from noteport.plugins.use import Use
from noteport.vault.durations import CLEAN_TIMESTAMPS, last_clean_second, parse_duration
from noteport.vault.hubs import Hub, read_hub
from noteport.vault.repair.clocks import ClockFields
from noteport.videos import asking

DURATION_KEYS = ("duration", "length")
ALIAS_KEYS = ("aliases", "alias")
"""Spellings in front matter."""

_ANCHORED = pattern(r'data-t="(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?"')
_BARE = pattern(r"\[(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?\]")


class SkimmedNote(Struct, frozen=True, kw_only=True):
    """What the survey takes from one file."""

    has_head: bool
    """Whether it begins with front matter, which makes a ``.txt`` file a note."""
    skipped: bool = False
    """Whether its author left it out (``noteport: skip``)."""
    hub: Hub | None = None
    """The hub, if it is one; None for a note."""
    title: str = ""
    aliases: tuple[str, ...] = ()
    """Other names of the note, from its front matter."""
    passages: Mapping[str, str] = {}
    """What its blocks with an id say, by id."""
    channel: str = ""
    """The channel that the note itself names; empty if none."""
    video: Video | None = None
    duration: int | None = None
    """The length of the video in seconds, if the front matter has it."""
    last_second: int | None = None
    """The last second in the note, if its timestamps are beyond doubt."""
    words: tuple[str, ...] = ()
    """The words that are counted over all notes, if they are."""

    @property
    def is_note(self) -> bool:
        """Whether it is neither a hub nor left out."""
        return self.hub is None and not self.skipped


def skim_note(
    text: str, path: PurePosixPath | str = "note.md", limits: Limits = Limits(), plugins: Iterable[Use] = ()
) -> SkimmedNote:
    """Skim one file. This is pure; of the path, only the file name matters, and of the plugins only providers."""
    with asking(plugins):
        return _skim(text, path, limits)


def _skim(text: str, path: PurePosixPath | str, limits: Limits) -> SkimmedNote:
    head = split_head(normalise(text), limits.front_matter)
    has_head = bool(head.lines)
    hub = read_hub(head.body)
    skipped = str(head.values.get("noteport", "")).strip().lower() == "skip" or is_drawing(head)
    if hub is not None or skipped:
        return SkimmedNote(has_head=has_head, skipped=skipped, hub=hub)
    video = note_video(head)
    return SkimmedNote(
        has_head=has_head,
        title=title_of(head, PurePosixPath(path)),
        aliases=_aliases(head.values),
        passages=passages_of(head.body),
        channel=named_channel(head),
        video=video,
        duration=parse_duration(text_value(head.values, *DURATION_KEYS) or ""),
        last_second=_last_second(head.body) if video is not None else None,
    )


def _aliases(values: Mapping[str, object]) -> tuple[str, ...]:
    """Other names in front matter: a list, or names with commas between them, as in Obsidian and Logseq."""
    names: list[str] = []
    for key in ALIAS_KEYS:
        value = values.get(key)
        entries = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else []
        names += [entry.strip() for entry in entries if isinstance(entry, str) and entry.strip()]
    return tuple(dict.fromkeys(names))


def _last_second(body: str) -> int | None:
    found = (_ANCHORED if "data-t=" in body else _BARE).findall(body)
    if len(found) < CLEAN_TIMESTAMPS:
        return None
    return last_clean_second(
        [ClockFields(int(first), int(second), int(third) if third else None) for first, second, third in found]
    )
