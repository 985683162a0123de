"""What is kept of a note's file, and under which key."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

from noteport.vault.cache.reader_version import fingerprint
from noteport.vault.cache.store import KIND_END, LIMIT, Store


class NoteCache:
    """Results of reading files, by the bytes of the file, the kind of result and the version of the reader. Use it in a
    with block.

    Args:
        folder: the folder of the cache; nothing is kept if it cannot be written.
        limit: the maximum size in bytes.
        is_temporary: whether it is for this run only, so that only what the run itself needs again is worth keeping.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT, is_temporary: bool = False) -> None:
        self.is_temporary = is_temporary
        self._store = Store(folder, limit)
        self._fingerprint = fingerprint()

    def get(self, what: str, content: bytes, place: str) -> bytes | None:
        """Return what was kept, or None.

        Args:
            what: the kind of result in one word, which ``noteport cache info`` shows, then a space and the options.
            content: ``digest_of`` the bytes of the file.
            place: what the result depends on besides, such as the name of the file, which may be the title of a note.
        """
        return self._store.get(self._key(what, content, place))

    def put(self, what: str, content: bytes, place: str, data: bytes) -> None:
        """Keep a result."""
        self._store.put(self._key(what, content, place), data)

    def close(self) -> None:
        """Write everything that is still pending."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _key(self, what: str, content: bytes, place: str) -> bytes:
        text = f"{what}\0{place}".encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(self._fingerprint + content + text, digest_size=16).digest()
        return what.partition(" ")[0].encode() + KIND_END + digest


def digest_of(data: bytes) -> bytes:
    """Sixteen bytes that stand for the content of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


def default_folder() -> Path | None:
    """Return the system's cache folder for noteport, or None if the user has no home folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415  # loaded only if a cache is used

    folder = user_cache_path("noteport", appauthor=False)
    return folder if folder.is_absolute() else None
