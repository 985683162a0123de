"""The cache: parsed notes, kept from one run to the next, so that only edited notes are parsed again.

    notes.py            what is kept of a file, and under which key
    reader_version.py   the version of the parser, and of what works on notes: their source and libraries
    store.py            keys and bytes in one bounded SQLite file, which may vanish or break at any time

The cache keeps notes as they are before ``resolve``, which depends only on the text of one file, the parser and the
options for reading; and what exporters make of single notes (export/rendering/kept.py). A lost entry costs only time,
so nothing here raises.
"""

from noteport.vault.cache.notes import NoteCache, default_folder, digest_of
from noteport.vault.cache.reader_version import source_of
from noteport.vault.cache.store import LIMIT, CacheInfo, clear, info

__all__ = ["LIMIT", "CacheInfo", "NoteCache", "clear", "default_folder", "digest_of", "info", "source_of"]
