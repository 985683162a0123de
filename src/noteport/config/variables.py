"""Environment variables: the names of those that set options, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from noteport.errors import UsageError, did_you_mean
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.plugins.fields import fields_of

OF_READERS = ("dialects", "providers", "transforms")
"""Tables that contain one table for each plugin that takes part in reading: ``[transforms.NAME]``."""
_OTHER_VARIABLES = {"NOTEPORT_ANKICONNECT_KEY"}


def variable(*names: str) -> str:
    """Return the environment variable of an option: ``NOTEPORT_ANKI_DECK`` for ``("anki", "deck")``."""
    return re.sub(r"\W", "_", "_".join(("noteport", *names))).upper()


def check_variables(environment: Mapping[str, str], exporters: Callable[[], Iterable[str]]) -> None:
    """Check that every variable of noteport is one; those of a single exporter are checked when it runs."""
    ours = [name for name in environment if name.startswith(f"{variable()}_")]
    if not ours:
        return
    known = {variable(one.key) for one in fields_of(CommonOptions)} | _OTHER_VARIABLES
    prefixes = tuple(f"{variable(name)}_" for name in (*exporters(), *OF_READERS))
    for name in sorted(ours):
        if name not in known and not name.startswith(prefixes):
            _refuse_variable(name, known)


def check_own_variables(environment: Mapping[str, str], path: Sequence[str], keys: Iterable[str]) -> None:
    """Check that every variable of one exporter or plugin is one of its options."""
    prefix = f"{variable(*path)}_"
    known = {variable(*path, key) for key in keys}
    for name in sorted(environment):
        if name.startswith(prefix) and name not in known and not _may_be_of_another(name, prefix):
            _refuse_variable(name, known)


def _may_be_of_another(name: str, prefix: str) -> bool:
    """Whether a variable may belong to an exporter with a longer name: ``NOTEPORT_ANKI_TEXT_…`` to ``anki-text``."""
    longer = (f"{variable(one)}_" for one in registry.references())
    return any(name.startswith(one) for one in longer if one.startswith(prefix) and one != prefix)


def _refuse_variable(name: str, known: Iterable[str]) -> NoReturn:
    prefix = f"{variable()}_"
    # What all of them begin with must not make them alike.
    near = did_you_mean(name.removeprefix(prefix), [one.removeprefix(prefix) for one in known])
    hint = near.replace("'", f"'{prefix}", 1) or "Unset it; noteport config lists all options."
    raise UsageError(f"There is no option for the environment variable {name}.", hint)
