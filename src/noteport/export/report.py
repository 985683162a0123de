"""What an export did."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from noteport.model.problems import Problem


@dataclasses.dataclass(frozen=True, kw_only=True)
class ExportReport:
    """What an export did; the command line prints it."""

    paths: tuple[Path, ...] = ()
    """The files that were written, the target first; empty for standard output."""
    counts: Mapping[str, int] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    """What was made, in the order in which the summary names it: ``{"cards": 31}``."""
    remarks: tuple[str, ...] = ()
    """Sentences that the user should read."""
    problems: tuple[Problem, ...] = ()
    """Trouble with single notes that the exporter met; the notes' own problems are counted elsewhere."""
