"""Requests for a language model in the batch form that large providers share, and its answers.

One line a note: ``{"custom_id": …, "method": "POST", "url": …, "body": {"model": …, "messages": […], …}}``. A line of
the answers has the same ``custom_id``, and somewhere in it what the model said (OpenAI, “Batch API”; Anthropic,
“Message Batches”; Mistral, “Batch Inference”).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from noteport.cards import GAP
from noteport.errors import UsageError
from noteport.identity.ledger import full_text
from noteport.model.ids import slug
from noteport.model.nodes import Claim
from noteport.model.note import Note
from noteport.model.patterns import pattern
from noteport.questions.maker import Question
from noteport.vault.safe_read import MEGABYTE, read_file

MOST_BYTES = 256 * MEGABYTE
"""The largest file of answers that is read."""
URL = "/v1/chat/completions"
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["cards"],
    "properties": {
        "cards": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["claim", "kind", "question", "answer"],
                "properties": {
                    "claim": {"type": "string", "description": "the key of the claim, without brackets"},
                    "kind": {"type": "string", "enum": ["question", "gap", "none"]},
                    "question": {"type": "string"},
                    "answer": {"type": "string"},
                },
            },
        }
    },
}
"""What an answer has to look like."""

_WHICH_FILE = "Name the file that the provider returned."
_LONGEST_NAME = 40
_DEEPEST = 16
_CLAIM = pattern(r"^\[(?P<key>(?:\d+|-)\.\d+)\] (?P<text>.*)$", re.MULTILINE)
_BLANK = pattern(r"_{2,}|\[(?:\.{3}|…|blank)\]|\{\{c\d+::[^{}]*\}\}")
"""How models write a gap."""


# --- requests -------------------------------------------------------------------------------------------------------


def request(note: Note, claims: Sequence[Claim], model: str = "") -> bytes:
    """Return the line that asks a model about some claims of a note, without a line break."""
    body = request_body(note, claims, model)
    return msgspec.json.encode({"custom_id": request_id(note), "method": "POST", "url": URL, "body": body})


def request_body(note: Note, claims: Sequence[Claim], model: str = "", *, schema: bool = True) -> dict[str, Any]:
    """Return the request itself, as a server takes it that speaks OpenAI's chat protocol.

    Args:
        note: the note.
        claims: those of its claims that are to be asked about.
        model: the name of the model; empty if the request need not name it.
        schema: whether it names the schema of the answer, which not every server understands.
    """
    body: dict[str, Any] = {"model": model} if model else {}
    body["messages"] = [{"role": "system", "content": prompt()}, {"role": "user", "content": described(note, claims)}]
    if schema:
        form = {"name": "cards", "strict": True, "schema": SCHEMA}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    return body


@cache
def prompt() -> str:
    """What a model is told about cards."""
    return files(__package__).joinpath("prompt.md").read_text(encoding="utf-8")


def request_id(note: Note) -> str:
    """Return what identifies a note with its claims of today: letters, digits, ``_`` and ``-``, at most 64.

    It changes with every edit of a claim, so that no answer gets to another claim.
    """
    said = [note.id, *(part for claim in note.claims() for part in (claim.id, claim.term or "", claim.text))]
    digest = hashlib.blake2b("\0".join(said).encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{name_of(note.id)}-{digest}"


def name_of(note: str) -> str:
    """Return what people recognise a note by in the id of a request, given its id."""
    return re.sub(r"[^a-z0-9_]", "", slug(note))[:_LONGEST_NAME] or "note"


def claim_key(claim: Claim) -> str:
    """Return what identifies a claim in its note: the second and the ordinal of its id."""
    return claim.id.rpartition("@")[2]


def described(note: Note, claims: Sequence[Claim]) -> str:
    """Return a note as a model reads it: title, headings, leads and claims; those to ask about have their keys."""
    keys = {claim.id: f"[{claim_key(claim)}] " for claim in claims}
    lines = [f"Title: {note.title}"]
    for section, of_section in groupby(note.claims(), key=lambda claim: claim.section):
        if section:
            lines += ["", f"# {' › '.join(section)}"]
        for lead, group in groupby(of_section, key=lambda claim: claim.lead):
            if lead:
                lines.append(lead)
            lines += [f"{keys.get(claim.id, '')}{full_text(claim)}" for claim in group]
    return "\n".join(lines)


def read_requests(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the claims in a file of requests: their texts by the id of the request and by key.

    Raises:
        UsageError: the file cannot be read, or a line is no request.
    """
    found = {}
    for number, line in _lines(path):
        try:
            sent = msgspec.json.decode(line, type=_Request)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise UsageError(f"{path}:{number}: this is no request.", "Name the file that was sent.") from error
        text = "\n".join(message.content for message in sent.body.messages[1:])
        found[sent.custom_id] = {claim["key"]: claim["text"] for claim in _CLAIM.finditer(text)}
    return found


class _Message(Struct):
    content: str


class _Body(Struct):
    messages: list[_Message]


class _Request(Struct):
    custom_id: str
    body: _Body


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not empty, with their numbers."""
    try:
        data = read_file(path, MOST_BYTES)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}.") from error
    lines = enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
    return ((number, line) for number, line in lines if line.strip())


# --- answers --------------------------------------------------------------------------------------------------------


class CardAnswer(Struct, frozen=True):
    """What a model answers about one claim."""

    claim: str
    kind: str = ""
    question: str = ""
    answer: str = ""

    def question_about(self, claim: Claim) -> Question | None:
        """Return the question about a claim; None if the model asks nothing about it."""
        front = _BLANK.sub(GAP, self.question).strip()
        if self.kind == "none" or not (front or self.answer.strip()):
            return None
        if self.kind == "gap" or not front:
            return Question(claim=claim, gap=(self.answer,))
        return Question(claim=claim, front=front, back=self.answer)


class Answer(Struct, frozen=True, kw_only=True):
    """What a model answers about a note."""

    line: int
    id: str
    """That of the request."""
    model: str = ""
    """Its name; empty if the answer does not tell."""
    cards: tuple[CardAnswer, ...] = ()
    failure: str = ""
    """Why there are no cards, in a few words; empty if there are some."""


def read_answers(path: Path) -> Iterator[Answer]:
    """Yield the answers in a file. Several about one note are all returned, in their order.

    Raises:
        UsageError: the file cannot be read, or a line is no answer.
    """
    for number, line in _lines(path):
        yield _read(line, number, f"{path}:{number}")


def _read(line: bytes, number: int, where: str) -> Answer:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"{where}: not an answer: it is not JSON.", "Name the file that the provider returned."
        ) from error
    id = found.get("custom_id") or found.get("key") if isinstance(found, dict) else None
    if not isinstance(id, str):
        raise UsageError(f"{where}: not an answer: it has no custom_id.", _WHICH_FILE)
    if "messages" in found.get("body", ()):
        raise UsageError(f"{where}: this is a request.", "Send it to a model first, and take the file that comes back.")
    model = next((value for key, value in _walk(found) if key == "model" and isinstance(value, str)), "")
    cards = next(_cards_in(found), None)
    if cards is None:
        return Answer(line=number, id=id, model=model, failure="it has no cards")
    return Answer(line=number, id=id, model=model, cards=cards)


def card_answers(text: str) -> tuple[CardAnswer, ...]:
    """Return what a model answers about each claim, from what it said; empty if that has no cards."""
    return next(_cards_in([text]), ())


def _cards_in(found: Any) -> Iterator[tuple[CardAnswer, ...]]:
    """The lists of cards in an answer: as JSON, or as JSON in what the model said."""
    for key, value in _walk(found):
        if key == "cards" and isinstance(value, list):
            yield tuple(card for each in value if (card := _card(each)) is not None)
        elif isinstance(value, str) and '"cards"' in value:
            start, end = value.find("{"), value.rfind("}")
            try:
                said = msgspec.json.decode(value[start : end + 1].encode("utf-8", "replace"))
            except (msgspec.DecodeError, RecursionError):
                continue
            yield from _cards_in(said)


def _card(found: Any) -> CardAnswer | None:
    if not isinstance(found, dict):
        return None
    values = {name: found.get(name) for name in CardAnswer.__struct_fields__}
    texts = {name: str(value) for name, value in values.items() if isinstance(value, str | int | float)}
    return CardAnswer(**texts | {"claim": texts["claim"].strip("[] ")}) if "claim" in texts else None


def _walk(found: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every value in a JSON object with its key, outer ones first."""
    if depth > _DEEPEST:
        return
    pairs = (
        found.items() if isinstance(found, dict) else [("", each) for each in found] if isinstance(found, list) else []
    )
    for key, value in pairs:
        yield key, value
    for _, value in pairs:
        yield from _walk(value, depth + 1)
