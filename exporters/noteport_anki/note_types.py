"""The two note types. Everything except the styling is frozen: learners' collections contain these ids and fields in
order.

Templates and style may change in any version; ``MODIFIED`` then has to grow, or Anki keeps the old ones.
"""

from __future__ import annotations

from importlib.resources import files

from msgspec import Struct

MODIFIED = 1_767_830_400
"""When the templates last changed, in seconds since 1970. An import replaces older ones."""


class NoteType(Struct, frozen=True, kw_only=True):
    """What Anki needs to know about one kind of note."""

    name: str
    id: int
    cloze: bool
    fields: tuple[str, ...]
    """Names in order. The two types share all but the second."""
    first_field_id: int
    """The ids of fields count up from here, so that a renamed field is still the same to Anki."""
    template_id: int

    def file(self, name: str) -> str:
        """Return one of the template files: ``front.html``, ``back.html``."""
        return read(f"{'cloze' if self.cloze else 'basic'}_{name}")


def read(name: str) -> str:
    """A file in the folder ``templates``."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


_COMMON_FIELDS = ("Back", "Context", "Source", "Hint", "Notes", "Spare2", "Spare3")
NOTES_FIELD = 6
"""The learner's own field; it was the first of the spare fields."""
OWN_FIELDS = ("", "", "")
"""``Notes`` and the spare fields of a new note."""
SORT_FIELD = 1
"""The browser shows the question and sorts by it."""

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
    """Return the type of a card that hides a part of its text, or of one with its own front."""
    return CLOZE if cloze else BASIC
