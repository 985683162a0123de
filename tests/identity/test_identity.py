"""Ids are frozen: cards that people study hang on them. A change here costs every user their reviews."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from noteport.api import Note, ReadOptions, Vault, WikiLink, term_id
from noteport.model.rewrite import Rewrite, rewrite_note

VAULT = Path(__file__).parents[2] / "samples" / "vault"
FROZEN = Path(__file__).with_name("identity.txt")


def ids(note: Note) -> Iterator[str]:
    yield f"note   {note.id}"
    for claim in note.claims():
        yield f"claim  {claim.id}  {claim.text}"
    for term in terms(note):
        yield f"term   {term}"


def terms(note: Note) -> list[str]:
    found: dict[str, None] = {}

    def look(link: WikiLink) -> WikiLink:
        if term_id(note, link):
            found[term_id(note, link)] = None
        return link

    rewrite_note(note, Rewrite(look, lambda timestamp: timestamp))
    return list(found)


def test_ids_of_the_sample_vault_are_what_they_always_were() -> None:
    assert [line for note in Vault([VAULT]) for line in ids(note)] == FROZEN.read_text(encoding="utf-8").splitlines()


def test_a_note_read_alone_has_the_ids_that_it_has_in_its_vault() -> None:
    for note in Vault([VAULT]):
        [alone] = Vault([Path(note.path)])
        assert [alone.id, *(claim.id for claim in alone.claims())] == [note.id, *(claim.id for claim in note.claims())]


def test_ids_do_not_change_when_timestamps_are_repaired() -> None:
    repaired, as_written = Vault([VAULT]), Vault([VAULT], options=ReadOptions(repair=False))
    changed = 0
    for after, before in zip(repaired, as_written, strict=True):
        assert [claim.id for claim in after.claims()] == [claim.id for claim in before.claims()]
        changed += [claim.timestamps for claim in after.claims()] != [claim.timestamps for claim in before.claims()]
    assert changed, "no note of the sample vault needs a repair"
