"""Folders that earlier versions of noteport renamed to ``.NAME.XXXXXXXX.old`` while they replaced them.

If the process was killed between two renames, this is the only copy of the folder.
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
"""The number of characters of the name that were kept; longer names may begin alike."""


def bring_back(folder: Path) -> None:
    """Restore a folder from its renamed copy, if nothing is in its place; raises nothing."""
    if os.path.lexists(folder):
        return
    name = re.compile(rf"\.{re.escape(folder.name[:_LONGEST])}\.[0-9a-f]{{8}}\.old")
    with suppress(OSError):
        aside = [path for path in folder.parent.iterdir() if name.fullmatch(path.name) and read_list(path) is not None]
        if len(aside) != 1:
            return
        if len(folder.name) < _LONGEST:
            aside[0].rename(folder)
        else:  # it may belong to another folder, so it stays
            _copy(aside[0], folder)


def _copy(aside: Path, folder: Path) -> None:
    workspace = Workspace.make(folder.parent)
    try:
        shutil.copytree(aside, workspace.path / "copy", symlinks=True)
        (workspace.path / "copy").rename(folder)
    finally:
        workspace.remove()
