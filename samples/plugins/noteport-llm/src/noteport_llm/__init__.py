"""Questions by a language model, on any server that speaks OpenAI's chat protocol.

__init__.py     the question maker: options, and which claims are still to be asked about
consent.py      how many tokens that takes, and whether the user agrees
server.py       the requests
answers.py      answers by claim, kept on disk
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from noteport.api import Claim, Note, Options, Question, QuestionMaker, ToAsk, UsageError, option
from noteport_llm.answers import Answers, default_file


@dataclass(frozen=True, kw_only=True)
class LlmOptions(Options):
    """The options of the maker."""

    url: str | None = option(None, help="Address of the server, such as http://localhost:11434/v1", metavar="URL")
    model: str | None = option(None, help="Name of the model", metavar="NAME")
    batch: int = option(20, help="Number of claims in one request", minimum=1)
    parallel: int = option(4, help="Number of requests at once", minimum=1)
    max_tokens: int | None = option(None, help="Stop before more tokens are used, and do not ask before", minimum=1)
    yes: bool = option(False, help="Send without asking")
    schema: bool = option(True, help="Send the JSON schema of the answer")
    timeout: int = option(120, help="Seconds to wait for an answer", minimum=1)
    retries: int = option(4, help="How often a failed request is repeated", minimum=0)
    key_variable: str = option("OPENAI_API_KEY", help="Environment variable with the server's key", metavar="NAME")
    answers: Path | None = option(None, help="File in which answers are kept; by default in your cache folder")


class LlmMaker(QuestionMaker[LlmOptions]):
    """Lets a language model ask about claims, several in one request."""

    name, summary = "llm", "Lets a language model write the questions."
    Options: ClassVar[type[LlmOptions]] = LlmOptions

    def ask(self, note: Note, claims: Sequence[Claim]) -> Iterable[Question]:
        """Return the questions about some claims of one note."""
        return [question for _, questions in self.ask_all([(note, claims)]) for question in questions]

    def ask_all(self, notes: Iterable[ToAsk]) -> Iterator[tuple[Note, Iterable[Question]]]:
        """Yield the questions about each note: first all requests are made, so that their cost is known before.

        Raises:
            UsageError: the server or the model is not named, or the user does not agree.
            NoteportError: the server refuses the requests.
        """
        url, model = self.options.url, self.options.model
        if not url or not model:
            example = "For example: noteport questions llm notes --url http://localhost:11434/v1 --model qwen3"
            raise UsageError("Name a server and a model.", example)
        wanted = list(notes)
        with closing(Answers(self.options.answers or default_file(), model)) as answers:
            missing = [
                (note, part)
                for note, claims in wanted
                for part in _parts(answers.missing(note, claims), self.options.batch)
            ]
            if missing:
                self._send(missing, answers)
            for note, claims in wanted:
                yield note, list(answers.questions(note, claims))

    def _send(self, missing: Sequence[ToAsk], answers: Answers) -> None:
        from noteport_llm.consent import ask_for_consent  # noqa: PLC0415  # not needed if all answers are known
        from noteport_llm.server import Server  # noqa: PLC0415  # the client takes a second to load

        server = Server(self.options)
        ask_for_consent(self.options, missing, server.estimate)
        for note, claims, cards in server.answers_to(missing):
            answers.keep(note, claims, cards)


def _parts(claims: Sequence[Claim], most: int) -> Iterator[Sequence[Claim]]:
    """Claims in groups of about the same size."""
    groups = -(-len(claims) // most)
    for number in range(groups):
        yield claims[number * len(claims) // groups : (number + 1) * len(claims) // groups]
