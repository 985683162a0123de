"""Parsed notes, kept from one run to the next, so that only what was edited is parsed again.

    notes.py         what is kept of a file, and under which key
    fingerprint.py   which parser it was: its own source and the libraries that it rests on
    store.py         keys and bytes in one bounded SQLite file, which may vanish or break at any time

What is kept is what comes before ``resolve``: it depends on one file's text, the parser and the options of reading, and
on no other note. A lost entry costs time and nothing else, so nothing here raises.
"""

from noteport.vault.cache.notes import NoteCache, default_folder
from noteport.vault.cache.store import LIMIT, CacheInfo, clear, info

__all__ = ["LIMIT", "CacheInfo", "NoteCache", "clear", "default_folder", "info"]
