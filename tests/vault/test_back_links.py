"""Claims link back to their place in the notes, if the user asks for it, and to nothing else of the machine."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from noteport.api import Claim, ReadOptions, Vault
from noteport.cli.app import run
from noteport.model.back_links import Kind
from noteport.vault.back_links import back_links

NOTE = """---
videoId: dQw4w9WgXcQ
---
Yeast turns sugar into gas [00:01:05]. It takes an hour [00:02:05]. ^yeast-gas

* Salt slows yeast by 20 % [00:03:05]. ^salt
* Warmth doubles its speed [00:03:10].
* 2 ^ 3 is eight [00:03:20].

| Flour holds the water ^cell [00:04:00] | none |
|---|---|
| Water wakes it ^w [00:04:10] | none |
"""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of Obsidian, with a note two folders below, in the working directory."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "My Vault"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / "videos" / "süß & rye").mkdir(parents=True)
    (folder / "videos" / "süß & rye" / "why #1.md").write_text(NOTE, encoding="utf-8")
    return folder


def claims(kind: Kind, *paths: Path) -> Iterator[Claim]:
    options = ReadOptions(back_links=back_links(kind, paths))
    for note in Vault(paths, options=options):
        yield from note.claims()


def opened(claim: Claim) -> tuple[str, str]:
    """The vault and the file that Obsidian takes from the link of a claim."""
    assert claim.back_link is not None
    assert claim.back_link.isascii()
    address = urlsplit(claim.back_link)
    assert (address.scheme, address.netloc, address.fragment) == ("obsidian", "open", "")
    query = parse_qs(address.query, strict_parsing=True)
    return query["vault"][0], query["file"][0]


@pytest.mark.parametrize("given", ["My Vault", "My Vault/videos", "My Vault/videos/süß & rye/why #1.md", "."])
def test_obsidian_gets_the_vault_the_file_and_the_block(vault: Path, given: str) -> None:
    found = {claim.text: opened(claim) for claim in claims("obsidian", Path(given))}
    named = {text.partition(" ")[0]: file for text, (_, file) in found.items()}
    inside = "videos/süß & rye/why #1"
    if given == ".":  # the named folder is no vault, so it stands for one
        assert {name for name, _ in found.values()} == {vault.parent.name}
        inside = f"My Vault/{inside}"
    else:
        assert {name for name, _ in found.values()} == {"My Vault"}
    assert named == {
        "Yeast": f"{inside}#^yeast-gas",
        "It": f"{inside}#^yeast-gas",
        "Salt": f"{inside}#^salt",
        "Warmth": inside,
        "2": inside,
        "Water": f"{inside}#^w",
    }


def test_the_block_id_is_no_part_of_the_claim(vault: Path) -> None:
    assert not any("^s" in claim.text or "^y" in claim.text for claim in claims("obsidian", vault))


def test_an_editor_gets_the_line(vault: Path) -> None:
    links = [claim.back_link for claim in claims("vscode", Path("My Vault"))]
    path = (vault / "videos" / "süß & rye" / "why #1.md").as_uri().removeprefix("file://")
    assert [link and link.rpartition(":") for link in links][::2] == [
        (f"vscode://file{path}", ":", "4"),
        (f"vscode://file{path}", ":", "6"),
        (f"vscode://file{path}", ":", "8"),
    ]


def test_a_file_is_what_the_system_calls_it(vault: Path) -> None:
    links = {claim.back_link for claim in claims("file", Path("My Vault"))}
    assert links == {(vault / "videos" / "süß & rye" / "why #1.md").as_uri()}


OTHERS = [("jsonld", "notes.jsonld"), ("cards", "cards.html"), ("cards", "cards.txt"), ("cards", "cards.json")]


def exported(vault: Path, *options: str) -> bytes:
    """Everything that decks, a book, a table, graphs and previews say, unpacked."""
    parts = []
    outputs = [("anki", "deck.apkg"), ("anki", "cards.csv"), ("epub", "guide.epub"), ("csv", "claims.csv"), *OTHERS]
    for exporter, name in outputs:
        output = vault.parent / name
        more = ["--all"] if exporter == "anki" else []
        assert run([exporter, "My Vault/videos", "-o", str(output), "-q", "--no-cache", *more, *options]) == 0
        if zipfile.is_zipfile(output):
            with zipfile.ZipFile(output) as package:
                parts += [package.read(entry) for entry in package.namelist()]
        else:
            parts.append(output.read_bytes())
    return b"\n".join(parts)


def test_by_default_there_is_no_link(vault: Path) -> None:
    assert b"obsidian:" not in exported(vault)


def test_cards_books_and_rows_have_the_link_and_nothing_else_of_the_machine(vault: Path) -> None:
    everything = exported(vault, "--back-links", "obsidian")
    link = next(claims("obsidian", Path("My Vault"))).back_link
    assert link is not None
    escaped = link.replace("&", "&amp;").encode()
    assert everything.count(escaped) >= 2 + 2 + 1  # two cards in each form, one paragraph
    assert link.encode() in everything
    assert all(link in (vault.parent / name).read_text(encoding="utf-8").replace("&amp;", "&") for _, name in OTHERS)
    assert str(vault.parent).encode() not in everything
    row = next(csv.DictReader(io.StringIO((vault.parent / "claims.csv").read_text(encoding="utf-8"))))
    assert row["back_link"] == link


def test_a_card_gets_and_loses_its_link_by_an_update(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["anki", "My Vault/videos", "-o", "deck.apkg", "--all", "--no-cache"]
    for options, changed in (([], None), (["--back-links", "obsidian"], 6), (["--back-links", "obsidian"], 0), ([], 6)):
        assert run([*command, *options]) == 0
        said = capsys.readouterr().err
        assert changed is None or f"0 added, {changed} changed, {6 - changed} unchanged, 0 removed" in said


def test_links_appear_at_once_where_notes_and_rows_are_kept(vault: Path) -> None:
    command = ["csv", "My Vault/videos", "-o", "a.csv", "-q"]
    tables = []
    for options in ([], ["--back-links", "obsidian"], ["--back-links", "vscode"], []):
        assert run([*command, *options]) == 0
        tables.append((vault.parent / "a.csv").read_text(encoding="utf-8"))
    assert tables[0] == tables[3]
    assert "obsidian:" in tables[1]
    assert "vscode:" in tables[2]
    assert "obsidian:" not in tables[2]


def test_a_configuration_that_came_with_the_notes_cannot_ask_for_the_path_of_the_machine(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "noteport.toml").write_text('back-links = "file"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(vault)
        assert run(["csv", "videos", "-o", "a.csv"]) == 0
    assert "back-links is ignored" in capsys.readouterr().err
    assert b"file:" not in (vault / "a.csv").read_bytes()
