"""Whole folders of notes and what must be read from them: see tests/golden/README.md."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from noteport.api import Claim, Note, ReadOptions, Section, Vault, claims_of, escape, html

GOLDEN = Path(__file__).parents[1] / "golden"
FOLDERS = sorted(path for root in ("dialects", "parse") for path in (GOLDEN / root).iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_golden_folder(folder: Path) -> None:
    read = read_folder(folder)
    if os.environ.get("NOTEPORT_GOLDEN") == "write":
        write_expected(folder / "expected", read)
    expected = {path.name: path.read_text(encoding="utf-8") for path in (folder / "expected").iterdir()}
    assert sorted(read) == sorted(expected), "a file is missing or too many"
    differences = [line for name in read for line in difference(name, expected[name], read[name])]
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)


@pytest.mark.parametrize("rule", range(1, 14))
def test_every_rule_has_a_golden_folder(rule: int) -> None:
    assert any(folder.name.startswith(f"rule-{rule:02}-") for folder in FOLDERS)


def read_folder(folder: Path) -> dict[str, str]:
    """The files that ``expected/`` must hold, by name."""
    options = ReadOptions(
        untimed=folder.name.endswith("-untimed"), transcripts=folder.name.endswith("-transcripts-asked-for")
    )
    vault = Vault([folder / "input"], options=options)
    return {f"{note.path.stem}.txt": described(note) for note in vault}


def write_expected(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")


def difference(name: str, expected: str, read: str) -> Iterator[str]:
    return difflib.unified_diff(
        expected.splitlines(), read.splitlines(), f"expected/{name}", f"read/{name}", n=4, lineterm=""
    )


# --- what a note looks like there -----------------------------------------------------------------------------------


def described(note: Note) -> str:
    problems = sorted((problem.line, problem.code) for problem in note.problems)
    parts = [
        "\n".join(head(note)),
        *(part for section in note.sections for part in outline(section)),
        "\n".join(f"! {line} {code}" for line, code in problems),
    ]
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n" if text else ""


def head(note: Note) -> Iterator[str]:
    if note.title != note.path.stem.replace("_", " "):
        yield f"title: {note.title}"
    if note.channel != "input":
        yield f"channel: {note.channel}"
    if note.video is not None and note.video.id != "golden_test":
        yield f"video: {note.video.url(65)}"
        if note.video.title:
            yield f"video title: {note.video.title}"


def outline(section: Section) -> Iterator[str]:
    if section.level:
        start = f" @ {section.start.label}" if section.start else ""
        yield f"{'#' * section.level} {section.title}{start}"
    for claim in claims_of(section.blocks):
        yield "\n".join(claim_lines(claim))
    for child in section.sections:
        yield from outline(child)


def claim_lines(claim: Claim) -> Iterator[str]:
    yield f"{claim.place.line}  {claim.text}"
    start = claim.start.label if claim.start else "none"
    yield f"    start: {start}{', inferred' if claim.inferred else ''}"
    if claim.start and claim.start.video:
        yield f"    video: {claim.start.url(None)}"
    if claim.others:
        yield f"    others: {', '.join(timestamp.label for timestamp in claim.others)}"
    if claim.term:
        yield f"    term: {claim.term}"
    if claim.lead:
        yield f"    lead: {claim.lead}"
    if claim.kind != "paragraph":
        yield f"    kind: {claim.kind}"
    if html(claim.inlines) != escape(claim.text):
        yield f"    html: {html(claim.inlines)}"
