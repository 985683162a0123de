"""The two note types. Everything but the looks is frozen: learners' collections hold these ids, fields and their order.

Templates and style may change in any version; ``MODIFIED`` then has to grow, or Anki keeps the old ones.
"""

from __future__ import annotations

from importlib.resources import files

from msgspec import Struct

MODIFIED = 1_767_830_400
"""When the templates last changed, in seconds since 1970. An import replaces what is older."""


class NoteType(Struct, frozen=True, kw_only=True):
    """What Anki has to know of one kind of note."""

    name: str
    id: int
    cloze: bool
    fields: tuple[str, ...]
    """Names in order. Two types share all but the second."""
    first_field_id: int
    """The fields' ids count up from here: a field can then be renamed and is still the same to Anki."""
    template_id: int

    def file(self, name: str) -> str:
        """One of the files that make its looks: ``front.html``, ``back.html``."""
        return read(f"{'cloze' if self.cloze else 'basic'}_{name}")


def read(name: str) -> str:
    """A file of the folder ``templates``."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


_COMMON_FIELDS = ("Back", "Context", "Source", "Hint", "Notes", "Spare2", "Spare3")
NOTES_FIELD = 6
"""The learner's own; it was the first of the spare fields."""
OWN_FIELDS = ("", "", "")
"""``Notes`` and the spare fields of a new note."""
SORT_FIELD = 1
"""The browser sorts by, and shows, the question."""

CLOZE = NoteType(
    name="noteport cloze",
    id=1_741_603_207_841,
    cloze=True,
    fields=("Ref", "Text", *_COMMON_FIELDS),
    first_field_id=4_171_203_301,
    template_id=4_171_203_391,
)
BASIC = NoteType(
    name="noteport basic",
    id=1_741_603_207_842,
    cloze=False,
    fields=("Ref", "Front", *_COMMON_FIELDS),
    first_field_id=4_171_203_401,
    template_id=4_171_203_491,
)


def type_of(*, cloze: bool) -> NoteType:
    """The type of a card that hides a part of its text, or of one with a front of its own."""
    return CLOZE if cloze else BASIC
