"""Answers by claim, kept on disk, so that a claim is asked about once for each model."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from noteport.api import CardAnswer, Claim, Note, Question, claim_key, full_text, request_body

_SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"


def default_file() -> Path:
    """Return where answers are kept, if the user names no file."""
    folder = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(folder).expanduser() / "noteport-llm" / "answers.sqlite"


class Answers:
    """The answers of one model. Must be closed after use.

    Args:
        file: created with its folder if there is none.
        model: the name of the model.
    """

    def __init__(self, file: Path, model: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute(_SCHEMA)
        self._model = model

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def missing(self, note: Note, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims without an answer."""
        return [claim for claim in claims if self._answer(note, claim) is None]

    def keep(self, note: Note, claims: Sequence[Claim], cards: Sequence[CardAnswer]) -> None:
        """Keep the answers about some claims. Where there is none, the model has nothing to ask."""
        by_key = {card.claim: card for card in cards}
        for claim in claims:
            card = by_key.get(claim_key(claim), CardAnswer(claim="", kind="none"))
            row = (self._key(note, claim), msgspec.json.encode(card).decode())
            self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", row)

    def questions(self, note: Note, claims: Sequence[Claim]) -> Iterator[Question]:
        """Yield the questions about some claims."""
        for claim in claims:
            card = self._answer(note, claim)
            question = None if card is None else card.question_about(claim)
            if question is not None:
                yield question

    def _answer(self, note: Note, claim: Claim) -> CardAnswer | None:
        row = self._database.execute("SELECT answer FROM answers WHERE key = ?", (self._key(note, claim),)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=CardAnswer)

    def _key(self, note: Note, claim: Claim) -> bytes:
        """Everything on which an answer depends: the prompt, the model, the claim and what stands above it."""
        body: Mapping[str, list[Mapping[str, str]]] = request_body(note, ())
        said = (
            self._model,
            body["messages"][0]["content"],
            note.title,
            *claim.section,
            claim.lead or "",
            full_text(claim),
        )
        return hashlib.blake2b("\0".join(said).encode("utf-8", "replace"), digest_size=16).digest()
