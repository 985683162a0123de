from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from noteport.config import Settings, Sources, common_settings, exporter_settings, find_config
from noteport.config.file import line_of
from noteport.errors import UsageError
from noteport.export.common_options import CommonOptions
from noteport.plugins.options import Options, option


@dataclass(frozen=True, kw_only=True)
class DeckOptions(Options):
    deck: str = option("{channel}", help="Name of the deck")
    size: int = option(3, help="A size", minimum=1)
    style: Path | None = option(None, help="A style sheet")

    def __post_init__(self) -> None:
        if self.deck == "Default":
            raise ValueError("--deck: Anki keeps this name for itself.")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


def deck(folder: Path, environment: dict[str, str] | None = None, **given: object) -> Settings[DeckOptions]:
    sources = Sources(config=find_config(folder), environment=environment or {}, given=given)
    return exporter_settings("anki", DeckOptions, sources)


def common(folder: Path, environment: dict[str, str] | None = None, **given: object) -> Settings[CommonOptions]:
    sources = Sources(config=find_config(folder), environment=environment or {}, given=given)
    return common_settings(sources, lambda: ["anki", "csv"])


def complaint(folder: Path) -> str:
    with pytest.raises(UsageError) as caught:
        common(folder)
        deck(folder)
    return str(caught.value).replace(f"{folder}/", "")


def test_nothing_set_gives_the_defaults(vault: Path) -> None:
    assert deck(vault) == Settings(options=DeckOptions(), origins={})
    assert common(vault).options == CommonOptions()


def test_a_flag_wins_over_the_environment_and_that_over_the_file(vault: Path) -> None:
    (vault / "noteport.toml").write_text('[anki]\ndeck = "file"\nsize = 4\n')
    environment = {"NOTEPORT_ANKI_DECK": "environment", "NOTEPORT_ANKI_SIZE": ""}
    assert deck(vault).options.deck == "file"
    assert deck(vault, environment).options.deck == "environment"
    settings = deck(vault, environment, deck="flag")
    assert settings.options == DeckOptions(deck="flag", size=4)
    assert settings.origins == {"deck": "--deck", "size": f"{vault / 'noteport.toml'}:3"}


def test_the_shared_options_stand_above_the_tables(vault: Path) -> None:
    (vault / "noteport.toml").write_text('exclude = ["drafts/**"]\nuntimed = true\n[csv]\nunchecked = 1\n')
    settings = common(vault, {"NOTEPORT_LANGUAGE": "de"}, exclude=["a", "b"])
    assert settings.options == CommonOptions(exclude=("a", "b"), untimed=True, language="de")
    assert settings.origins["language"] == "NOTEPORT_LANGUAGE"


def test_the_nearest_file_upwards_is_the_only_one_read(vault: Path) -> None:
    (vault / "noteport.toml").write_text('language = "de"\nuntimed = true\n')
    inner = vault / "a" / "b"
    inner.mkdir(parents=True)
    assert common(inner).options.language == "de"
    (vault / "a" / "noteport.toml").write_text('language = "fr"\n')
    assert common(inner).options == CommonOptions(language="fr")


def test_pyproject_has_its_table_under_tool(vault: Path) -> None:
    (vault / "noteport.toml").write_text('language = "de"\n')
    inner = vault / "project"
    inner.mkdir()
    project = inner / "pyproject.toml"
    project.write_text('[project]\nname = "x"\n')
    assert common(inner).options.language == "de"
    project.write_text('[project]\nname = "x"\n[tool.noteport]\nlanguage = "fr"\n[tool.noteport.anki]\ndeck = "d"\n')
    assert common(inner).options.language == "fr"
    assert deck(inner).origins == {"deck": f"{project}:6"}


def test_somebody_elses_broken_pyproject_is_passed_over(vault: Path) -> None:
    (vault / "pyproject.toml").write_bytes(b"\xff[project")
    (vault.parent / "noteport.toml").write_text('language = "de"\n')
    assert common(vault).options.language == "de"


def test_a_path_is_relative_to_the_file_that_names_it(vault: Path) -> None:
    (vault / "noteport.toml").write_text('anki.style = "a.css"\n')
    inner = vault / "a"
    inner.mkdir()
    assert deck(inner).options.style == vault / "a.css"
    assert deck(inner, style=Path("b.css")).options.style == Path("b.css")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\nlangauge = 'de'", "noteport.toml:2: langauge: unknown option. Did you mean 'language'?"),
        ("[anki]\n\ndekc = 'd'", "noteport.toml:3: dekc: unknown option. Did you mean 'deck'?"),
        ("[anki]\nx = 1", "noteport.toml:2: x: unknown option. There are: deck, size, style."),
        ("[anki]\nsize = 'big'", "noteport.toml:2: size: must be a whole number, 1 or more, not 'big'."),
        ("anki = {size = 0}", "noteport.toml:1: size: must be a whole number, 1 or more, not 0."),
        ("untimed = 'yes'", "noteport.toml:1: untimed: must be true or false, not 'yes'."),
        ("exclude = 'drafts'", "noteport.toml:1: exclude: must be a list of strings, not 'drafts'."),
        ("\n[akni]", "noteport.toml:2: [akni]: there is no exporter with this name. Did you mean 'anki'?"),
        (
            "[notion]",
            "noteport.toml:1: [notion]: there is no exporter with this name. Install it, or remove the table.",
        ),
        ("a = 1\nb =", "noteport.toml:2: not valid TOML: Invalid value."),
        ("[anki]\ndeck = 'Default'", "--deck: Anki keeps this name for itself."),
    ],
)
def test_an_error_names_file_line_and_key(vault: Path, text: str, expected: str) -> None:
    (vault / "noteport.toml").write_text(text)
    assert complaint(vault) == expected


def test_a_table_must_be_a_table(vault: Path) -> None:
    (vault / "noteport.toml").write_text("\nanki = 3")
    with pytest.raises(UsageError, match=r"noteport\.toml:2: anki: must be a table, \[anki\]\."):
        deck(vault)


def test_an_error_names_the_variable(vault: Path) -> None:
    with pytest.raises(UsageError, match=r"^NOTEPORT_ANKI_SIZE: must be a whole number, 1 or more, not 'big'\."):
        deck(vault, {"NOTEPORT_ANKI_SIZE": "big"})


def test_an_unreadable_file_is_named(vault: Path) -> None:
    (vault / "noteport.toml").write_bytes(b"\xff\xfe")
    assert complaint(vault).startswith("noteport.toml: cannot be read: ")


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ('[x]\n[x.y]\n"k" = 1', ("x", "y", "k"), 3),
        ("x.y = 1", ("x", "y"), 1),
        ("\nx = {y = 1}", ("x", "y"), 2),
        ("[ x ]\n y=1 # comment", ("x", "y"), 2),
        ("a = 1", ("nowhere",), 1),
    ],
)
def test_the_line_of_a_key_is_found(text: str, keys: tuple[str, ...], line: int) -> None:
    assert line_of(text, keys) == line
