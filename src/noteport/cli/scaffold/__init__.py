"""``noteport new-exporter NAME`` creates a distribution that passes its tests.

template/ is such a distribution for the name "outline"; others are made from it by changing the name.
"""

from __future__ import annotations

import re
from importlib.resources import as_file, files
from pathlib import Path

from noteport.cli.say import say
from noteport.errors import TargetError, UsageError
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.disk import disk_errors
from noteport.model.patterns import pattern
from noteport.plugins.fields import fields_of

PREFIX = "noteport-"
"""The prefix of the names of exporters' distributions."""

_GOOD = pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40


def run_new_exporter(name: str, into: Path) -> int:
    """Write the distribution of a new exporter into a new folder, and say what to do next.

    Raises:
        UsageError: the name is not allowed for an exporter.
        TargetError: the folder exists and is not empty, or cannot be written.
    """
    check_name(name)
    folder = into / f"{PREFIX}{name}"
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise TargetError(f"{folder} already exists.", "Remove it, or choose another folder with --into.")
    with disk_errors(folder):
        write_scaffold(name, folder)
    say(f"{folder} contains an exporter with its tests. Next, in the environment of noteport:")
    for line in (f"cd {folder}", "pip install -e '.[test]'", "pytest", f"noteport {name} --help"):
        say(f"  {line}")
    return 0


def check_name(name: str) -> None:
    """Check that an exporter may have this name; raise UsageError if not."""
    shown = repr(name)
    if not _GOOD.fullmatch(name) or len(name) > _LONGEST:
        better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:_LONGEST].strip("-0123456789")
        hint = f"Did you mean {better!r}?" if better else "For example: noteport new-exporter outline"
        raise UsageError(f"{shown} is not a valid name: use a-z, 0-9 and single dashes.", hint)
    if name.startswith(PREFIX):
        raise UsageError(f"{shown}: {PREFIX} is added automatically.", f"Use {name.removeprefix(PREFIX)!r}.")
    if name in registry.RESERVED:
        raise UsageError(f"{shown} is a command of noteport.", "Choose another name.")
    if name in {field.key for field in fields_of(CommonOptions)}:
        raise UsageError(f"{shown} is the name of an option.", "Choose another name.")
    if taken := registry.references().get(name):
        raise UsageError(f"An exporter with this name is installed: {taken}.", "Choose another name.")


def write_scaffold(name: str, folder: Path) -> None:
    """Write the template under another name into a folder, which is created if needed."""
    with as_file(files("noteport.cli.scaffold") / "template") as template:
        for source in sorted(template.rglob("*")):
            if source.is_file() and "__pycache__" not in source.parts:
                place = folder / _renamed(source.relative_to(template).as_posix(), name)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(_renamed(source.read_text(encoding="utf-8"), name), encoding="utf-8")


def _renamed(text: str, name: str) -> str:
    """Return the template's text, or a path in it, for another exporter."""
    as_class = "".join(part.capitalize() for part in name.split("-"))
    as_module = name.replace("-", "_")
    for old, new in (("Outline", as_class), ("_outline", f"_{as_module}"), ("outline", name)):
        text = text.replace(old, new)
    return text
