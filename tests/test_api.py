from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from noteport import api, errors
from noteport.model import nodes, note, problems

HEAVY = {"genanki", "typer", "rich", "pydantic"}


def test_every_name_of_the_api_is_there_and_every_public_name_is_listed() -> None:
    assert all(getattr(api, name) is not None for name in api.__all__)
    imported = {name for name in vars(api) if not name.startswith("_")} - {
        "TYPE_CHECKING",
        "annotations",
        "import_module",
        "sys",
        "warn_renamed",
    }
    assert imported - {"TYPE_CHECKING", "annotations", "import_module"} <= set(api.__all__)


@pytest.mark.parametrize("module", [nodes, note, problems])
def test_the_whole_model_is_public(module: object) -> None:
    classes = {name for name, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__}  # type: ignore[attr-defined]  # a module has a name
    assert classes <= set(api.__all__)


def test_every_error_that_a_user_can_fix_is_public() -> None:
    named = {name for name, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.NoteportError)}
    assert named <= set(api.__all__)


@pytest.mark.parametrize(("old", "new"), [("Stamp", "Timestamp"), ("stamp_link", "timestamp_link"), ("BLANK", "GAP")])
def test_former_names_work_and_warn(old: str, new: str) -> None:
    with pytest.warns(DeprecationWarning, match=f"{old} is now called noteport.api.{new}"):
        assert getattr(api, old) is getattr(api, new)


def test_importing_it_loads_no_library_of_an_exporter_or_of_the_command_line() -> None:
    program = "import sys, noteport.api; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(run.stdout.split())


def test_who_makes_no_cards_does_not_wait_for_their_rules() -> None:
    program = "import sys, noteport.api; print(*sys.modules); noteport.api.make_cards; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    before, after = (set(line.split()) for line in run.stdout.splitlines())
    assert "noteport.cards" not in before
    assert "noteport.cards" in after


def test_what_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="no attribute 'make_coffee'"):
        api.make_coffee()  # type: ignore[attr-defined]  # that is the point
