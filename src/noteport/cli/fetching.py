"""The command that fetches captions of the videos that notes are about."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct, field

from noteport import config
from noteport.captions.names import id_key, is_captions, parse_name
from noteport.captions.youtube import Captions, NoCaptions, YouTubeCaptions, YouTubeRefuses
from noteport.cli.common import sources
from noteport.cli.progress import Progress
from noteport.cli.reporting import counted
from noteport.cli.say import say
from noteport.errors import ExportError, UsageError
from noteport.export import registry
from noteport.export.disk import disk_errors
from noteport.export.run import open_vault


class Fetcher(Protocol):
    """Where captions come from."""

    def fetch(self, video_id: str, languages: Sequence[str] = (), *, strict: bool = True) -> Captions:
        """The captions of a video; raises NoCaptions or YouTubeRefuses."""


class Wanted(Struct, frozen=True):
    """A video whose captions are wanted."""

    id: str
    title: str | None
    languages: tuple[str, ...]
    """Of its notes, if they name any."""


class Result(Struct):
    """What came of it."""

    fetched: int = 0
    without: list[str] = field(default_factory=list)
    """A line for each video that has no captions."""


def run_captions(values: Mapping[str, Any]) -> int:
    """Fetch what is missing, and say what was fetched and what has no captions.

    Returns:
        The exit code.

    Raises:
        ExportError: YouTube refuses further requests; what was fetched before stays.
    """
    paths, folder = values["paths"], values["output"]
    if not paths:
        raise UsageError("No notes were named.", "For example: noteport captions notes -o captions")
    if folder is None:
        raise UsageError("No folder was named.", "For example: noteport captions notes -o captions")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder.", "Name a folder with -o.")
    languages = tuple(values["languages"] or ())
    videos, elsewhere = _videos(paths)
    known = _known(folder, paths, languages)
    missing = [video for video in videos if not known(video)]
    say(f"{counted(len(videos), 'videos')}, {len(videos) - len(missing):,} with captions, {len(missing):,} to fetch")
    if elsewhere:
        say(f"{counted(elsewhere, 'videos')} elsewhere than at YouTube were left out")
    if values["dry_run"]:
        for video in missing:
            say(f"{_name(video)}: would be fetched")
        return 0
    if missing:
        fetcher = YouTubeCaptions()
        result = fetch_all(missing, folder, fetcher, languages=languages, pause=values["pause"])
        say(f"{counted(result.fetched, 'captions')} fetched, {counted(len(result.without), 'videos')} without")
    return 0


def fetch_all(
    videos: Sequence[Wanted],
    folder: Path,
    fetcher: Fetcher,
    *,
    languages: Sequence[str] = (),
    pause: float,
    wait: Callable[[float], None] = time.sleep,
) -> Result:
    """Fetch the captions of some videos, one by one, each into a file of its own that appears at once.

    Args:
        videos: those whose captions are missing.
        folder: where the files go; made if it is missing.
        fetcher: where captions come from.
        languages: the only ones that are wanted, best first; if none, those of the notes are preferred.
        pause: seconds between two videos.
        wait: what waits for so many seconds.

    Raises:
        ExportError: no more requests are answered, or a file cannot be written; earlier files stay.
    """
    result = Result()
    for number, video in enumerate(videos):
        if number:
            wait(pause)
        try:
            captions = fetcher.fetch(video.id, languages or video.languages, strict=bool(languages))
        except NoCaptions as error:
            result.without.append(f"{_name(video)}: no captions: {error.message}")
            say(result.without[-1])
            continue
        except YouTubeRefuses as error:
            rest = counted(len(videos) - number, "videos")
            raise ExportError(
                f"{error.message} {counted(result.fetched, 'captions')} fetched, {rest} left.",
                "Run the same command again later, perhaps with a longer --pause; it continues where it stopped.",
            ) from error
        path = folder / f"{video.id}.{captions.language}.vtt"
        _write(path, captions.webvtt)
        result.fetched += 1
        say(f"{_name(video)}: {path}{' (automatic)' if captions.automatic else ''}")
    return result


def _write(path: Path, text: str) -> None:
    """Write a file that appears at once or not at all."""
    hidden = path.with_name(f".{path.name}.part")
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            hidden.write_text(text, encoding="utf-8", newline="\n")
            hidden.replace(path)
        finally:
            with suppress(OSError):
                hidden.unlink()


def _videos(paths: Sequence[Path]) -> tuple[list[Wanted], int]:
    """The videos of notes at YouTube, in the order of the notes, and how many are elsewhere."""
    found: dict[str, Wanted] = {}
    elsewhere = set()
    common = config.common_settings(sources({}), registry.references).options
    with Progress(sys.stderr) as progress, open_vault(paths, common, progress) as vault:
        for note in progress.each(vault):
            if note.video is None:
                continue
            if note.video.provider != "youtube":
                elsewhere.add((note.video.provider, note.video.id))
                continue
            language = () if note.language is None else (note.language,)
            earlier = found.get(note.video.id)
            languages = tuple(dict.fromkeys((*(earlier.languages if earlier else ()), *language)))
            found[note.video.id] = Wanted(note.video.id, note.video.title, languages)
    return list(found.values()), len(elsewhere)


def _known(folder: Path, paths: Sequence[Path], languages: Sequence[str]) -> Callable[[Wanted], bool]:
    """Tells whether there are captions of a video already, in a language that is wanted if any is."""
    there: dict[str, set[str | None]] = {}
    for path in _files([folder, *paths]):
        if is_captions(path):
            name = parse_name(path)
            for key in name.keys:
                there.setdefault(key, set()).add(name.language)
    primary = {language.lower().partition("-")[0] for language in languages}

    def is_known(video: Wanted) -> bool:
        known = there.get(id_key(video.id), set())
        return any(not primary or one is None or one.lower().partition("-")[0] in primary for one in known)

    return is_known


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        folder = path if path.is_dir() else path.parent
        yield from (found for found in folder.rglob("*") if found.is_file()) if folder.is_dir() else ()


def _name(video: Wanted) -> str:
    return f"{video.id} ({video.title})" if video.title else video.id
