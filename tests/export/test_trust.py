"""Configuration that may have come with a stranger's notes chooses looks: it switches no guard off, opens no file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from noteport.cli.app import run
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.trust import Position, position_of
from noteport.markup.style_sheets import only_styles
from noteport.plugins.fields import fields_of

NOTE = "---\nvideoId: golden_test\n---\n=1+1 is a sum [00:10].\n\nThe sun is **5000 degrees** hot [00:20].\n"
COVER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" class="{}"/></svg>'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``home/work/vault/sub``, each with a note, and secrets in ``home``."""
    home = tmp_path / "home"
    (home / "work/vault/sub").mkdir(parents=True)
    for name in ("work/note.md", "work/vault/note.md", "work/vault/sub/deep.md"):
        (home / name).write_text(NOTE)
    (home / "secret.css").write_text(".secret {}")
    (home / "secret.svg").write_text(COVER.format("secret"))
    (home / "secret.csv").write_text("golden_test,15\n")
    monkeypatch.delenv("NOTEPORT_CSV_FORMULA_GUARD", raising=False)
    return home


def export(name: str, path: str, place: Path, *more: str) -> bytes:
    target = place / "out" / f"it{registry.load(registry.find(name)).suffixes[0]}"
    target.parent.mkdir(exist_ok=True)
    assert run([name, path, "-o", str(target), "--force", *more]) == 0
    return target.read_bytes()


UNTRUSTED = [
    ("work/vault", "work/vault", "."),
    ("work/vault", "work/vault", "note.md"),
    ("work/vault", "work/vault", "sub"),
    ("work/vault", "work/vault", "../vault/sub/.."),
    ("work/vault", "work/vault", "../.."),
    ("work/vault", "work/vault/sub", ".."),
    ("work/vault", "work/vault/sub", "../../../work"),
    ("work", "work", "vault"),
    ("work", "work", "note.md"),
]
TRUSTED = [
    (".", "work", "vault"),
    (".", "work", "."),
    ("work", "work/vault", "."),
    ("work/vault/sub", "work/vault/sub", "../note.md"),
]
"""Where the configuration is, where the user works, and what they name."""


@pytest.mark.parametrize("file", ["noteport.toml", "pyproject.toml"])
@pytest.mark.parametrize("where", [*UNTRUSTED, *TRUSTED], ids="-".join)
def test_only_the_users_own_configuration_switches_a_guard_off(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    file: str,
    where: tuple[str, str, str],
) -> None:
    folder, working, path = where
    table = "csv" if file == "noteport.toml" else "tool.noteport.csv"
    (place / folder / file).write_text(f'[{table}]\nformula-guard = "none"\n')
    monkeypatch.chdir(place / working)
    is_guarded = b"'=1+1" in export("csv", path, place)
    assert is_guarded is (where in UNTRUSTED)
    lines = [line for line in capsys.readouterr().err.splitlines() if "ignored" in line]
    assert len(lines) == is_guarded
    assert all(f"{file}:2: formula-guard is ignored: " in line and "--formula-guard" in line for line in lines)
    assert b"'=1+1" not in export("csv", path, place, "--formula-guard", "none")
    assert "ignored" not in capsys.readouterr().err


def test_a_link_to_the_folder_of_the_notes_changes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "door").symlink_to("work/vault")
    (place / "work/vault/noteport.toml").write_text('[csv]\nformula-guard = "none"\n')
    for working, path in (("door", "."), ("door", "../vault"), ("work/vault", "../../door")):
        monkeypatch.chdir(place / working)
        assert b"'=1+1" in export("csv", path, place)


OUTSIDE: list[tuple[str, str, Callable[[Path], object]]] = [
    ("epub", 'css = "../../secret.css"', lambda vault: None),
    ("epub", 'css = "/etc/passwd"', lambda vault: None),
    ("epub", 'css = "~/secret.css"', lambda vault: None),
    ("epub", 'css = "it.css"', lambda vault: (vault / "it.css").symlink_to("../../secret.css")),
    ("epub", 'css = "it.css"', lambda vault: os.mkfifo(vault / "it.css")),
    ("epub", 'css = "it.css"', lambda vault: (vault / "it.css").symlink_to("/dev/zero")),
    ("epub", 'css = "it.css"', lambda vault: (vault / "it.css").write_bytes(bytes(2 << 20))),
    ("epub", 'cover = "../../secret.svg"', lambda vault: None),
    ("epub", 'cover = "/dev/zero"', lambda vault: None),
    ("epub", 'cover = "it.svg"', lambda vault: (vault / "it.svg").symlink_to("../../secret.svg")),
    ("anki", 'css = "it.css"', lambda vault: (vault / "it.css").write_text(".secret{background:url(//evil.test/x)}")),
    ("anki", 'previous = "../../secret.apkg"', lambda vault: None),
    ("anki", "newer = true", lambda vault: None),
    ("", 'durations = "../../secret.csv"', lambda vault: None),
    ("", 'durations = "it.csv"', lambda vault: (vault / "it.csv").symlink_to("../../secret.csv")),
    ("", "max-note-size = 100000", lambda vault: None),
    ("", "jobs = 100000", lambda vault: None),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(("table", "line", "prepare"), OUTSIDE)
def test_a_vaults_configuration_opens_no_file_outside_and_loads_nothing(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    table: str,
    line: str,
    prepare: Callable[[Path], object],
) -> None:
    monkeypatch.setenv("HOME", str(place))
    vault = place / "work/vault"
    prepare(vault)
    (vault / "noteport.toml").write_text(f"[{table}]\n{line}\n" if table else f"{line}\n")
    monkeypatch.chdir(vault)
    written = export(table or "jsonld", ".", place, "--no-cache")
    assert b"secret" not in written
    key = line.partition(" ")[0]
    [told] = [line for line in capsys.readouterr().err.splitlines() if "ignored" in line]
    assert f"{key} is ignored: " in told


def test_a_vaults_configuration_chooses_looks(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import zipfile

    vault = place / "work/vault"
    (vault / "looks.css").write_text("h1 { color: rgb(1 2 3) }")
    (vault / "times.csv").write_text("golden_test,600\n")
    (vault / "noteport.toml").write_text(
        'exclude = ["sub/*"]\ndurations = "times.csv"\n[epub]\ntitle = "Sums"\ncss = "looks.css"\n'
    )
    monkeypatch.chdir(vault)
    export("epub", ".", place)
    with zipfile.ZipFile(place / "out/it.epub") as book:
        texts = [book.read(name) for name in book.namelist() if name.endswith(("css", "opf"))]
    assert any(b"rgb(1 2 3)" in text for text in texts)
    assert any(b"<dc:title" in text and b">Sums<" in text for text in texts)
    told = capsys.readouterr().err
    assert "1 note," in told
    assert "ignored" not in told


def test_a_configuration_that_leads_out_is_not_read(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "own.toml").write_text("untimed = true\n")
    (place / "work/vault/noteport.toml").symlink_to("../../own.toml")
    monkeypatch.chdir(place / "work/vault")
    assert run(["check", ".", "--format", "json"]) == 0
    assert "noteport.toml is ignored: the link leads out" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["noteport.toml", "pyproject.toml"])
def test_a_configuration_without_end_is_told_or_passed_over(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with (place / "work/vault" / name).open("wb") as file:
        file.truncate(1 << 40)
    monkeypatch.chdir(place / "work/vault")
    assert run(["check", "."]) == (2 if name == "noteport.toml" else 0)
    if name == "noteport.toml":
        assert "it is larger than 1 MB" in capsys.readouterr().err


def test_a_plugins_option_that_says_nothing_is_not_taken_from_inside_the_notes(
    install: Callable[..., Path], place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install()
    monkeypatch.chdir(place / "work")
    (place / "work/noteport.toml").write_text('[outline]\nbullet = "*"\nstyle = "../secret.css"\n')
    assert run(["outline", "vault", "-o", "it.txt"]) == 0
    assert "* " in Path("it.txt").read_text()
    assert "style is ignored: the file is outside" in capsys.readouterr().err
    (place / "work/noteport.toml").rename(place / "work/vault/noteport.toml")
    monkeypatch.chdir(place / "work/vault")
    assert run(["outline", ".", "-o", "../it.txt"]) == 0
    assert "bullet is ignored: " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", *sorted(registry.references())])
def test_every_built_in_option_says_who_may_set_it(name: str) -> None:
    options = registry.load(registry.find(name)).Options if name else CommonOptions
    assert [field.name for field in fields_of(options) if field.trust is None] == []


@pytest.mark.parametrize("position", list(Position))
def test_the_position_of_a_configuration_is_known_by_where_it_is_found(tmp_path: Path, position: Position) -> None:
    file = tmp_path / "a/noteport.toml"
    paths = {Position.INSIDE: [tmp_path], Position.AROUND: [tmp_path / "a/notes"], Position.OWN: [tmp_path / "b"]}
    assert position_of(file, paths[position], tmp_path / "a") is position


@pytest.mark.parametrize(
    ("sheet", "is_harmless"),
    [
        (".card { color: RGB(1, 2, 3); width: calc(1px + (2px * 3)) }", True),
        ("@media (max-width: 40em) { p:not(.a)::before { content: 'url' } }", True),
        ("a { background: url(x.png) }", False),
        ("a { background: URL('data:,x') }", False),
        ("a { background: u\\72l(x.png) }", False),
        ("a { background: image-set('x.png' 1x) }", False),
        ("a { background: -webkit-image-set('x.png' 1x) }", False),
        ("@import 'x.css';", False),
        ("@IMPORT 'x.css';", False),
        ("@\\69mport 'x.css';", False),
        ("@font-face { font-family: x; src: src('x') }", False),
        ("a { width: expression(alert(1)) }", False),
        ("a { content: '</style><script>' }", False),
        ("a { content: '/*' } b { background: url(x) } c { content: '*/' }", False),
    ],
)
def test_a_style_sheet_that_loads_something_is_known(sheet: str, is_harmless: bool) -> None:
    assert only_styles(sheet) is is_harmless
