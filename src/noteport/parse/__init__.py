"""Text → note. One rule, one file: follow the steps in note.py."""

from noteport.parse.note import parse_note

__all__ = ["parse_note"]
