"""The time that an export may write into its files: never the current one, unless the user asks for it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from noteport.errors import UsageError

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest date of an entry in a zip archive."""


def fixed_time() -> datetime:
    """Return ``SOURCE_DATE_EPOCH``, otherwise 1980-01-01, in UTC (https://reproducible-builds.org/specs/source-date-epoch).

    Raises:
        UsageError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return _EPOCH
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {seconds!r}.", "Set it to whole seconds since 1970.") from error


def present_time() -> datetime:
    """Return the current time in UTC, or ``SOURCE_DATE_EPOCH`` if it is set."""
    return fixed_time() if os.environ.get("SOURCE_DATE_EPOCH") else datetime.now(UTC)
