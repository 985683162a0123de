"""Options for reading notes."""

from __future__ import annotations

from msgspec import Struct

from noteport.model.back_links import BackLinks
from noteport.model.limits import Limits
from noteport.plugins.use import Use


class ReadOptions(Struct, frozen=True, kw_only=True):
    """Options for reading; they are sent to other processes with the notes."""

    untimed: bool = False
    """Whether sentences without a timestamp make claims as well."""
    transcripts: bool = False
    """Whether transcripts make claims as well."""
    language: str | None = None
    """BCP 47 tag of notes that name no language."""
    repair: bool = True
    """Whether wrong timestamps are repaired (vault/repair/)."""
    limits: Limits = Limits()
    """The limits on what is read of a note."""
    back_links: BackLinks | None = None
    """How claims link back to their notes; None if they do not."""
    plugins: tuple[Use, ...] | None = None
    """The plugins that take part in reading. None for those that are installed in a vault, and for none in
    ``parse_note``.
    """
