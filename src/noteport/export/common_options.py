"""The options that all exporters share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from noteport.model.limits import HIGHEST_NESTING, Limits
from noteport.plugins.fields import HIDDEN, fields_of
from noteport.plugins.options import Options, option
from noteport.plugins.use import Use

_LIMITS = Limits()


@dataclass(frozen=True, kw_only=True)
class CommonOptions(Options):
    """The options of every exporter that can be set in the configuration."""

    exclude: tuple[str, ...] = option(
        (), help="Skip files and folders whose path matches", metavar="GLOB", trust="anyone"
    )
    untimed: bool = option(False, help="Also make claims of sentences without a timestamp", trust="anyone")
    transcripts: bool = option(False, help="Also make claims of the sentences of transcripts", trust="anyone")
    language: str | None = option(
        None, help="Language of notes that do not name one, as in en or pt-BR", metavar="TAG", trust="anyone"
    )
    repair: bool = option(
        True, help="Repair timestamps that were written wrongly, such as minutes as hours", trust="anyone"
    )
    captions: Path | None = option(
        None,
        help="Folder of captions to check claims against, in addition to those in the vault. Captions are not notes:"
        " --transcripts is about transcripts inside notes",
        metavar="FOLDER",
        trust="file",
    )
    check_captions: bool = option(
        True, help="Check claims against captions and open links where the claims are said", trust="anyone"
    )
    durations: Path | None = option(None, help="CSV file with video ids and their lengths in seconds", trust="file")
    decisions: Path | None = option(
        None,
        help="File of decisions about cards; noteport-cards.jsonl next to noteport.toml if there is one",
        trust="file",
    )
    back_links: Literal["none", "obsidian", "vscode", "file"] = option(
        "none",
        help="Link cards, books and rows back to the place in the note; vscode and file put the path of the notes on"
        " this machine into the output",
        trust="user",
    )
    max_note_size: int = option(
        _LIMITS.note_size, help="Skip files larger than this many megabytes", metavar="MB", minimum=1, trust="user"
    )
    max_front_matter: int = option(
        _LIMITS.front_matter, help="Ignore front matter longer than this many characters", minimum=1, trust="user"
    )
    max_nesting: int = option(
        _LIMITS.nesting, help="Keep notes that are nested deeper than this as plain text", minimum=1, trust="user"
    )
    max_claims: int = option(
        _LIMITS.claims, help="Maximum number of claims in a note; the rest is text", minimum=1, trust="user"
    )
    jobs: int | None = option(
        None, help="Number of processes that read notes; one per core for many notes", minimum=1, trust="user"
    )
    cache: bool = option(True, help="Cache parsed notes for the next run", trust="anyone")
    strict: bool = option(False, help="Treat every problem in a note as an error, and write nothing", trust="anyone")
    plugins: bool = option(
        True, help="Read notes with the installed providers, dialects and transforms", trust="anyone"
    )
    transform: tuple[str, ...] = option(
        (), help="Apply only this transform; several in the order given", metavar="NAME", trust="anyone"
    )
    ignore: tuple[str, ...] = option((), help="Do not report problems with this code", metavar="CODE", trust="anyone")

    readers: tuple[Use, ...] | None = field(default=None, metadata={HIDDEN: True})
    """The plugins that take part in reading, with their options; None for the installed ones with their defaults."""

    def __post_init__(self) -> None:
        if self.max_nesting > HIGHEST_NESTING:
            raise ValueError(f"max-nesting is {self.max_nesting}, but at most {HIGHEST_NESTING} levels are possible.")

    @property
    def limits(self) -> Limits:
        """The limits on what is read of a note."""
        return Limits(
            note_size=self.max_note_size,
            front_matter=self.max_front_matter,
            nesting=self.max_nesting,
            claims=self.max_claims,
        )


OWN_FLAGS = frozenset({"output", "force", "dry-run", "quiet", "verbose", "debug", "help"})
"""Flags of every exporter's command that cannot be set in the configuration."""


def taken_keys() -> frozenset[str]:
    """Return the keys that no exporter may use for an option."""
    return OWN_FLAGS | {one.key for one in fields_of(CommonOptions)}
