"""Folders that earlier versions of noteport set aside as ``.NAME.XXXXXXXX.old`` while they replaced them.

A process that was killed in between left the folder there, and nothing at its place.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from noteport.export.folder_list import read_list
from noteport.export.workspace import Workspace

_LONGEST = 50
"""Characters of the name that were kept; longer names may share their beginning."""


def bring_back(folder: Path) -> None:
    """Put a folder that was set aside back to its place, if nothing stands there; raises nothing."""
    if os.path.lexists(folder):
        return
    name = re.compile(rf"\.{re.escape(folder.name[:_LONGEST])}\.[0-9a-f]{{8}}\.old")
    with suppress(OSError):
        aside = [path for path in folder.parent.iterdir() if name.fullmatch(path.name) and read_list(path) is not None]
        if len(aside) != 1:
            return
        if len(folder.name) < _LONGEST:
            aside[0].rename(folder)
        else:  # it may have stood elsewhere, and stays for that place
            _copy(aside[0], folder)


def _copy(aside: Path, folder: Path) -> None:
    workspace = Workspace.make(folder.parent)
    try:
        shutil.copytree(aside, workspace.path / "copy", symlinks=True)
        (workspace.path / "copy").rename(folder)
    finally:
        workspace.remove()
