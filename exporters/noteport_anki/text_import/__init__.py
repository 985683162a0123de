"""Files for Anki's text import: one note per card, of the type that every collection has.

export.py       the file
earlier.py      what an earlier file or deck says about its claims
"""
