"""Facts of a note as bytes, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import msgpack

from noteport.codec.decode import unpack_problems, unpack_video
from noteport.codec.encode import pack_problems, pack_video
from noteport.facts import NoteFacts
from noteport.model import Problem


def encode_facts(facts: NoteFacts, problems: Sequence[Problem] = ()) -> bytes | None:
    """Facts, with the problems of reading the file, as bytes; None if they cannot be written."""
    try:
        packed: bytes = msgpack.packb(
            [
                pack_problems(problems),
                facts.has_head,
                facts.skipped,
                None if facts.hub_titles is None else dict(facts.hub_titles),
                facts.title,
                facts.channel,
                pack_video(facts.video),
                facts.duration,
                facts.last_second,
            ],
            unicode_errors="surrogatepass",
        )
    except (ValueError, OverflowError, TypeError):
        return None
    return packed


def decode_facts(data: bytes, path: PurePosixPath) -> tuple[NoteFacts, tuple[Problem, ...]] | None:
    """Facts and problems of a file out of bytes that ``encode_facts`` of this version made; else None."""
    try:
        problems, has_head, skipped, hub, title, channel, video, duration, last_second = msgpack.unpackb(
            data, unicode_errors="surrogatepass"
        )
        facts = NoteFacts(
            has_head=has_head,
            skipped=skipped,
            hub_titles=hub,
            title=title,
            channel=channel,
            video=unpack_video(video),
            duration=duration,
            last_second=last_second,
        )
        return facts, unpack_problems(problems, path)
    except (ValueError, TypeError):
        return None  # msgpack raises ValueError for what is cut off
