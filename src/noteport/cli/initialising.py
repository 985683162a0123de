"""The command ``init``, which looks through notes for the first time and writes a ``noteport.toml`` to begin with."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from noteport import config
from noteport.cli.configuring import toml
from noteport.cli.progress import Progress
from noteport.cli.reporting import counted
from noteport.cli.say import say
from noteport.errors import TargetError
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.disk import disk_errors, temporary_folder
from noteport.export.run import NO_CLAIMS, Job, open_vault, run_export
from noteport.model.problems import READ_FORMS
from noteport.parse.dialects.forms import forms_in
from noteport.plugins.fields import Field, fields_of
from noteport.plugins.options import Options
from noteport.vault.files import read_text
from noteport.vault.loading.memory import settle
from noteport.vault.vault import Vault

MANY_CARDS = 1_000
"""From here on a limit per note is suggested: with twenty new cards a day, these are the work of fifty days."""
FEWEST_PER_NOTE = 3
"""The lowest limit that is suggested."""

_MOST_NAMES = 3
_SHOWN: Mapping[str, Mapping[str, object]] = {
    "": {"exclude": ("drafts/*",), "language": "en", "untimed": False},
    "anki": {
        "deck": "{channel}",
        "tag": ("noteport::topic::{topic}::{section}",),
        "min-score": None,
        "max-per-note": None,
    },
    "epub": {"title": "My videos", "self-test": True},
}
"""The options in the file, by the name of their exporter, each with an example; None stands for the default."""


class Found(Struct, frozen=True, kw_only=True):
    """What is in some notes."""

    channels: Counter[str]
    """The number of notes by channel."""
    videos: int
    forms: Counter[str]
    """The number of notes by form of their timestamps."""
    claims: int
    problems: int
    cards: int

    @property
    def notes(self) -> int:
        return self.channels.total()

    @property
    def limit(self) -> int | None:
        """The suggested maximum of cards per note; None if there are few cards."""
        return max(FEWEST_PER_NOTE, MANY_CARDS // self.notes) if self.cards > MANY_CARDS else None


def run_init(paths: Sequence[Path]) -> int:
    """Say what is in the notes, write ``noteport.toml`` into the working directory, and say what to do next.

    Raises:
        TargetError: there is a configuration already, or it cannot be written.
        UsageError: a path is missing, or there are no notes.
    """
    working = Path.cwd()
    earlier = config.find_config(working, paths)
    if earlier is not None and earlier.path.parent == working:
        raise TargetError(f"{earlier.path.name} configures noteport already.", "noteport config shows what it sets.")
    settle()
    found = look_through(paths)
    for line in _told(found, paths):
        say(line)
    with disk_errors(config.FILE, ""), Path(config.FILE).open("x", encoding="utf-8", newline="\n") as file:
        file.write(configuration(found))
    say(f"{config.FILE} was written; it changes nothing until you edit it. Next, preview the cards and make a deck:")
    for command in ("cards {} -o cards.html", "anki {} -o deck.apkg"):
        say(f"  noteport {command.format(_shown(paths))}")
    return 0


def look_through(paths: Sequence[Path]) -> Found:
    """Return what is in the notes, and how many cards a deck of them would have."""
    reference = registry.find("anki")
    exporter = registry.load(reference)
    # Twice the files are looked through, once the notes are read here, and the exporter reads them.
    with Progress(sys.stderr, passes=2 + exporter.passes, counts_words=True) as progress:
        with open_vault(paths, CommonOptions(), progress) as vault:
            videos = {
                video.id
                for note in progress.each(vault)
                for claim in note.claims()
                if (video := note.video_of(claim)) is not None
            }
            channels = Counter(ref.channel for ref in vault.refs())
            forms = Counter(_forms(vault))
        with TemporaryDirectory(dir=temporary_folder()) as folder:
            deck = Path(folder, "deck.apkg")
            job = Job(exporter=exporter, reference=reference, paths=tuple(paths), output=deck, dry_run=True)
            outcome = run_export(job, progress)
    return Found(
        channels=channels,
        videos=len(videos),
        forms=forms,
        claims=outcome.claims,
        problems=len(outcome.problems),
        cards=outcome.report.counts.get("cards", 0),
    )


def _forms(vault: Vault) -> Iterator[str]:
    for task in vault.tasks:
        text, _ = read_text(task.file)
        yield from forms_in(text or "")


# --- what is said ---------------------------------------------------------------------------------------------------


def _told(found: Found, paths: Sequence[Path]) -> Iterator[str]:
    channels = _by_number(found.channels, "channels")
    yield f"{counted(found.notes, 'notes')} about {counted(found.videos, 'videos')}, {channels}"
    if found.forms:
        yield "Timestamps: " + ", ".join(f"{form} in {counted(n, 'notes')}" for form, n in found.forms.most_common())
    if not found.claims:
        yield f"{NO_CLAIMS} {READ_FORMS}"
        return
    problems = counted(found.problems, "problems")
    yield f"{counted(found.claims, 'claims')}, {problems} (noteport check {_shown(paths)} lists them)"
    limited = f", or at most {found.limit * found.notes:,} with --max-per-note {found.limit}" if found.limit else ""
    yield f"A deck would have {counted(found.cards, 'cards')}{limited}."


def _by_number(names: Counter[str], noun: str) -> str:
    """Return ``5 channels: bread 120, stars 80, heat 20, and 2 others``."""
    first = names.most_common(_MOST_NAMES)
    shown = ", ".join(f"{name} {number:,}" for name, number in first)
    others = len(names) - len(first)
    return f"{counted(len(names), noun)}: {shown}" + (f", and {counted(others, 'others')}" if others else "")


def _shown(paths: Sequence[Path]) -> str:
    return shlex.join(map(str, paths))


# --- the file -------------------------------------------------------------------------------------------------------


def configuration(found: Found) -> str:
    """Return the contents of the file: every line is a comment, so that it changes nothing at first."""
    lines = [
        "# Options for the notes in this folder. Remove the # in front of an option to set it.",
        "# noteport config shows all options, their values and where they are set.",
    ]
    for name, examples in _SHOWN.items():
        options = registry.load(registry.find(name)).Options if name else CommonOptions
        lines += ["", f"[{name}]"] if name else []
        lines += _options(options, examples, found)
    return "\n".join(lines) + "\n"


def _options(options: type[Options], examples: Mapping[str, object], found: Found) -> Iterator[str]:
    by_key = {field.key: field for field in fields_of(options)}
    for key, example in examples.items():
        yield ""
        yield f"# {by_key[key].help}."
        yield f"# {key} = {toml(_value(by_key[key], example, found))}"


def _value(field: Field, example: object, found: Found) -> object:
    if example is not None:
        return example
    return (found.limit or 10) if field.key == "max-per-note" else field.default
