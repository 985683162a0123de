"""Folders of notes: find the files, skim them for what notes must know of each other, read them, resolve their links.

vault.py            a folder as an iterable of notes; start here
files.py            which files are notes, and how one is read
skim.py  survey.py  what one note tells the others; what all of them tell
resolve.py          links, videos and repaired timestamps of a parsed note
loading/            where a note is read: out of the cache, here, or in another process
cache/  codec/      notes kept for the next run; notes as bytes
"""
