"""Runs targets one after another: ``python -m fuzz [TARGET …] [--seconds 7] [--seed 1]``; see README.md."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = sorted(file.stem for file in (HERE / "targets").glob("[a-z]*.py"))
SEEDS = HERE / "seeds"
FOUND = HERE / "found"


def main() -> int:
    """Run what the command line names; how many targets found something."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Look for notes that break a promise.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(TARGETS)}; all if none is named")
    parser.add_argument("--seconds", type=int, default=7, help="how long each target runs (7)")
    parser.add_argument("--seed", type=int, default=0, help="where mutation begins; 0, the default, is always another")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what reached new code, for the next run")
    arguments = parser.parse_args()
    if unknown := set(arguments.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed here: pip install -e '.[fuzz]' (Linux on x86-64, Python 3.11 to 3.13)")
    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = arguments.corpus or Path(scratch)
        failed = [
            target
            for target in arguments.targets or TARGETS
            if not _run(target, corpus / target, seconds=arguments.seconds, seed=arguments.seed)
        ]
    return len(failed)


def _run(target: str, corpus: Path, *, seconds: int, seed: int) -> bool:
    """Run one target; whether nothing was found."""
    corpus.mkdir(parents=True, exist_ok=True)
    log = FOUND / f"{target}.log"
    started = time.monotonic()
    with log.open("wb") as out:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "fuzz.one", target, str(corpus), str(SEEDS)),
                *(f"-max_total_time={seconds}", f"-seed={seed}", "-timeout=10", "-max_len=4096", "-rss_limit_mb=2048"),
                *(f"-dict={HERE / 'markdown.dict'}", f"-artifact_prefix={FOUND}/{target}-", "-print_final_stats=1"),
            ],
            cwd=HERE.parent,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    report = log.read_text(encoding="utf-8", errors="replace")
    runs = next((line.split()[-1] for line in report.splitlines() if "number_of_executed_units" in line), "no")
    took = time.monotonic() - started
    print(f"{target}: {'FOUND' if done.returncode else 'well'}, {runs} inputs in {took:.0f} s", flush=True)
    if done.returncode:
        print(report[-4000:])
        print("The input is in fuzz/found; see fuzz/README.md.")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
