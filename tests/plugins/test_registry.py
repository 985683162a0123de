from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.errors import ExporterUnavailable, Interrupted, UsageError
from noteport.export import registry
from noteport.plugins.kinds import Kind
from noteport.vault.reading_plugins import READING

Install = Callable[..., Path]

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def unavailable(name: str) -> str:
    """What is said of an exporter that cannot be loaded; it must be one line."""
    with pytest.raises(ExporterUnavailable) as caught:
        registry.load(registry.find(name))
    assert "\n" not in caught.value.message
    return caught.value.message


def test_a_plugin_is_found_without_being_imported(install: Install) -> None:
    install()
    reference = registry.references()["outline"]
    assert str(reference) == "outline (noteport-outline 1.2)"
    assert reference.summary == "The plugin's own words."
    assert not reference.is_built_in
    assert "noteport_outline" not in sys.modules


def test_a_plugin_is_loaded_when_it_is_asked_for(install: Install) -> None:
    install()
    assert registry.load(registry.find("outline")).name == "outline"
    assert "noteport_outline" in sys.modules


@pytest.mark.parametrize("kind", [registry.EXPORTERS, *READING], ids=lambda kind: kind.noun)
def test_what_is_built_in_is_registered_like_a_plugin_and_the_table_repeats_it(kind: Kind[Any]) -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    registered = project["entry-points"].get(kind.group, {})
    assert {name: value for name, (value, _) in kind.built_in.items()} == registered
    for name in kind.built_in:
        assert kind.load(kind.find(name)).summary == kind.find(name).summary


def test_a_built_in_exporter_is_found_without_the_metadata_of_packages() -> None:
    program = "import sys; from noteport.export import registry; registry.find('csv'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "importlib.metadata" not in run.stdout.split()


def test_an_unknown_exporter_is_a_usage_error_with_the_nearest_name(install: Install) -> None:
    install()
    with pytest.raises(UsageError, match="There is no exporter 'outlien'") as caught:
        registry.find("outlien")
    assert caught.value.hint == "Did you mean 'outline'?"
    with pytest.raises(UsageError) as caught:
        registry.find("xyzzy")
    assert caught.value.hint == "noteport --help lists them."


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("import nowhere_to_be_found", "ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
        ("raise RuntimeError('first line\\nsecond line')", "RuntimeError: first line"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("class Odd(BaseException): pass\nraise Odd('at all')", "Odd: at all"),
        ("syntax error", "SyntaxError: invalid syntax"),
        ("", "has no attribute 'OutlineExporter'"),
        ("OutlineExporter = 3", "noteport_outline:OutlineExporter is not a subclass of Exporter"),
    ],
)
def test_a_broken_plugin_costs_one_line_with_its_name_and_version(install: Install, source: str, cause: str) -> None:
    install(source=source)
    message = unavailable("outline")
    assert message.startswith("The exporter outline (noteport-outline 1.2) cannot be used: ")
    assert cause in message


GUEST = """
from dataclasses import dataclass
from noteport.api import Exporter, Options, option

@dataclass(frozen=True, kw_only=True)
class Mine(Options):
    {option}

class OutlineExporter(Exporter[Mine]):
    name, summary, api = {name!r}, "x", {api}
    Options = Mine
    {body}
"""


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"api": 2}, "it is written for API version 2, this is 1"),
        ({"api": "'1'"}, "it is written for API version '1', this is 1"),
        ({"api": True}, "it is written for API version True, this is 1"),
        ({"body": "suffixes = '.txt'"}, "its suffixes are '.txt', not a tuple of strings"),
        ({"name": "other"}, "its name is 'other'"),
        ({"body": "pass"}, "has no export()"),
        ({"option": "deck: int = 3"}, "the option 'deck' must be made by option()"),
        ({"option": "deck: Path = option(None, help='x')"}, "name 'Path' is not defined"),
        (
            {"option": "force: bool = option(False, help='x')"},
            "its option 'force' is already an option of every exporter",
        ),
    ],
)
def test_a_plugin_that_breaks_the_contract_is_refused(install: Install, change: dict[str, object], cause: str) -> None:
    good = {"option": "pass", "name": "outline", "api": 1, "body": "def export(self, notes, target): ..."}
    source = GUEST.format(**{**good, **change})
    install(source="from __future__ import annotations\n" + source)
    assert cause in unavailable("outline")


def test_a_built_in_name_wins_and_the_clash_is_told(install: Install) -> None:
    install("csv", distribution="my-csv", source="raise RuntimeError")
    reference = registry.references()["csv"]
    assert reference.distribution == registry.find("csv").distribution == "noteport"
    assert reference.clash == "'csv' of noteport is used; my-csv has an exporter with the same name."


def test_which_of_two_plugins_wins_does_not_depend_on_the_order_of_installation(install: Install) -> None:
    install("outline", distribution="beta")
    install("outline", distribution="alpha")
    assert registry.find("outline").distribution == "alpha"
    assert "beta" in registry.find("outline").clash


def test_a_plugin_with_the_name_of_a_command_of_ours_is_told_of(install: Install) -> None:
    install("check", distribution="my-check")
    clash = registry.references()["check"].clash
    assert clash == "'check' is a command of noteport; the exporter of my-check cannot be used."


def test_a_plugin_with_the_name_of_a_shared_option_is_refused(install: Install) -> None:
    install("strict", GUEST.format(option="pass", name="strict", api=1, body="def export(self, n, t): ..."))
    assert "its name is the name of an option" in unavailable("strict")


def test_an_interrupt_while_a_plugin_is_imported_names_it(install: Install) -> None:
    install(source="raise KeyboardInterrupt")
    with pytest.raises(Interrupted, match=r"outline of noteport-outline 1\.2 was being imported"):
        registry.load(registry.find("outline"))


@pytest.mark.parametrize(
    ("metadata", "shown"),
    [
        (b"", "outline (an unknown package)"),
        (b"\xff\xfe\x00", "outline (an unknown package)"),
        (b"Name: x\nSummary: Two\n lines \x1b[2J\n\nbody", "outline (x)"),
    ],
)
def test_a_plugin_whose_metadata_is_broken_harms_nobody(install: Install, metadata: bytes, shown: str) -> None:
    site = install()
    (site / "noteport_outline-1.2.dist-info" / "METADATA").write_bytes(metadata)
    reference = registry.find("outline")
    assert str(reference) == shown
    assert "\n" not in reference.summary
    assert registry.load(reference).name == "outline"
    assert registry.references()["csv"].is_built_in


def test_a_list_of_entry_points_that_cannot_be_read_is_left_out_aloud(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    site = install("broken")
    (site / "noteport_broken-1.2.dist-info" / "entry_points.txt").write_text("[noteport.exporters]\nnonsense\n")
    install("outline")
    assert {"anki", "outline"} <= set(registry.references())
    assert "noteport-broken 1.2 is skipped: its entry points cannot be read" in caplog.text


def test_a_plugin_may_come_in_a_zip(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = install()
    package = shutil.make_archive(str(tmp_path / "plugins"), "zip", site)
    shutil.rmtree(site)
    assert "outline" not in registry.references()
    monkeypatch.syspath_prepend(package)
    reference = registry.find("outline")
    assert (str(reference), registry.load(reference).name) == ("outline (noteport-outline 1.2)", "outline")


def test_an_older_copy_further_down_the_path_is_covered(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = install()
    newer = tmp_path / "newer"
    shutil.copytree(site, newer)
    info = newer / "noteport_outline-1.2.dist-info"
    info.joinpath("METADATA").write_text("Name: noteport-outline\nVersion: 1.3\n")
    info.rename(newer / "noteport_outline-1.3.dist-info")
    monkeypatch.syspath_prepend(newer)
    reference = registry.find("outline")
    assert (reference.version, reference.hidden) == ("1.3", ())


def test_an_entry_point_may_name_what_is_inside_a_class(install: Install) -> None:
    site = install(source="class Home:\n    from csv import excel as Inner\n", attribute="Home.Inner [extra]")
    assert "noteport_outline:Home.Inner [extra] is not a subclass of Exporter" in unavailable("outline")
    assert site.exists()
