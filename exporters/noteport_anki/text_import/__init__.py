"""Files for Anki's text import: one note per card, of the type that every collection has.

rows.py         the rows of one note
cells.py        a card as HTML
export.py       from the rows of all notes to the file
earlier.py      what an earlier file or deck says about its claims
"""
