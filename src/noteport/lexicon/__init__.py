"""What claims define and name, for glossaries and indexes. Nothing is invented: all of it stands in the notes.

definitions.py   the term that a claim defines
subjects.py      what a claim is about: marked terms, and names.py
noun_phrases.py  whether a phrase names something
spelling.py      what the spellings of one name share
english.py       the one table of English words for this
"""

from noteport.lexicon.definitions import Definition, definition_in
from noteport.lexicon.spelling import spelling_key
from noteport.lexicon.subjects import Subject, SubjectKind, subjects_of

__all__ = ["Definition", "Subject", "SubjectKind", "definition_in", "spelling_key", "subjects_of"]
