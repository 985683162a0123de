"""Files for Anki's text import: one note a card, of the type that every collection has.

export.py       the file
earlier.py      what an earlier file or deck says of its claims
"""
