"""Providers, dialects and transforms of plugins: what they change, and how they are set."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.api import ReadOptions, UsageError, Vault, claims, parse_note
from noteport.cli.app import run

Install = Callable[..., Path]

PROVIDER = """
from noteport.api import SiteProvider

class Peaks(SiteProvider):
    name, summary = "peaks", "Videos of peaks.example."
    hosts = ("peaks.example",)
    path = r"/v/(\\w+)"
    page = "https://peaks.example/v/{}"
    time_suffix = "#at={}"
"""
DIALECT = r"""
import re
from noteport.api import Dialect, Page

class Tildes(Dialect):
    name, summary, words = "tildes", "Times between tildes.", ("~~~",)

    def translate(self, page: Page) -> list[str]:
        return [re.sub(r"~~~(\d+:\d+)~~~", r"[\1]", line) for line in page.lines]
"""
TRANSFORM = """
from dataclasses import dataclass
from msgspec.structs import replace
from noteport.api import Note, Options, Transform, map_claims, option

@dataclass(frozen=True, kw_only=True)
class ShoutOptions(Options):
    sign: str = option("!", help="The sign at the end")

class Shout(Transform[ShoutOptions]):
    name, summary, Options = "{name}", "Shouts.", ShoutOptions

    def transform(self, note: Note) -> Note:
        return map_claims(note, lambda claim: replace(claim, text=claim.text + self.options.sign))
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    return tmp_path


def note(text: str) -> None:
    Path("notes/a.md").write_text(text, encoding="utf-8")


def installed_provider(install: Install) -> Path:
    return install("peaks", PROVIDER, attribute="Peaks", group="noteport.providers")


def installed_shout(install: Install, name: str = "shout") -> None:
    install(name, TRANSFORM.replace("{name}", name), attribute="Shout", group="noteport.transforms")


def exported(*options: str) -> str:
    assert run(["csv", "notes", "-o", "a.csv", *options]) == 0
    return Path("a.csv").read_text(encoding="utf-8")


def test_a_provider_is_asked_for_front_matter_and_for_links(install: Install) -> None:
    note("---\nurl: https://peaks.example/v/ab1\n---\nSnow is cold [00:01:05].\n")
    assert "peaks" not in exported()
    installed_provider(install)
    assert "https://peaks.example/v/ab1#at=65" in exported()
    assert "peaks" not in exported("--no-plugins")
    [row] = claims("notes")
    assert row.url == "https://peaks.example/v/ab1#at=65"


def test_the_cache_knows_the_plugins_that_have_read_a_note(install: Install) -> None:
    note("---\nurl: https://peaks.example/v/ab1\n---\nSnow is cold ~~~1:05~~~ here.\n\nIce too [00:02:05].\n")
    before = exported()
    site = installed_provider(install)
    install("tildes", DIALECT, attribute="Tildes", group="noteport.dialects")
    after = exported()
    assert (before.count("Snow"), after.count("Snow")) == (0, 1)
    assert "#at=65" in after
    assert exported("--no-plugins") == before
    # The source of a plugin counts, not only its version.
    module = site / "noteport_peaks.py"
    module.write_text(module.read_text(encoding="utf-8").replace("#at=", "#to="), encoding="utf-8")
    later = module.stat().st_mtime + 10  # Python takes its compiled file for this one if both are of one second
    os.utime(module, (later, later))
    import sys

    from noteport.plugins.use import made

    sys.modules.pop("noteport_peaks")
    made.cache_clear()
    assert "#to=65" in exported()


@pytest.mark.usefixtures("eager_workers")
def test_plugins_are_loaded_in_other_processes(install: Install) -> None:
    installed_provider(install)
    install("tildes", DIALECT, attribute="Tildes", group="noteport.dialects")
    for number in range(3):
        text = "---\nurl: https://peaks.example/v/ab1\n---\nSnow is cold ~~~1:05~~~ here.\n"
        Path(f"notes/{number}.md").write_text(text, encoding="utf-8")
    alone = exported("--no-cache", "--jobs", "1")
    assert alone.count("#at=65") == 3
    assert exported("--no-cache", "--jobs", "2") == alone


def test_without_plugins_a_note_is_parsed_by_the_parser_alone(install: Install) -> None:
    installed_provider(install)
    text = "---\nurl: https://peaks.example/v/ab1\n---\nSnow is cold [00:01:05].\n"
    assert parse_note(text).video is None
    note(text)
    [one] = Vault(["notes"], options=ReadOptions(plugins=()))
    assert one.video is None


def test_transforms_apply_to_every_exporter_and_are_named(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    note("Snow is cold [00:01:05].\n")
    installed_shout(install)
    assert "Snow is cold.!" in exported()
    assert "The notes were changed by shout of noteport-shout 1.2.\n" in capsys.readouterr().err
    assert run(["jsonld", "notes", "-o", "a.jsonld"]) == 0
    assert "Snow is cold.!" in Path("a.jsonld").read_text(encoding="utf-8")


def test_the_order_of_transforms_can_be_chosen(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    note("Snow is cold [00:01:05].\n")
    for name in ("one", "two"):
        installed_shout(install, name)
    options = ["--one-sign", "1", "--two-sign", "2"]
    assert "Snow is cold.12" in exported(*options)
    assert "Snow is cold.21" in exported(*options, "--transform", "two", "--transform", "one")
    assert "changed by two of noteport-two 1.2, then one of noteport-one 1.2." in capsys.readouterr().err
    assert "Snow is cold.2," in exported(*options, "--transform", "two")
    assert run(["csv", "notes", "-o", "a.csv", "--transform", "tow"]) == 2
    assert "There is no transform 'tow'." in capsys.readouterr().err


def test_options_of_readers_come_from_flags_environment_and_file(
    install: Install, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note("Snow is cold [00:01:05].\n")
    installed_shout(install)
    Path("noteport.toml").write_text('[transforms.shout]\nsign = "?"\n')
    assert "cold.?" in exported()
    monkeypatch.setenv("NOTEPORT_TRANSFORMS_SHOUT_SIGN", "+")
    assert "cold.+" in exported()
    assert "cold.#" in exported("--shout-sign", "#")
    assert run(["csv", "--help"]) == 0
    assert "--shout-sign" in capsys.readouterr().out
    Path("noteport.toml").write_text('[transforms.shout]\nsing = "?"\n')
    assert run(["csv", "notes", "-o", "a.csv"]) == 2
    assert "noteport.toml:2: sing: unknown option. Did you mean 'sign'?" in capsys.readouterr().err.replace("\n  ", " ")


def test_an_unknown_transform_is_refused_by_a_vault(install: Install) -> None:
    from noteport.vault.reading_plugins import installed

    with pytest.raises(UsageError, match="There is no transform 'x'"):
        installed(transforms=["x"])


# --- the words of plugins -------------------------------------------------------------------------------------------

CODES = """
from noteport.api import *

class OutlineExporter(Exporter):
    name, summary, suffixes = "outline", "x", (".txt",)
    problem_codes = {"outline-too-deep": "headings are nested too deeply"}

    def export(self, notes, target):
        with target.open_text() as out:
            path = next(iter(notes)).path
        return target.report(problems=[Problem(code="outline-too-deep", path=path, line=1, message="It is deep.")])
"""


def test_codes_of_plugins_can_be_ignored_and_unknown_ones_are_refused(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    note("Snow is cold [00:01:05].\n")
    install(source=CODES)
    assert run(["outline", "notes", "-o", "a.txt"]) == 0
    assert "outline-too-deep" in capsys.readouterr().err
    assert run(["outline", "notes", "-o", "b.txt", "--ignore", "outline-too-deep"]) == 0
    assert "outline-too-deep" not in capsys.readouterr().err
    assert run(["csv", "notes", "-o", "b.csv", "--ignore", "outline-too-deep"]) == 0
    for code, hint in (("outline-to-deep", "Did you mean 'outline-too-deep'?"), ("xyz", "noteport check lists")):
        assert run(["csv", "notes", "-o", "b.csv", "--ignore", code]) == 2
        error = capsys.readouterr().err
        assert f"There is no problem code {code!r}." in error
        assert hint in error


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("NOTEPORT_LANGUGE", "Did you mean 'NOTEPORT_LANGUAGE'?"),
        ("NOTEPORT_CSV_TABLE", "Did you mean 'NOTEPORT_CSV_TABLES'?"),
        ("NOTEPORT_XYZZY_QWERTY", "Unset it"),
    ],
)
def test_an_unknown_variable_is_answered_like_a_misspelt_option(
    name: str, hint: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note("Snow is cold [00:01:05].\n")
    monkeypatch.setenv(name, "x")
    assert run(["csv", "notes", "-o", "a.csv"]) == 2
    error = capsys.readouterr().err
    assert f"There is no option for the environment variable {name}." in error
    assert hint in error


def test_variables_of_other_exporters_are_their_own_affair(monkeypatch: pytest.MonkeyPatch) -> None:
    note("Snow is cold [00:01:05].\n")
    for name in ("NOTEPORT_ANKI_XYZZY", "NOTEPORT_ANKICONNECT_KEY", "NOTEPORT_CSV_TABLES"):
        monkeypatch.setenv(name, "")
    assert run(["csv", "notes", "-o", "a.csv"]) == 0
