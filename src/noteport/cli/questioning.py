"""``noteport questions``: the questions of plugins, requests for language models, and their answers."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from noteport.cards import WordStatistics, count_words, plain_front, words_of
from noteport.cli.common import decisions_to_change, read_common, say_ignored
from noteport.cli.flags import given
from noteport.cli.progress import Progress
from noteport.cli.reporting import counted, grouped
from noteport.cli.say import say
from noteport.decisions import change_decisions
from noteport.errors import Crash, Interrupted, NoteportError, Terminated, UsageError
from noteport.export.disk import disk_errors
from noteport.export.run import open_vault, worth_telling
from noteport.model.decision import Decision
from noteport.model.note import Note
from noteport.plugins.containment import printing_to_stderr
from noteport.plugins.fields import fields_of
from noteport.plugins.kinds import Reference
from noteport.questions.batch import read_answers, read_requests, request
from noteport.questions.checks import Fault
from noteport.questions.collect import Checked, check_questions, claims_to_ask
from noteport.questions.maker import Question, QuestionMaker, ToAsk
from noteport.questions.take import match_answers
from noteport.vault.loading.memory import settle
from noteport.vault.vault import Vault

MAKER_PREFIX = "maker_"
CHARACTERS_A_TOKEN = 4
"""What providers count is about this many characters of English."""


class Collected(Struct):
    """What came of some questions."""

    decisions: list[Decision] = field(default_factory=list)
    known: dict[str, Decision] = field(default_factory=dict)
    """The earlier decisions about the claims of today, by the id of the claim."""
    asked: int = 0
    faults: Counter[Fault] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)
    """A line for each question that is not kept."""

    def see(self, note: Note) -> None:
        """Remember what was decided about the claims of a note before."""
        self.known |= {claim.id: claim.decision for claim in note.claims() if claim.decision is not None}

    def add(self, note: Note, checked: Iterable[Checked]) -> None:
        """Keep the questions that have no fault."""
        for each in checked:
            self.asked += 1
            self.faults.update(each.faults)
            if each.decision is not None:
                self.decisions.append(each.decision)
            else:
                self.listed.append(_faulty(note, each))

    @property
    def taken(self) -> set[str]:
        """The ids of the claims with a question."""
        return {each.claim for each in self.decisions}


def run_request(values: Mapping[str, Any]) -> int:
    """Write what a language model needs to ask about all claims about which nobody has decided.

    Returns:
        The exit code.
    """
    output = values["output"]
    if not values["paths"] or output is None:
        raise UsageError("Name notes and an output.", "For example: noteport questions request notes -o requests.jsonl")
    settings = read_common(values)
    say_ignored(settings)
    settle()
    lines, claims = [], 0
    with Progress(sys.stderr) as progress, open_vault(values["paths"], settings.options, progress) as vault:
        for note in progress.each(vault, settings.options.ignore):
            to_ask = claims_to_ask(note, untimed=vault.untimed)
            if to_ask:
                lines.append(request(note, to_ask, values["model"] or ""))
                claims += len(to_ask)
        problems = worth_telling(vault.problems, settings.options.ignore)
    with disk_errors(output):
        output.write_bytes(b"".join(line + b"\n" for line in lines))
    size = sum(map(len, lines)) // CHARACTERS_A_TOKEN
    say(f"{counted(len(lines), 'requests')} about {counted(claims, 'claims')}, some {size:,} tokens: {output}")
    say("Nothing was sent. The file contains the titles, headings and claims of your notes.")
    if not values["model"]:
        say("The requests name no model; if your provider wants it in each of them, add --model NAME.")
    for line in grouped(problems, verbose=False):
        say(line)
    return 0


def run_take(values: Mapping[str, Any]) -> int:
    """Check the answers of a language model, and put the good ones into the decisions file.

    Returns:
        The exit code.
    """
    if values["answers"] is None:
        raise UsageError("No answers were named.", "For example: noteport questions take answers.jsonl notes")
    paths = values["paths"] or [Path()]
    settings = read_common({**values, "paths": paths})
    say_ignored(settings)
    common, file = decisions_to_change(settings, paths)
    settle()
    found = Collected()
    progress = Progress(sys.stderr, passes=2, counts_words=True)
    with progress, open_vault(paths, common, progress, counted=words_of) as vault:
        progress.follow(vault)
        sent = read_requests(values["requests"]) if values["requests"] is not None else {}
        answers = match_answers(read_answers(values["answers"]), vault, sent)
        words = count_words(vault)
        silent: dict[str, str] = {}
        for note in vault:
            found.see(note)
            for answer, questions in answers.questions_of(note):
                by = values["by"] or answer.model or "a model"
                allowed = {claim.id for claim in claims_to_ask(note, by, untimed=vault.untimed)} - found.taken
                silent |= {id: by for id in answers.silent if id in allowed and id not in silent}
                found.add(note, check_questions(note, questions, by, words, allowed))
    for answer in answers.failures[: None if values["verbose"] else 1]:
        reason = answer.failure or "its note has changed since the request, or is not among these"
        say(f"{values['answers']}:{answer.line}: not taken: {reason}.")
    if lost := sum(not answer.failure for answer in answers.failures):
        hint = "" if sent else " Add --requests FILE, the file that you sent, to find its claims again."
        say(f"{counted(lost, 'answers')} could not be matched with a note.{hint}")
    if values["reject"]:
        found.decisions += [
            Decision(claim=id, decision="reject", by=silent[id], term=claim.term or "", text=claim.text)
            for id, claim in answers.silent.items()
            if id in silent and id not in found.taken
        ]
    _write(found, file, dry_run=values["dry_run"], verbose=values["verbose"])
    return 0


def run_maker(reference: Reference, maker: type[QuestionMaker[Any]], values: Mapping[str, Any]) -> int:
    """Ask a question maker about all claims about which nobody else has decided, and remember what it asks.

    Returns:
        The exit code.
    """
    if not values["paths"]:
        raise UsageError("No notes were named.", f"For example: noteport questions {reference.name} notes")
    settings = read_common(values)
    say_ignored(settings)
    common, file = decisions_to_change(settings, values["paths"])
    options = maker.Options(**given(fields_of(maker.Options), MAKER_PREFIX, values))
    settle()
    found = Collected()
    progress = Progress(sys.stderr, counts_words=True)
    with progress, open_vault(values["paths"], common, progress, counted=words_of) as vault:
        progress.follow(vault)
        words = count_words(vault)
        for note, questions, allowed in _asked(reference, maker(options), vault, words, found):
            found.add(note, check_questions(note, questions, reference.name, words, allowed))
    _write(found, file, dry_run=values["dry_run"], verbose=values["verbose"])
    return 0


def _asked(
    reference: Reference, maker: QuestionMaker[Any], vault: Vault, words: WordStatistics, found: Collected
) -> Iterator[tuple[Note, list[Question], Collection[str]]]:
    """The questions of a maker, note by note, with the claims that it may ask about. Its failures are its own."""
    allowed: dict[str, set[str]] = {}
    current = "before the first note"

    def to_ask() -> Iterator[ToAsk]:
        nonlocal current
        for note in vault:
            found.see(note)
            claims = claims_to_ask(note, reference.name, untimed=vault.untimed)
            if claims:
                allowed[note.id] = {claim.id for claim in claims}
                current = f"on {note.path}"
                yield note, claims

    maker.words = words
    try:
        for note, questions in maker.ask_all(to_ask()):
            with printing_to_stderr():
                made = list(questions)
            for each in made:
                if not isinstance(each, Question):
                    raise TypeError(f"ask() returned {each!r}, not a Question")  # noqa: TRY301  # blamed on the plugin below
            yield note, made, allowed.pop(note.id, set())
    except (NoteportError, Crash, Terminated, GeneratorExit):
        raise
    except KeyboardInterrupt as error:
        raise Interrupted(f"{reference.full_name} was running {current}") from error
    except BaseException as error:  # a plugin may raise anything, even SystemExit
        raise Crash(reference.full_name, current, error, ours=reference.is_built_in) from error


def _write(found: Collected, file: Path, *, dry_run: bool, verbose: bool) -> None:
    """Change the decisions file, and say what was kept and what was not."""
    same = sum(found.known.get(each.claim) == each for each in found.decisions)
    changed = sum(each.claim in found.known for each in found.decisions) - same
    new = len(found.decisions) - same - changed
    if not dry_run and new + changed:
        change_decisions(file, found.decisions, known=found.known)
    kinds = [
        f"{number:,} {name}" for number, name in ((new, "new"), (changed, "changed"), (same, "as before")) if number
    ]
    would = "would be written to" if dry_run else "in"
    say(f"{counted(len(found.decisions), 'decisions')} {would} {file}" + (f": {', '.join(kinds)}" if kinds else ""))
    if found.listed:
        say(
            f"{counted(len(found.listed), 'questions')} of {found.asked:,} were not kept; noteport chooses these cards:"
        )
    for fault, number in found.faults.most_common():
        say(f"  {number:>5,}  {fault}: it {fault.meaning}")
    for line in found.listed if verbose else ():
        say(f"         {line}")


def _faulty(note: Note, checked: Checked) -> str:
    """One line about a question that is not kept."""
    question = checked.question
    front = plain_front(checked.card) if checked.card is not None else question.front or question.cloze
    answer = checked.card.answer if checked.card is not None else question.back or ", ".join(question.gap)
    asked = " – ".join(filter(None, (front, answer)))
    return f"{note.path}:{question.claim.place.line}: {', '.join(checked.faults)}: {asked}"
