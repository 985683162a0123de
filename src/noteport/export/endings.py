"""Which names a target may have: the ending of a file says what it contains, and must not lie.

notes.apkg    one of the exporter's own endings
notes         no ending: a file, or a folder if the exporter writes folders
notes.2024    an ending that is no format
notes.pdf     refused: another format
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from noteport.errors import UsageError
from noteport.export.exporter import Exporter

_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,9}", re.IGNORECASE)
_MORE_FORMATS = frozenset(
    ".apkg .arrow .canvas .colpkg .db .duckdb .epub .feather .ipynb .jsonl .jsonld .kdbx .mobi .ndjson .nt .opml .org"
    " .parquet .sqlite .sqlite3 .srt .tex .toml .ttl .vtt .yaml .yml".split()
)
"""Endings of formats that ``mimetypes`` may not know."""


def check_ending(exporter: type[Exporter[Any]], output: Path) -> None:
    """Check the name of a target; raise UsageError if its ending belongs to another format."""
    ending = output.suffix.lower()
    if output.name.lower().endswith(exporter.suffixes or ("\0",)) or output.is_dir():
        return
    usual = f"For example: -o {output.stem}{''.join(exporter.suffixes[:1])}"
    if exporter.folders and exporter.suffixes and _ENDING.fullmatch(ending):
        message = f"{output.name}: {exporter.name} writes {_listed(exporter)}, or a folder, whose name has no ending."
        raise UsageError(message, f"{usual}, or create the folder first.")
    if _is_format(ending) and not (exporter.text and exporter.suffixes and ending == ".txt"):
        raise UsageError(f"{output.name}: {exporter.name} writes {_listed(exporter)}, not {ending} files.", usual)


def _listed(exporter: type[Exporter[Any]]) -> str:
    return f"{' or '.join(exporter.suffixes)} files" if exporter.suffixes else "folders"


def _is_format(ending: str) -> bool:
    import mimetypes  # noqa: PLC0415  # needed only for an ending that is not the exporter's own

    return ending in _MORE_FORMATS or mimetypes.guess_type(f"file{ending}")[0] is not None
