"""What is raised for what no user can mend. errors.py holds what is the user's to act on."""

from __future__ import annotations

import traceback
from pathlib import Path


class Bug(Exception):
    """Something that a program did wrong: an exporter, or noteport itself. Never the user's fault."""

    exit_code = 70

    def __init__(self, culprit: str, doing: str, cause: BaseException, *, ours: bool) -> None:
        where = traceback.extract_tb(cause.__traceback__)[-1:]
        place = "".join(f", {Path(frame.filename).name} line {frame.lineno}" for frame in where)
        words = f"{type(cause).__name__}: {cause}".partition("\n")[0]
        owner = "of noteport" if ours else "of that exporter"
        super().__init__(f"{culprit} failed {doing}: this is a bug {owner} ({words}{place}).")
