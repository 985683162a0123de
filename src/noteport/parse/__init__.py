"""Text → note. One rule per file; note.py has the steps in order."""

from noteport.parse.note import parse_note

__all__ = ["parse_note"]
