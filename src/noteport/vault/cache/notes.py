"""What is kept of a note's file, and under which key."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

from noteport.vault.cache.reader_version import fingerprint
from noteport.vault.cache.store import LIMIT, Store


class NoteCache:
    """What was made of files, by their bytes, by what was made, and by who made it. Use it in a with-block.

    Args:
        folder: where it lies; nothing is kept if it cannot be written.
        limit: bytes that it may have.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self._store = Store(folder, limit)
        self._fingerprint = fingerprint()

    def get(self, what: str, content: bytes, stem: str) -> bytes | None:
        """What was kept, or None.

        Args:
            what: the kind of work and its options.
            content: ``digest_of`` the file's bytes.
            stem: the file's name, which is the title of a note that has no other.
        """
        return self._store.get(self._key(what, content, stem))

    def put(self, what: str, content: bytes, stem: str, data: bytes) -> None:
        """Keep what was made."""
        self._store.put(self._key(what, content, stem), data)

    def close(self) -> None:
        """Write what still waits."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _key(self, what: str, content: bytes, stem: str) -> bytes:
        text = f"{what}\0{stem}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(self._fingerprint + content + text, digest_size=16).digest()


def default_folder() -> Path | None:
    """The folder that this system keeps for caches of noteport; None if the user has no home."""
    from platformdirs import user_cache_path  # noqa: PLC0415  # only who keeps a cache pays for it

    folder = user_cache_path("noteport", appauthor=False)
    return folder if folder.is_absolute() else None
