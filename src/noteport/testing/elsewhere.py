"""What the contract runs in another process.

import MODULE:CLASS                 prints what that loads, and how long it takes
export MODULE:CLASS NOTES FOLDER    exports notes into a folder
render FILE                         replaces pickled renderings and their tasks with what is made of them
"""

from __future__ import annotations

import importlib
import json
import pickle
import sys
import time
from functools import reduce
from pathlib import Path


def main(what: str, where: str, *rest: str) -> None:
    """Do one of these things."""
    if what == "render":
        renderings, tasks = pickle.loads(Path(where).read_bytes())  # noqa: S301  # the contract has just written it
        Path(where).write_bytes(pickle.dumps([rendering.render(tasks) for rendering in renderings]))
        return
    importlib.import_module("noteport.api")  # loaded before the exporter
    before = set(sys.modules)
    module, _, name = where.partition(":")
    start = time.perf_counter()
    exporter = reduce(getattr, name.split("."), importlib.import_module(module))
    seconds = time.perf_counter() - start
    if what == "import":
        new = {module.partition(".")[0] for module in set(sys.modules) - before}
        json.dump({"modules": sorted(new), "seconds": seconds}, sys.stdout)
        return
    from noteport.testing.runs import read_vault, run  # noqa: PLC0415  # loaded before the exporter as well

    notes, folder = map(Path, rest)
    run(exporter, read_vault(notes), folder)  # type: ignore[arg-type]  # a class by its name


if __name__ == "__main__":
    main(*sys.argv[1:])
