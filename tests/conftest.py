"""Notes and plugins that many tests need."""

from __future__ import annotations

import contextlib
import functools
import importlib
import shutil
import signal
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from noteport.cli.scaffold import write_scaffold
from noteport.export import registry
from noteport.vault.loading.workers import Workers

# The same examples on every machine, however slow: a red run means a change. To look further:
# pytest --hypothesis-profile=search
settings.register_profile("noteport", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("noteport")

# Hypothesis also tries constants of the modules that are loaded, and so other examples behind other tests. No setting
# turns that off. With a version that does it in another place, examples are less alike, and nothing fails.
with contextlib.suppress(ImportError):
    _providers = importlib.import_module("hypothesis.internal.conjecture.providers")
    vars(_providers)["_get_local_constants"] = functools.partial(getattr, _providers, "_local_constants")

# A process that was started in the background ignores Ctrl-C, and so would every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

OUTLINE = '''
"""A plain-text outline: one line per claim."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from noteport.api import Exporter, ExportReport, Notes, Options, Target, option


@dataclass(frozen=True, kw_only=True)
class OutlineOptions(Options):
    bullet: str = option("-", help="Text before each claim")
    order: Literal["text", "time"] = option("text", help="How claims are sorted")
    limit: int | None = option(None, help="How many claims at most", minimum=1)
    heading: bool = option(True, help="Write the title of each note")
    style: Path | None = option(None, help="A style sheet")
    tag: tuple[str, ...] = option((), help="A tag to write above all")


class OutlineExporter(Exporter[OutlineOptions]):
    name, summary, suffixes = "outline", "Plain-text outline, one line per claim.", (".txt",)
    Options = OutlineOptions

    @classmethod
    def recognises(cls, head: bytes) -> bool:
        return head.startswith(b"outline")

    def export(self, notes: Notes, target: Target) -> ExportReport:
        lines = 0
        with target.open_text() as out:
            out.write("outline\\n")
            for note in notes:
                if self.options.heading:
                    out.write(f"# {note.title}\\n")
                for claim in note.claims():
                    out.write(f"{self.options.bullet} {claim.text}\\n")
                    lines += 1
        return target.report({"lines": lines})
'''
"""A plugin that does everything right."""

Install = Callable[..., Path]


@pytest.fixture
def eager_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has ``--jobs 2`` start processes however few notes there are."""
    monkeypatch.setattr(Workers, "LEAST_ASKED", 1)


# --- every built-in exporter ----------------------------------------------------------------------------------------

MORE_EXPORTS = {
    "anki-split": ("anki", "decks", ["--split", "channel"]),
    "csv-tables": ("csv", "it.csv", ["--tables", "claims,notes,terms,links"]),
    "anki-text": ("anki", "it.txt", []),
    "jsonld-triples": ("jsonld", "it.nt", []),
    "parquet-tables": ("parquet", "it.parquet", ["--tables", "claims,notes"]),
}
"""Exporter, target and options: to several files, to folders, in other forms."""


def _export_cases() -> dict[str, tuple[str, str, list[str]]]:
    built_in = [reference for reference in registry.references().values() if reference.is_built_in]
    return {
        reference.name: (reference.name, f"it{registry.load(reference).suffixes[0]}", []) for reference in built_in
    } | MORE_EXPORTS


@pytest.fixture(params=list(_export_cases().values()), ids=list(_export_cases()))
def export_case(request: pytest.FixtureRequest) -> tuple[str, str, list[str]]:
    """Exporter, target and options, for each exporter that is built in and for ``MORE_EXPORTS``."""
    case: tuple[str, str, list[str]] = request.param
    return case


# --- plugins ---------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for caches of the test's own, for programs that it starts too."""
    home = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a plugin's distribution, as pip would have laid it out, and give the folder that it was put into."""
    modules: list[str] = []

    def install(
        name: str = "outline",
        source: str = OUTLINE,
        *,
        attribute: str = "OutlineExporter",
        distribution: str | None = None,
        version: str = "1.2",
        group: str = "noteport.exporters",
        about: str = "The plugin's own words.",
    ) -> Path:
        distribution = distribution or f"noteport-{name}"
        module = distribution.replace("-", "_")
        site = tmp_path / "site-packages"
        info = site / f"{module}-{version}.dist-info"
        info.mkdir(parents=True)
        site.joinpath(f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        info.joinpath("METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\nSummary: {about}\n",
            encoding="utf-8",
        )
        info.joinpath("entry_points.txt").write_text(f"[{group}]\n{name} = {module}:{attribute}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(site)
        importlib.invalidate_caches()
        modules.append(module)
        return site

    yield install
    for module in modules:
        sys.modules.pop(module, None)


@pytest.fixture
def new_plugin(tmp_path: Path) -> Callable[..., Path]:
    """Begin a plugin, and install it as far as its own tests need."""

    def begin(name: str, kind: str = "exporter") -> Path:
        folder = tmp_path / f"noteport-{name}"
        write_scaffold(kind, name, folder)
        register(folder)
        return folder

    return begin


def register(folder: Path) -> None:
    """Write the metadata of a package into its source folder, as pip would; .ci/run has pip do it."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "src" / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    metadata = f"{head}Summary: {project['description']}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    [(group, entries)] = project["entry-points"].items()
    [(command, value)] = entries.items()
    (info / "entry_points.txt").write_text(f"[{group}]\n{command} = {value}\n", encoding="utf-8")


@pytest.fixture
def tests_of() -> Callable[[Path], str]:
    """Run the tests of an exporter that was begun; gives what pytest said. They must pass."""

    def run(folder: Path) -> str:
        command = [
            sys.executable,
            "-W",
            "error",
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "pythonpath=src",
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of two notes with three claims and one problem: a timestamp whose label tells another time."""
    folder = tmp_path / "notes"
    folder.mkdir()
    folder.joinpath("heat.md").write_text(
        textwrap.dedent(
            """\
            ---
            videoId: dQw4w9WgXcQ
            ---
            Water boils at 100 degrees [00:01:05].

            Ice melts at 0 degrees [00:02:10].
            """
        ),
        encoding="utf-8",
    )
    folder.joinpath("light.md").write_text(
        textwrap.dedent(
            """\
            ---
            videoId: dQw4w9WgXcQ
            ---
            Light is fast <a class="yt-timestamp" data-t="00:00:30">[00:01:30]</a>.
            """
        ),
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Open an address in a browser, with flags of its own, until nothing more happens: what the page is then."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium to open pages with")

    def opened(address: str, *flags: str) -> str:
        command = [
            CHROMIUM,
            "--headless=new",
            "--no-sandbox",  # who runs tests as root has no other way
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            f"--user-data-dir={tmp_path / 'profile'}",
            *flags,
            # Timers are due at once, and only they use the budget up. A page that looks again and again whether a file
            # has been read would use ten seconds up in some hundredths of a real one, but a day in minutes only.
            "--virtual-time-budget=86400000",
            "--dump-dom",
            address,
        ]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout

    yield opened
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)
