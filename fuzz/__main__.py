"""Runs targets: ``python -m fuzz [TARGET …] [--seconds 60] [--runs 500] [--jobs 2] [--seed 1]``; see README.md."""

from __future__ import annotations

import argparse
import importlib.util
import math
import multiprocessing
import os
import re
import sys
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

from fuzz.one import Check, fuzz, instrumented, keeping

HERE = Path(__file__).parent
TARGETS = sorted(file.stem for file in (HERE / "targets").glob("[a-z]*.py"))
SEEDS = HERE / "seeds"
FOUND = HERE / "found"
LAST_INPUT = 2
"""Seconds in which a target can end by itself."""


def main() -> int:
    """Run the targets on the command line; return the number of targets with findings."""
    started = time.monotonic()
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Look for notes that break a promise.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(TARGETS)}; all if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="how long it all takes at most (60)")
    parser.add_argument("--runs", type=int, default=-1, help="how many inputs a target tries at most; -1, no bound")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="targets at a time; one a core")
    parser.add_argument("--seed", type=int, default=0, help="where mutation begins; 0, the default, is always another")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what reached new code, for the next run")
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed here: pip install -e '.[fuzz]' (Linux on x86-64, Python 3.11 to 3.13)")
    FOUND.mkdir(exist_ok=True)
    checks = instrumented(arguments.targets or TARGETS)
    names = list(checks)
    rounds = [names[at : at + arguments.jobs] for at in range(0, len(names), arguments.jobs)]
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        corpus = arguments.corpus or Path(scratch)
        for done, together in enumerate(rounds):
            left = arguments.seconds - (time.monotonic() - started)
            seconds = left / (len(rounds) - done)
            runs = [(name, _begin(name, checks[name], corpus, seconds, arguments)) for name in together]
            ends = time.monotonic() + seconds
            failed += sum(not _is_well(name, run, ends) for name, run in runs)
    return failed


def _begin(target: str, check: Check, corpus: Path, seconds: float, arguments: argparse.Namespace) -> BaseProcess:
    """Return a process that runs a target. It is a fork of this one, in which everything has been imported."""
    (corpus / target).mkdir(parents=True, exist_ok=True)
    for_fuzzer = [
        *(f"-runs={arguments.runs}", f"-seed={arguments.seed}"),
        *(str(corpus / target), str(SEEDS), f"-max_total_time={max(1, math.floor(seconds) - LAST_INPUT)}"),
        *("-timeout=10", "-rss_limit_mb=2048", "-max_len=4096", f"-dict={HERE / 'markdown.dict'}"),
        f"-artifact_prefix={FOUND}/{target}-",
    ]
    run = multiprocessing.get_context("fork").Process(target=_run, args=(target, check, for_fuzzer))
    run.start()
    return run


def _run(target: str, check: Check, arguments: list[str]) -> None:
    with _log(target).open("wb") as log:
        for output in (1, 2):
            os.dup2(log.fileno(), output)
    fuzz(keeping(check, str(FOUND / target)), arguments)


def _log(target: str) -> Path:
    return FOUND / f"{target}.log"


def _is_well(target: str, run: BaseProcess, ends: float) -> bool:
    """Wait for a target; return whether nothing was found."""
    run.join(max(0, ends - time.monotonic()))
    if is_late := run.is_alive():  # on a slow machine; libFuzzer itself finds inputs that hang
        run.kill()
        run.join()
    well = is_late or run.exitcode == 0
    report = _log(target).read_text(encoding="utf-8", errors="replace")
    inputs = max(map(int, re.findall(r"^#(\d+)", report, re.MULTILINE)), default=0)
    print(f"{target}: {'well' if well else 'FOUND'}, {inputs} inputs", flush=True)
    if not well:
        print(f"{report[-4000:]}\nThe input is in fuzz/found; see fuzz/README.md.", flush=True)
    return well


if __name__ == "__main__":
    sys.exit(main())
