"""The last steps of reading a note: captions, decisions, links back to it, and transforms. Without any, nothing is
loaded for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from noteport.model.note import Note
from noteport.model.rewrite import with_decisions
from noteport.parse.options import ReadOptions
from noteport.vault.cache import NoteCache
from noteport.vault.survey import Survey
from noteport.vault.transforms import TRANSFORMS, transformed

if TYPE_CHECKING:
    from noteport.vault.claim_checker import ClaimChecker


class Finishing:
    """Finishes notes after ``resolve``.

    Args:
        options: the options for reading, with the transforms.
        survey: has the captions and decisions.
        cache: captions and results of earlier runs; other processes do without.
    """

    def __init__(self, options: ReadOptions, survey: Survey, cache: NoteCache | None = None) -> None:
        self._captions = survey.captions
        self._decisions = survey.decisions
        self._back_links = options.back_links
        self._transforms = [use for use in options.plugins or () if use.group == TRANSFORMS.group]
        self._cache = cache
        self._checker: ClaimChecker | None = None

    def finished(self, note: Note) -> Note:
        """Return a note with a verdict on each claim, with what was decided about them, and transformed."""
        if self._captions.is_on and self._captions.of(note):
            note = self._claim_checker().check(note)
        if of_note := self._decisions.get(note.id):
            note = with_decisions(note, of_note)
        if self._back_links is not None:
            note = self._back_links.of(note)
        return transformed(note, self._transforms) if self._transforms else note

    def _claim_checker(self) -> ClaimChecker:
        if self._checker is None:
            from noteport.vault.claim_checker import ClaimChecker  # noqa: PLC0415  # without captions, nothing needs it

            self._checker = ClaimChecker(self._captions, self._cache)
        return self._checker
