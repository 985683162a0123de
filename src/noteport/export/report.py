"""The result of an export."""

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
    """The result of an export, which the command line prints."""

    paths: tuple[Path, ...] = ()
    """The files that were written, the target first; empty for standard output."""
    counts: Mapping[str, int] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
    """What was made, in the order of the summary: ``{"cards": 31}``."""
    remarks: tuple[str, ...] = ()
    """Sentences that the user should read."""
    problems: tuple[Problem, ...] = ()
    """Problems that the exporter found in single notes; those found by the parser are counted elsewhere."""
