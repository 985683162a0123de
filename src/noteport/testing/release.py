"""Comparison with the last release of an exporter: what users notice when they upgrade it.

record_release(OutlineExporter, Path("tests/released"))           before a release
changes_since(OutlineExporter, Path("tests/released")) == []      in a test, until the next one
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from noteport.export.exporter import Exporter
from noteport.plugins.fields import fields_of
from noteport.testing.runs import read_vault, run, write_vault

_OPTIONS = "options.json"
_NOTES: Mapping[str, str] = {
    "heat/water.md": "---\ntitle: Water\nvideoId: dQw4w9WgXcQ\n---\n## Phases\n\nWater boils at **100 °C** [00:01:05]."
    " Ice floats on it [00:01:10].\n\n* **Steam**: it takes 1,600 times the room of water [00:02:00].\n",
    "heat/salt.md": "---\ntitle: Salt\nvideoId: aaaaaaaaaaa\n---\nSalt lowers the melting point, see [[water]]"
    " [00:00:30].\n",
}
"""They stay the same, so that a difference is the exporter's or the parser's."""


def record_release(exporter: type[Exporter[Any]], folder: Path) -> None:
    """Write the options of an exporter and what it makes of a few notes into a folder, over an earlier record.

    Args:
        exporter: the class.
        folder: a folder for this alone, which belongs into the repository of the plugin.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / _OPTIONS).is_file():  # then the folder beside it is ours
        shutil.rmtree(folder / "output", ignore_errors=True)
    text = json.dumps(_options(exporter), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / _OPTIONS).write_text(f"{text}\n", encoding="utf-8")
    for name, data in _output(exporter).items():
        file = folder / "output" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def changes_since(exporter: type[Exporter[Any]], folder: Path) -> list[str]:
    """Return what users of the recorded release notice of this one, one sentence each: options that are gone or mean
    something else, and files that differ. New options are no change.

    Raises:
        FileNotFoundError: there is no record in the folder.
    """
    before = json.loads((folder / _OPTIONS).read_text(encoding="utf-8"))
    files = folder / "output"
    recorded = {file.relative_to(files).as_posix(): file.read_bytes() for file in files.rglob("*") if file.is_file()}
    return [*_changed_options(before, _options(exporter)), *_changed_files(recorded, _output(exporter))]


def _options(exporter: type[Exporter[Any]]) -> dict[str, dict[str, Any]]:
    return {
        field.key: {
            "type": field.kind.__name__ + (" …" if field.many else ""),
            "default": field.shown_default,
            "choices": list(field.choices),
        }
        for field in fields_of(exporter.Options)
    }


def _output(exporter: type[Exporter[Any]]) -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return run(exporter, read_vault(write_vault(folder / "notes", _NOTES)), folder / "out").files


def _changed_options(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for key, old in before.items():
        new = after.get(key)
        if new is None:
            yield f"--{key} is gone."
            continue
        for part in ("type", "default"):
            if new[part] != old[part]:
                yield f"The {part} of --{key} was {old[part]!r} and is {new[part]!r}."
        for choice in old["choices"]:
            if choice not in new["choices"]:
                yield f"--{key} {choice} is gone."


def _changed_files(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield f"{name} is no longer written."
        elif name not in before:
            yield f"{name} is new."
        elif before[name] != after[name]:
            yield f"{name} differs."
