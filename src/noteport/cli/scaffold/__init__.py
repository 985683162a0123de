"""``noteport new-plugin KIND NAME`` creates a distribution that passes its tests.

templates/ contains such a distribution for each kind; others are made from it by changing the name.
"""

from __future__ import annotations

import re
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from noteport.cli.say import say
from noteport.errors import TargetError, UsageError, did_you_mean
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.disk import disk_errors
from noteport.model.patterns import pattern
from noteport.plugins.fields import fields_of
from noteport.plugins.kinds import Kind
from noteport.questions.maker import MAKERS
from noteport.vault.reading_plugins import READING

PREFIX = "noteport-"
"""The prefix of the names of plugins' distributions."""

SAMPLES = MappingProxyType(
    {
        "exporter": "outline",
        "provider": "skytube",
        "dialect": "tildes",
        "transform": "shout",
        "question-maker": "numerals",
    }
)
"""The kinds of plugins, each with the name of its template."""

_GOOD = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40


def run_new_plugin(kind: str, name: str, into: Path) -> int:
    """Write the distribution of a new plugin into a new folder, and say what to do next.

    Raises:
        UsageError: there is no such kind, or the name is not allowed for it.
        TargetError: the folder exists and is not empty, or cannot be written.
    """
    if kind not in SAMPLES:
        hint = did_you_mean(kind, SAMPLES, f"There are: {', '.join(SAMPLES)}.")
        raise UsageError(f"There is no kind of plugin {kind!r}.", hint)
    check_name(kind, name)
    folder = into / f"{PREFIX}{name}"
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise TargetError(f"{folder} already exists.", "Remove it, or choose another folder with --into.")
    with disk_errors(folder):
        write_scaffold(kind, name, folder)
    say(f"{folder} contains {_a(kind).lower()} with its tests. Next, in the environment of noteport:")
    commands = {"exporter": f"noteport {name} --help", "question-maker": f"noteport questions {name} --help"}
    for line in (f"cd {folder}", "pip install -e '.[test]'", "pytest", commands.get(kind, "noteport plugins")):
        say(f"  {line}")
    return 0


def check_name(kind: str, name: str) -> None:
    """Check that a plugin may have this name; raise UsageError if not."""
    shown = repr(name)
    if not _GOOD.fullmatch(name) or len(name) > _LONGEST:
        better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:_LONGEST].strip("-0123456789")
        hint = f"Did you mean {better!r}?" if better else f"For example: noteport new-plugin {kind} {SAMPLES[kind]}"
        raise UsageError(f"{shown} is not a valid name: use a-z, 0-9 and single dashes.", hint)
    if name.startswith(PREFIX):
        raise UsageError(f"{shown}: {PREFIX} is added automatically.", f"Use {name.removeprefix(PREFIX)!r}.")
    kinds: tuple[Kind[Any], ...] = (registry.EXPORTERS, *READING, MAKERS)
    known = next(one for one in kinds if one.noun == _noun(kind))
    if name in known.reserved:
        raise UsageError(f"{shown} is a command of noteport.", "Choose another name.")
    if kind == "exporter" and name in {field.key for field in fields_of(CommonOptions)}:
        raise UsageError(f"{shown} is the name of an option.", "Choose another name.")
    if taken := known.references().get(name):
        raise UsageError(f"{_a(kind)} with this name is installed: {taken}.", "Choose another name.")


def _noun(kind: str) -> str:
    return kind.replace("-", " ")


def _a(kind: str) -> str:
    return "An exporter" if kind == "exporter" else f"A {_noun(kind)}"


def write_scaffold(kind: str, name: str, folder: Path) -> None:
    """Write the template of a kind under another name into a folder, which is created if needed."""
    sample = SAMPLES[kind]
    with as_file(files("noteport.cli.scaffold") / "templates" / kind) as template:
        for source in sorted(template.rglob("*")):
            if source.is_file() and "__pycache__" not in source.parts:
                place = folder / _renamed(source.relative_to(template).as_posix(), sample, name)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(_renamed(source.read_text(encoding="utf-8"), sample, name), encoding="utf-8")


def _renamed(text: str, sample: str, name: str) -> str:
    """Return the template's text, or a path in it, for another name."""
    as_class = "".join(part.capitalize() for part in name.split("-"))
    as_module = name.replace("-", "_")
    for old, new in ((sample.capitalize(), as_class), (f"_{sample}", f"_{as_module}"), (sample, name)):
        text = text.replace(old, new)
    return text
