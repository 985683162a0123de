from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run

Install = Callable[..., Path]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_exporter_passes_its_tests_at_once(
    new_exporter: Callable[[str], Path], tests_of: Callable[[Path], str]
) -> None:
    assert "passed" in tests_of(new_exporter("my-format"))


def test_what_is_to_be_done_next_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new-exporter", "my-format"]) == 0
    assert "cd noteport-my-format" in capsys.readouterr().err
    assert (here / "noteport-my-format" / "pyproject.toml").is_file()


def test_nothing_of_the_template_s_name_is_left(here: Path) -> None:
    run(["new-exporter", "x2", "--into", str(here)])
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
        ("日本", "For example: noteport new-exporter outline"),
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
    assert run(["new-exporter", name]) == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert list(here.iterdir()) == []


def test_the_name_of_an_installed_plugin_is_taken(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install()
    assert run(["new-exporter", "outline"]) == 2
    assert "outline (noteport-outline 1.2)" in capsys.readouterr().err


def test_a_folder_with_files_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = here / "noteport-org"
    folder.mkdir()
    assert run(["new-exporter", "org"]) == 0
    before = (folder / "README.md").read_text()
    assert run(["new-exporter", "org"]) == 5
    assert "noteport-org already exists." in capsys.readouterr().err
    assert (folder / "README.md").read_text() == before


def test_a_folder_that_cannot_be_made_is_one_clear_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "file").write_text("")
    assert run(["new-exporter", "org", "--into", "file"]) == 5
    assert "cannot be written" in capsys.readouterr().err
