from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command

from noteport import __version__
from noteport.cli.app import app, run
from noteport.export import registry

Install = Callable[..., Path]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, without any configuration."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def outline(install: Install, notes: Path) -> Callable[..., int]:
    """``noteport outline notes …``"""
    install()
    return lambda *arguments: run(["outline", "notes", *arguments])


# --- help -----------------------------------------------------------------------------------------------------------


def test_the_help_lists_exporters_with_a_line_each(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install(source="raise RuntimeError('imported')")
    assert run(["--help"]) == 0
    assert run([]) == 0
    first, second = capsys.readouterr().out.split("Usage: ")[1:]
    assert first == second
    assert "  outline  The plugin's own words.\n" in first
    assert "  check      " in first


def test_the_help_of_an_exporter_shows_types_defaults_and_what_must_be_given(
    install: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    install()
    assert run(["outline", "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Usage: noteport outline PATH... -o FILE [OPTIONS]\n")
    own, common = text.split("Options of every exporter:")
    for line in (
        "--bullet TEXT Text before each claim [default: -]",
        "--order text|time How claims are sorted [default: text]",
        "--limit N How many claims at most",
        "--heading / --no-heading Write the title of each note [default: yes]",
        "--tag TEXT A tag to write above all (may be repeated)",
    ):
        assert line in " ".join(own.split())
    assert "\nExamples:\n  noteport outline notes -o notes.txt\n\n" in text
    assert "-o, --output FILE" in common
    assert "(.txt)" in common


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"noteport {__version__}\n"


def test_every_command_of_ours_keeps_its_name_from_exporters() -> None:
    assert set(getattr(get_command(app), "commands")) == registry.RESERVED  # noqa: B009  # typer exports no type for it


# --- an export ------------------------------------------------------------------------------------------------------


def test_the_summary_is_one_line_and_problems_follow_by_code(
    outline: Callable[..., int], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outline("-o", "a.txt") == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    summary, problem = captured.err.splitlines()
    assert summary.startswith("2 notes, 3 claims, 3 lines, 1 problem: a.txt (")
    assert problem == "      1  timestamp-label-differs: a timestamp's label differs from its time (notes/light.md:4)"
    assert (here / "a.txt").is_file()


def test_verbose_lists_each_problem_and_where_options_were_set(
    outline: Callable[..., int], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "noteport.toml").write_text('[outline]\nbullet = "*"\n')
    assert outline("-o", "a.txt", "--verbose", "--no-heading") == 0
    lines = capsys.readouterr().err.splitlines()
    assert f"bullet is set by {here / 'noteport.toml'}:2" in lines
    assert "heading is set by --no-heading" in lines
    assert any(line.strip().startswith("notes/light.md:4: ") for line in lines)
    assert (here / "a.txt").read_text().splitlines()[1].startswith("* ")


def test_quiet_says_nothing(outline: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert outline("-o", "a.txt", "-q") == 0
    assert capsys.readouterr() == ("", "")


def test_text_goes_to_standard_output_and_the_summary_does_not(
    outline: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert outline("-o", "-") == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("outline\n# heat\n")
    assert "3 lines, 1 problem: standard output" in captured.err


def test_a_dry_run_says_what_it_would_write(
    outline: Callable[..., int], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outline("-o", "a.txt", "--dry-run") == 0
    assert "1 problem: would write a.txt" in capsys.readouterr().err
    assert not (here / "a.txt").exists()


def test_options_come_from_flags_environment_and_file(
    outline: Callable[..., int], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "pyproject.toml").write_text('[tool.noteport.outline]\nbullet = "file"\nheading = false\n')
    outline("-q", "-o", "a.txt")
    monkeypatch.setenv("NOTEPORT_OUTLINE_BULLET", "environment")
    outline("-q", "-o", "b.txt")
    outline("-q", "-o", "c.txt", "--bullet", "flag", "--heading")
    begins = {name: (here / f"{name}.txt").read_text().splitlines()[1].split()[0] for name in "abc"}
    assert begins == {"a": "file", "b": "environment", "c": "#"}


def test_a_clash_of_names_is_told(
    install: Install, outline: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    install(distribution="other-outline")
    assert outline("-o", "a.txt") == 0
    assert "other-outline has an exporter with the same name" in capsys.readouterr().err


def test_remarks_of_the_exporter_are_passed_on(
    install: Install, notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = """
    from noteport.api import *

    class OutlineExporter(Exporter):
        name, summary, suffixes = "outline", "x", (".txt",)

        def export(self, notes, target):
            with target.open_text() as out:
                out.write("x")
            return target.report(remarks=["Open it with care."])
    """
    install(source=source)
    assert run(["outline", "notes", "-o", "a.txt"]) == 0
    assert capsys.readouterr().err.startswith("Open it with care.\n2 notes, ")


def test_notes_are_left_out_by_pattern(outline: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert outline("-o", "a.txt", "--exclude", "light*") == 0
    assert capsys.readouterr().err.startswith("1 note, 2 claims")


# --- errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("outlien notes -o a.txt", 2, "There is no exporter 'outlien'. Did you mean 'outline'?"),
        ("outline notes", 2, "No output was named. For example: noteport outline notes -o notes.txt"),
        ("outline -o a.txt", 2, "No notes were named. For example: noteport outline notes -o notes.txt"),
        ("outline nowhere -o a.txt", 2, "nowhere"),
        (
            "notes -o a.txt",
            2,
            "notes is a path; name the exporter first. For example: noteport anki notes -o notes.apkg",
        ),
        ("outline empty -o a.txt", 2, "no notes"),
        ("outline notes -o a.txt --bulet x", 2, "There is no option --bulet. Did you mean '--bullet'?"),
        ("outline notes -o a.txt --limit 0", 2, "Invalid value for '--limit'"),
        ("outline notes -o a.txt --order size", 2, "'size' is not one of 'text', 'time'"),
        ("outline notes -o a.txt --ignore timestamp-label-difers", 2, "Did you mean 'timestamp-label-differs'?"),
        ("outline notes -o empty", 5, "empty is a folder."),
        ("outline notes -o nowhere/a.txt", 5, "There is no folder"),
        ("outline notes -o letter.txt", 5, "letter.txt exists and was not written by 'outline'."),
        ("outline notes -o a.txt --strict", 4, "notes/light.md:4: timestamp-label-differs: "),
        ("broken notes -o a.txt", 3, "The exporter broken (noteport-broken 0.1) cannot be used: RuntimeError: oh"),
    ],
)
def test_an_error_is_one_clear_line_and_leaves_nothing(  # noqa: PLR0917  # fixtures
    command: str,
    code: int,
    words: str,
    install: Install,
    outline: Callable[..., int],
    here: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    install("broken", "raise RuntimeError('oh')", version="0.1")
    (here / "empty").mkdir()
    (here / "letter.txt").write_text("Dear all")
    before = sorted(here.rglob("*[!c]"))
    assert run(command.split()) == code
    captured = capsys.readouterr()
    first, *hint = captured.err.splitlines()
    assert captured.out == ""
    assert first.startswith("noteport: error: ")
    assert len(hint) <= 1
    assert words in " ".join([first, *(line.strip() for line in hint)])
    assert [path for path in sorted(here.rglob("*[!c]")) if "__pycache__" not in path.parts] == before


def test_a_plugins_bug_is_named_as_such_and_debug_shows_the_trace(
    install: Install, notes: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = """
    from noteport.api import *

    class OutlineExporter(Exporter):
        name, summary, suffixes = "outline", "x", (".txt",)

        def export(self, notes, target):
            with target.open_text() as out:
                for note in notes:
                    out.write(note.nonsense)
    """
    install(source=source)
    assert run(["outline", "notes", "-o", "a.txt"]) == 70
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("noteport: outline of noteport-outline 1.2 failed on notes/heat.md: this is a bug in that ")
    assert second == "  Add --debug to see the full traceback."
    assert run(["outline", "notes", "-o", "a.txt", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err
    assert not (here / "a.txt").exists()


def test_our_own_bug_is_ours(notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise RuntimeError("deep inside")

    monkeypatch.setattr("noteport.export.registry.references", broken)
    assert run(["exporters"]) == 70
    assert "this is a bug in noteport (RuntimeError: deep inside" in capsys.readouterr().err


def test_a_file_name_cannot_give_orders_to_the_terminal(
    install: Install, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install()
    assert run(["outline", "a\x1b[2Jb\n", "-o", "a.txt"]) == 2
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert "a\\x1b[2Jb\\x0a" in error


# --- check and exporters --------------------------------------------------------------------------------------------


def test_check_lists_problems_with_path_and_line(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "notes"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("notes/light.md:4: timestamp-label-differs: ")
    assert captured.err.splitlines() == [
        "2 notes, 3 claims, 1 problem",
        "      1  timestamp-label-differs: a timestamp's label differs from its time (notes/light.md:4)",
    ]


def test_check_speaks_json(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "notes", "--format", "json"]) == 0
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["path"], problem["line"], problem["code"]) == ("notes/light.md", 4, "timestamp-label-differs")
    assert run(["check", "notes", "--format", "json", "--ignore", "timestamp-label-differs"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_gathers_like_problems_of_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamp = '<a class="yt-timestamp" data-t="00:00:0{}">[00:00:09]</a>'
    lines = [f"Sentence {word} is here {stamp.format(place)}." for place, word in enumerate(("one", "two", "six"), 1)]
    path = tmp_path / "note.md"
    path.write_text("---\nvideoId: dQw4w9WgXcQ\n---\n" + "\n\n".join(lines), encoding="utf-8")
    assert run(["check", str(path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{path.as_posix()}:4: timestamp-label-differs: ")
    assert line.endswith(" (2 more, lines 6, 8)")
    assert run(["check", str(path), "-v"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert run(["check", str(path), "--format", "json"]) == 0
    assert [problem["line"] for problem in json.loads(capsys.readouterr().out)] == [4, 6, 8]


def test_check_exits_with_one_for_linters_that_ask(notes: Path) -> None:
    assert run(["check", "notes", "--exit-code"]) == 1
    assert run(["check", "notes", "--exit-code", "--ignore", "timestamp-label-differs"]) == 0
    assert run(["check", "notes", "--exit-code", "--strict"]) == 4


def test_check_fails_for_a_problem_only_under_strict(notes: Path) -> None:
    assert run(["check", "notes", "--strict"]) == 4
    assert run(["check", "notes", "--strict", "--ignore", "timestamp-label-differs"]) == 0
    assert run(["check"]) == 2


def test_exporters_lists_all_and_names_the_broken(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install()
    install("broken", "raise RuntimeError('oh')", version="0.1")
    install("csv", distribution="my-csv")
    assert run(["exporters"]) == 0
    out = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "outline noteport-outline 1.2 .txt" in lines
    assert any(line.startswith("broken noteport-broken 0.1 broken: ") and "RuntimeError: oh" in line for line in lines)
    assert f"csv noteport {__version__} .csv" in lines
    assert "'csv' of noteport is used; my-csv has an exporter with the same name." in lines
