"""Folders of notes: finds the files, skims them for what notes must know about each other, reads them, resolves their
links.

vault.py            a folder as an iterable of notes; start here
files.py            which files are notes, and how one is read
locks.py            locks between processes
safe_read.py        the only way in which files that others may have put there are opened
skim.py  survey.py  what one note contributes to the survey; the survey of all of them
resolve.py          links, videos and repaired timestamps of a parsed note
loading/            where a note is read: from the cache, here, or in another process
cache/  codec/      parsed notes kept for the next run; notes as bytes
"""
