from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import noteport
from noteport.model.patterns import _Later, pattern

MODULES = [
    module.name for module in pkgutil.walk_packages(noteport.__path__, "noteport.") if "template" not in module.name
]


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    clock = pattern(r"(\d+):(\d+)", re.ASCII)
    assert clock.findall("1:05 and 2:10") == [("1", "05"), ("2", "10")]
    assert clock.search("at 1:05")
    assert clock.groups == 2


def test_what_is_no_pattern_is_told_when_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("text")


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_is_one(name: str) -> None:
    for thing in vars(importlib.import_module(name)).values():
        if isinstance(thing, _Later):
            assert isinstance(thing._compiled, re.Pattern)


def test_no_pattern_is_compiled_by_loading_its_module() -> None:
    program = """
import noteport.model.patterns
noteport.model.patterns._Later._compiled = property(lambda pattern: 1 / 0)
import noteport.api, noteport.cards, noteport.cli.exporting
"""
    subprocess.run([sys.executable, "-c", program], check=True)
