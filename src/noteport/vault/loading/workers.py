"""The number of processes that parse notes: none for a few notes, one per core for many (pool.py)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from noteport.vault.loading.jobs import Work
    from noteport.vault.loading.pool import WorkerPool


class Workers:
    """Creates a pool when there is enough work. Use it in a with block, so that no process is left behind.

    Args:
        jobs: the number of processes; None for one per core, if there is enough work.
    """

    LEAST = 1_000_000
    """Bytes of notes whose parsing takes ten times as long as starting processes."""
    LEAST_ASKED = 100_000
    """Bytes from which the number of processes that the user asks for is started. Fewer, as after an edit, are done
    before processes have started."""

    def __init__(self, jobs: int | None) -> None:
        self._jobs = jobs
        self._pool: WorkerPool | None = None

    def __call__(self, size: int, held: Work[Any, Any] | None = None) -> WorkerPool | None:
        """Return the pool for this many bytes of notes, or None if one process does the work.

        Args:
            size: of all notes so far.
            held: work that each process receives when it is started. A pool with other work is replaced.
        """
        jobs = self._jobs or cores()
        is_enough = size >= (self.LEAST if self._jobs is None else self.LEAST_ASKED)
        if jobs > 1 and is_enough and (self._pool is None or (held is not None and self._pool.held is not held)):
            from noteport.vault.loading.pool import WorkerPool  # noqa: PLC0415  # its modules cost more than a few notes

            if self._pool is not None:
                self._pool.shutdown()
            self._pool = WorkerPool(jobs, held)
        return self._pool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if self._pool is not None:
            if kind is not None:
                self._pool.end()
            self._pool.shutdown()


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
