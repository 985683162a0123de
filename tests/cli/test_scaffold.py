from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run
from noteport.cli.scaffold import SAMPLES

Install = Callable[..., Path]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_new_plugin_passes_its_tests_at_once(
    kind: str, new_plugin: Callable[..., Path], tests_of: Callable[[Path], str]
) -> None:
    assert "passed" in tests_of(new_plugin("my-format", kind))


def test_what_is_to_be_done_next_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new-plugin", "exporter", "my-format"]) == 0
    assert "cd noteport-my-format" in capsys.readouterr().err
    assert (here / "noteport-my-format" / "pyproject.toml").is_file()


def test_nothing_of_the_template_s_name_is_left(here: Path) -> None:
    run(["new-plugin", "exporter", "x2", "--into", str(here)])
    files = [path for path in here.rglob("*") if path.is_file()]
    assert len(files) == 4
    for file in files:
        assert "outline" not in str(file).lower()
        assert "outline" not in file.read_text(encoding="utf-8").lower()
    assert "class X2Exporter(Exporter[X2Options])" in (here / "noteport-x2/src/noteport_x2/__init__.py").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "My Format",
            "'My Format' is not a valid name: use a-z, 0-9 and single dashes. Did you mean 'my-format'?",
        ),
        ("my_format", "Did you mean 'my-format'?"),
        ("a--b", "Did you mean 'a-b'?"),
        ("../../etc", "Did you mean 'etc'?"),
        ("2nd", "Did you mean 'nd'?"),
        ("日本", "For example: noteport new-plugin exporter outline"),
        ("x" * 41, "is not a valid name"),
        ("noteport-org", "noteport- is added automatically. Use 'org'."),
        ("csv", "An exporter with this name is installed: csv (noteport "),
        ("check", "'check' is a command of noteport."),
        ("exclude", "'exclude' is the name of an option."),
    ],
)
def test_a_bad_name_is_refused_with_a_better_one(
    name: str, words: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new-plugin", "exporter", name]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert list(here.iterdir()) == []


def test_the_name_of_an_installed_plugin_is_taken(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install()
    assert run(["new-plugin", "exporter", "outline"]) == 2
    assert "outline (noteport-outline 1.2)" in capsys.readouterr().err


def test_a_folder_with_files_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = here / "noteport-org"
    folder.mkdir()
    assert run(["new-plugin", "exporter", "org"]) == 0
    before = (folder / "README.md").read_text()
    assert run(["new-plugin", "exporter", "org"]) == 5
    assert "noteport-org already exists." in capsys.readouterr().err
    assert (folder / "README.md").read_text() == before


def test_a_folder_that_cannot_be_made_is_one_clear_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "file").write_text("")
    assert run(["new-plugin", "exporter", "org", "--into", "file"]) == 5
    assert "cannot be written" in capsys.readouterr().err


def test_the_former_name_of_the_command_works_with_a_hint(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new-exporter", "org"]) == 0
    assert "This command is now called: noteport new-plugin exporter org" in capsys.readouterr().err
    assert (here / "noteport-org" / "pyproject.toml").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["exportre", "x"], "There is no kind of plugin 'exportre'. Did you mean 'exporter'?"),
        (["provider", "youtube"], "A provider with this name is installed: youtube (noteport "),
        (["dialect", "glasp"], "A dialect with this name is installed: glasp"),
        (["question-maker", "noteport"], "A question maker with this name is installed: noteport"),
        (["question-maker", "take"], "'take' is a command of noteport."),
    ],
)
def test_a_wrong_kind_or_a_taken_name_is_refused(
    arguments: list[str], words: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new-plugin", *arguments]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert list(here.iterdir()) == []


def test_plugins_of_all_kinds_are_listed(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install()
    install("odd", "1 / 0", attribute="Odd", group="noteport.transforms")
    assert run(["plugins"]) == 0
    lines = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()]
    assert ["exporter", "outline"] in [line[:2] for line in lines]
    assert ["provider", "youtube"] in [line[:2] for line in lines]
    [odd] = [line for line in lines if line[1] == "odd"]
    assert "broken: The transform odd" in odd[2]
