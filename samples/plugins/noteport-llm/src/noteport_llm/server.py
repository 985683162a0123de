"""The requests to the server. The client library repeats those that fail, as often and as late as the server wishes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from threading import Lock
from typing import TYPE_CHECKING, Any

import openai

from noteport.api import CardAnswer, Claim, Note, NoteportError, ToAsk, card_answers, request_body

if TYPE_CHECKING:
    from noteport_llm import LlmOptions

CHARACTERS_A_TOKEN = 4
TOKENS_A_CARD = 60
"""What the answer about a claim takes."""


class Server:
    """A server and a model.

    Args:
        options: say which, and how many tokens may be used.
    """

    def __init__(self, options: LlmOptions) -> None:
        self._options = options
        self._client = openai.OpenAI(
            base_url=options.url,
            api_key=os.environ.get(options.key_variable) or "none",
            timeout=options.timeout,
            max_retries=options.retries,
        )
        self._used = 0
        self._lock = Lock()
        self._stopped = ""
        """Why no more requests are sent; empty while they are."""

    def estimate(self, asked: ToAsk) -> int:
        """Return how many tokens a request and its answer take, approximately."""
        note, claims = asked
        said = sum(len(message["content"]) for message in self._body(note, claims)["messages"])
        return said // CHARACTERS_A_TOKEN + TOKENS_A_CARD * len(claims)

    def answers_to(self, requests: Sequence[ToAsk]) -> Iterator[tuple[Note, Sequence[Claim], Sequence[CardAnswer]]]:
        """Yield the answers as they come, each with its note and claims. Stops where the server or a limit stops it.

        Raises:
            NoteportError: the server refuses the requests.
        """
        with ThreadPoolExecutor(self._options.parallel) as threads:
            doing: dict[Future[tuple[CardAnswer, ...] | None], ToAsk] = {
                threads.submit(self._answer, *asked): asked for asked in requests
            }
            try:
                for done in as_completed(doing):
                    cards = done.result()
                    if cards is not None:
                        yield *doing[done], cards
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
        if self._stopped:
            sys.stderr.write(f"{self._stopped} Run the command again to go on; answers are kept.\n")

    def _body(self, note: Note, claims: Sequence[Claim]) -> dict[str, Any]:
        return request_body(note, claims, self._options.model or "", schema=self._options.schema)

    def _answer(self, note: Note, claims: Sequence[Claim]) -> tuple[CardAnswer, ...] | None:
        """The answer to one request; None if it was not sent, or failed."""
        expected = self.estimate((note, claims))
        with self._lock:
            most = self._options.max_tokens
            if most is not None and self._used + expected > most and not self._stopped:
                self._stopped = f"Stopped before more than {most:,} tokens were used."
            if self._stopped:
                return None
            self._used += expected
        try:
            answer = self._client.chat.completions.create(**self._body(note, claims))
        except (openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError) as error:
            with self._lock:
                self._stopped = f"The server stopped answering: {_one_line(error)}."
            return None
        except openai.OpenAIError as error:
            with self._lock:
                self._stopped = "The server refused a request."
            raise NoteportError(f"{self._options.url} refuses the request: {_one_line(error)}.") from error
        with self._lock:
            self._used += (answer.usage.total_tokens if answer.usage is not None else expected) - expected
        text = answer.choices[0].message.content if answer.choices else None
        return card_answers(text or "") or None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".")
