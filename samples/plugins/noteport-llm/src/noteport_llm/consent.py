"""What the requests cost in tokens, and whether the user agrees to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from noteport.api import ToAsk, UsageError

if TYPE_CHECKING:
    from noteport_llm import LlmOptions


def ask_for_consent(options: LlmOptions, missing: Sequence[ToAsk], estimate: Callable[[ToAsk], int]) -> None:
    """Say what is going to be sent where, and ask whether to send it.

    Raises:
        UsageError: the user does not agree, or cannot be asked.
    """
    claims = sum(len(part) for _, part in missing)
    tokens = sum(map(estimate, missing))
    limit = f", at most {options.max_tokens:,}" if options.max_tokens is not None else ""
    sys.stderr.write(
        f"{claims:,} claims in {len(missing):,} requests to {options.model} at {options.url}:"
        f" about {tokens:,} tokens{limit}.\n"
    )
    if options.yes or options.max_tokens is not None:
        return
    if not sys.stdin.isatty():
        raise UsageError("Nothing was sent, because nobody can be asked.", "Add --yes, or --max-tokens N.")
    sys.stderr.write("Send them? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Nothing was sent.")
