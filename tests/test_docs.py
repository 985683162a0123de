"""The documentation says what is so: it builds, its tables are those of the code, its commands and programs run."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

import noteport.api
import noteport.testing
from noteport.api import Target, Vault
from noteport.cli.app import app, run
from noteport.export import registry
from noteport.parse.dialects import OURS
from noteport.parse.note import parse_note

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "RELEASING.md",
    ROOT / "samples" / "README.md",
    *sorted(DOCS.glob("*.md")),
]


def fences(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands(page: Path) -> Iterator[list[str]]:
    """Every command line of noteport that a page shows."""
    for block in (
        *fences(page, "sh"),
        *re.findall(r"^    noteport .*$", page.read_text(encoding="utf-8"), re.MULTILINE),
    ):
        for line in re.split(r"\n|&&", block):
            words = shlex.split(line, comments=True)
            if words and re.fullmatch(r"(.*/)?noteport", words[0]):
                yield words[1:]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_repeats_the_code_is_as_the_code_is(page: Path, generate: ModuleType) -> None:
    text = page.read_text(encoding="utf-8")
    assert generate.renewed(text) == text, "run: python docs/generate.py"


@pytest.mark.parametrize("name", [name for name, one in registry.references().items() if one.is_built_in])
def test_every_exporter_has_a_page_with_its_options(name: str) -> None:
    assert f"<!-- generated: options {name} -->" in (DOCS / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_is_one(page: Path) -> None:
    group: Any = get_command(app)
    for words in commands(page):
        context = group.make_context("noteport", list(words) or ["--help"], resilient_parsing=True)
        name, *rest = words
        if name.startswith("-"):
            continue
        if name not in {*registry.references(), *registry.RESERVED}:
            # A plugin of the page's own; how its options are given is its own affair.
            assert name in {"outline", "studypage"}, words
            continue
        if "--help" not in rest:
            command = group.get_command(context, name)
            command.make_context(name, rest)  # raises if an option is not there


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    for link in re.findall(
        r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", re.sub(r"```.*?```|`[^`]*`", "", page.read_text(), flags=re.S)
    ):
        assert (page.parent / link).exists(), link


def test_the_guide_can_be_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    [note] = fences(DOCS / "guide.md", "markdown")
    [configuration] = fences(DOCS / "guide.md", "toml")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "heat.md").write_text(note, encoding="utf-8")
    (tmp_path / "noteport.toml").write_text(configuration, encoding="utf-8")
    for words in commands(DOCS / "guide.md"):
        assert run(words) == 0, words
    assert "1 note, 4 claims, 0 problems" in capsys.readouterr().err
    assert {"deck.apkg", "guide.epub", "claims.csv", "notes.jsonl"} <= {path.name for path in tmp_path.iterdir()}


@pytest.fixture
def passes(new_plugin: Callable[..., Path], tests_of: Callable[[Path], str]) -> Callable[[str, str, str], bool]:
    """Whether a plugin passes its tests, given its name, source and tests."""

    def passes(name: str, source: str, tests: str, kind: str = "exporter") -> bool:
        folder = new_plugin(name, kind)
        [module] = folder.glob("src/noteport_*/__init__.py")
        module.write_text(source, encoding="utf-8")
        next(folder.glob("tests/test_*.py")).write_text(tests, encoding="utf-8")
        [metadata] = folder.glob("src/*.dist-info/METADATA")
        [summary] = re.findall(rf'"{name}", "(.+?)"', source)
        described = re.sub(r"(?m)^Summary: .+$", f"Summary: {summary}", metadata.read_text(encoding="utf-8"))
        metadata.write_text(described, encoding="utf-8")
        return "failed" not in tests_of(folder)

    return passes


def test_the_exporter_of_the_tutorial_keeps_its_contract(passes: Callable[..., bool]) -> None:
    blocks = fences(DOCS / "write_an_exporter.md", "python")
    [opml] = [block for block in blocks if "XMLGenerator" in block]
    [tests] = [block for block in blocks if "check_file" in block]
    [ids] = [block for block in blocks if "def ids_in" in block]
    more = ids.replace("TestContract", "TestIds")
    assert passes("outline", opml, f"from noteport.api import Notes\n{tests}\n\n{more}")


def test_the_snippets_of_the_tutorial_run(notes: Path, tmp_path: Path) -> None:
    vault = Vault([notes])
    note = next(iter(vault))
    target = Target(tmp_path / "notes.opml")
    names: dict[str, Any] = {"notes": vault, "note": note, "claim": next(note.claims()), "target": target}
    blocks = [block for block in fences(DOCS / "write_an_exporter.md", "python") if "\nclass " not in f"\n{block}"]
    assert len(blocks) >= 4
    for block in blocks:
        exec(compile(block, "write_an_exporter.md", "exec"), names)
    assert noteport.api.GAP in names["front"] or not names["made"].gaps


CONTRACT = """
from noteport.testing import {0}Contract
from noteport_{1} import {2}


class TestContract({0}Contract):
    {3} = {2}
"""

MORE_EXPORTERS = {
    # the beginning of the name of its class: the page
    "Tsv": "ledger",
    "Arrow": "tables",
    "CardZip": "assets",
    "Outline": "write_an_exporter",
}


@pytest.mark.parametrize("name", MORE_EXPORTERS)
def test_the_exporters_of_other_pages_keep_their_contracts(name: str, passes: Callable[..., bool]) -> None:
    classes = [block for block in fences(DOCS / f"{MORE_EXPORTERS[name]}.md", "python") if f"class {name}Exp" in block]
    command = re.sub("(?<=[a-z])(?=[A-Z])", "-", name).lower()
    tests = CONTRACT.format("Exporter", command.replace("-", "_"), f"{name}Exporter", "exporter")
    if "CardOptions" in classes[-1]:
        tests += '    values = {"max_per_note": []}  # no awkward note has several cards\n'
    assert passes(command, classes[-1], tests)


@pytest.mark.parametrize("name", ["Tsv", "Arrow", "CardZip"])
def test_the_exporters_of_other_pages_write_the_same_file_twice(name: str, notes: Path, tmp_path: Path) -> None:
    page = MORE_EXPORTERS[name]
    [source] = fences(DOCS / f"{page}.md", "python")
    names: dict[str, Any] = {}
    exec(compile(source, f"{page}.md", "exec"), names)
    exporter = names[f"{name}Exporter"]
    (notes / "kettle.png").write_bytes(b"picture")
    (notes / "tea.md").write_text("A kettle ![](kettle.png) of 2 litres boils in 4 minutes [00:01:05].\n")
    place = tmp_path / f"it{exporter.suffixes[0]}"
    before = b""
    for _ in range(2):  # the second time, over its own file
        target = Target(place, exporter=exporter)
        report = exporter().export(Vault([notes]), target)
        target.commit()
        assert before in {b"", place.read_bytes()}
        before = place.read_bytes()
    assert all(isinstance(count, int) for count in report.counts.values())


@pytest.mark.parametrize(("page", "name"), [("write_a_provider", "Lectures"), ("write_a_transform", "Intro")])
def test_the_second_class_of_a_tutorial_keeps_its_promises(page: str, name: str, install: Callable[..., Path]) -> None:
    kind = page.removeprefix("write_a_")
    [source] = [block for block in fences(DOCS / f"{page}.md", "python") if f"class {name}" in block]
    attribute = f"{name}{kind.capitalize()}"
    install(name.lower(), source, attribute=attribute, group=f"noteport.{kind}s")
    contract = {"provider": noteport.testing.ProviderContract, "transform": noteport.testing.TransformContract}[kind]
    plugin = getattr(importlib.import_module(f"noteport_{name.lower()}"), attribute)
    promises = type("Promises", (contract,), {"plugin": plugin})()
    for promise in [one for one in dir(contract) if one.startswith("test_")]:
        getattr(promises, promise)()


def test_the_second_question_maker_of_the_tutorial_keeps_its_contract(passes: Callable[..., bool]) -> None:
    [source] = [block for block in fences(DOCS / "write_a_question_maker.md", "python") if "class Listed" in block]
    tests = CONTRACT.format("QuestionMaker", "listed", "ListedMaker", "maker")
    assert passes("listed", source, tests, "question-maker")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as a web site, built without a warning."""
    pytest.importorskip("sphinx", reason="pip install 'noteport[docs]'")
    folder = tmp_path_factory.mktemp("docs")
    site = folder / "site"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-d",
        str(folder / "trees"),
        str(DOCS),
        str(site),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return site


def test_it_documents_every_public_name(site: Path) -> None:
    reference = (site / "reference.html").read_text(encoding="utf-8")
    for public in (noteport.api, noteport.testing):
        for name in public.__all__:
            assert f'id="{public.__name__}.{name}"' in reference


def test_the_architecture_page_names_every_room_on_one_screen() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = {folder.name for folder in (ROOT / "src" / "noteport").iterdir() if (folder / "__init__.py").is_file()}
    assert rooms <= set(re.findall(r"`(\w+)/`", page))
    assert page.count("\n") <= 60


def examples_of_tools() -> dict[str, str]:
    """The notes in the table of tools, by tool."""
    rows = re.findall(r"^\| ([^|]+) \| (`.*?`) \| [^|]*\|$", (DOCS / "tools.md").read_text(encoding="utf-8"), re.M)
    code = re.compile(r"(`+) ?(.+?) ?\1")
    return {tool: "\n".join(code.fullmatch(part)[2] for part in cell.split("<br>")) for tool, cell in rows}  # type: ignore[index]  # or it fails


@pytest.mark.parametrize("tool", examples_of_tools())
def test_the_example_of_each_tool_is_read(tool: str) -> None:
    note = parse_note(f"---\nvideoId: dQw4w9WgXcQ\n---\n{examples_of_tools()[tool]}\n")
    first = next(note.claims())
    assert first.start is not None
    assert first.start.start == 12 * 60 + 34
    assert first.text.strip("。.") in {"Yeast makes the gas", "酵母がガスを作る"}
    assert not note.problems


def test_the_table_of_tools_names_every_dialect() -> None:
    page = (DOCS / "tools.md").read_text(encoding="utf-8").casefold()
    words = {"attribution": "quotations", "audio-fences": "audio player", "subtitles": ".srt"}
    unnamed = {one.name for one in OURS if words.get(one.name, one.name).replace("-", " ") not in page}
    assert unnamed <= {"definition-lists", "escaped-brackets"}, "these are no tools"


@pytest.mark.parametrize("word", ["suspend", "skip", "reject"])
def test_the_search_finds_how_to_be_rid_of_a_card(site: Path, word: str) -> None:
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    pages = index["titleterms"].get(word, [])  # numbers of pages; one alone is no list
    assert index["docnames"].index("faq") in (pages if isinstance(pages, list) else [pages])


def test_code_can_be_copied(site: Path) -> None:
    page = (site / "guide.html").read_text(encoding="utf-8")
    assert "copybutton.js" in page
