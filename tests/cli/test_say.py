"""What a terminal is shown of names and texts that somebody else chose."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest

import noteport
from noteport.cli.app import run
from noteport.cli.say import safe

NOTE = '---\ntitle: "\\e[2J\\u202e\\u200b"\n---\nThe sun is hot [00:10]. \x1b[31m Not so \u2066\u202e.\n'
NAMES = [
    "\x1b]0;owned\x07",
    "a\x9b31mb",
    "\u202egnp",
    "zero\u200bwidth",
    "\u2066x\u2069",
    "tag\U000e0041",
    "line\nbreak\r",
    "\xad",
]


def is_seen(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or char in "\u0600\u06dd\u070f"


def test_every_character_that_is_not_seen_is_written_out() -> None:
    signs = range(0x600, 0x606), (0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
    before_numbers = {code for some in signs for code in some}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and code not in before_numbers:
            assert safe(char).startswith("\\"), hex(code)
            assert safe(char).isascii()


def test_what_people_write_stays() -> None:
    for text in (
        "Straße, naïve café",
        "日本語\u3000の名前",
        "العربية",
        "हिन्दी",
        "❤️ 👩",
        "x\u00a0y",
        "C:\\x1b",
        "\ue0b0",
    ):
        assert safe(text) == text


def test_the_notation_can_be_told_apart() -> None:
    assert safe("\x00\x1b\x7f\x9b\u202e\U000e0001\udc80") == "\\x00\\x1b\\u007f\\u009b\\u202e\\U000e0001\\udc80"


def test_a_line_without_end_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "noteport.toml").write_text(f"{'x' * 100_000} = 1\n")
    assert run(["check", "."]) == 2
    assert len(capsys.readouterr().err) < 5_000


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "v\u202e\x1b[1m"
    folder.mkdir()
    for name in (*NAMES, os.fsdecode(b"not-utf-8-\xff\x9b")):
        (folder / f"{name}.md").write_text(NOTE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


COMMANDS = [
    ["check", "{vault}"],
    ["check", "{vault}", "--format", "json"],
    ["csv", "{vault}", "-o", "it\u202e.csv", "-v"],
    ["anki", "{vault}", "-o", "it.apkg", "-v", "--dry-run"],
    ["csv", "{vault}", "-o", "{vault}"],
    ["csv", "none\x9b\u202e", "-o", "it.csv"],
    ["csv", "{vault}", "-o", "none\x9b\u202e/it.csv"],
    ["csv", "{vault}", "-o", "it.csv", "--durations", "none\x9b\u202e"],
    ["csv", "{vault}", "-o", "it.csv", "--dialect", "\x9b\u202e"],
    ["csv", "{vault}", "-o", "it.csv", "--x\x9b\u202e"],
    ["csv", "{vault}", "-o", "it.csv", "--ignore", "file-outsid\x9b\u202e"],
    ["csv", "{vault}", "-o", "it.csv", "--tables", "\x9b\u202e", "--debug"],
    ["x\x9b\u202e"],
    ["{vault}"],
    ["config"],
    ["cache", "info"],
    ["push", "none\x9b\u202e"],
    ["push", "{vault}", "--url", "http://\x9b\u202e"],
    ["new-plugin", "exporter", "x\x9b\u202e"],
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command).encode("ascii", "replace").decode())
def test_no_command_shows_a_terminal_what_it_would_act_on(
    vault: Path, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", f"{vault}/.cache\u202e")
    (vault.parent / "noteport.toml").write_text('[csv]\nformula-guard = "none"\n[anki]\ndeck = "\\u202e\\u001b"\n')
    run([word.replace("{vault}", str(vault)) for word in command])
    shown = capsys.readouterr()
    assert [char for char in shown.out + shown.err if char != "\n" and not is_seen(char)] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_json_says_the_same(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(vault), "--format", "json"]) == 0
    paths = {Path(problem["path"]).stem for problem in json.loads(capsys.readouterr().out)}
    assert paths >= set(NAMES)


def test_a_configuration_that_is_shown_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = "\x1b\x7f\x9b\u202e\U000e0001é"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTEPORT_ANKI_DECK", deck)
    assert run(["config", "anki"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["anki"]["deck"] == deck


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_stream_that_cannot_take_a_character_gets_it_written_out(tmp_path: Path, encoding: str, form: str) -> None:
    name = "né 日本.md"
    (tmp_path / name).write_text("---\ntitle: x\n---\nThe sun is hot [00:10].\n", encoding="utf-8")
    check = [sys.executable, "-m", "noteport", "check", ".", "--format", form]
    run = subprocess.run(
        check,
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": f"{encoding}:strict"},
    )
    if form == "json":
        assert json.loads(run.stdout.decode(encoding))[0]["path"] == name
    else:
        assert b"\\u65e5\\u672c.md" in run.stdout


def test_nothing_else_prints() -> None:
    source = Path(noteport.__file__).parent
    prints = set()
    for file in source.rglob("*.py"):
        below = file.relative_to(source)
        if below.parts[0] == "testing" or "template" in below.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTING:
                prints.add(below.as_posix())
    assert prints == {"cli/say.py"}


PRINTING = {
    "print",
    "typer.echo",
    "typer.secho",
    "sys.stdout.write",
    "sys.stderr.write",
    "sys.stdout.writelines",
    "sys.stderr.writelines",
    "traceback.print_exc",
    "logging.StreamHandler",
    "pprint.pprint",
}
