"""Errors as messages: what went wrong, what to do about it, and the exit code."""

from __future__ import annotations

import typer

import noteport
from noteport.cli.say import say
from noteport.errors import Crash, NoteportError, UsageError, did_you_mean


def explain(error: Exception) -> int:
    """Print what went wrong and what to do about it, and return the exit code."""
    if isinstance(error, NoteportError):
        return _complain(error.message, error.hint, error.exit_code)
    # typer exports only one of its usage errors; this is the base class of all of them.
    if isinstance(error, typer.BadParameter.__mro__[1]):
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "noteport"
        hint = f"{command} --help lists the options."
        if option := getattr(error, "option_name", None):  # the option does not exist
            hint = did_you_mean(option, getattr(error, "possibilities", None) or (), hint)
            return _complain(f"There is no option {option}.", hint, UsageError.exit_code)
        message = getattr(error, "format_message", error.__str__)()
        return _complain(message, hint, UsageError.exit_code)
    if isinstance(error, OSError):  # a full disk behind standard output, say; what exporters meet has other words
        return _complain(f"{error}.", "", NoteportError.exit_code)
    if isinstance(error, Crash):
        bug = error
    else:
        bug = Crash(f"noteport {noteport.__version__}", "outside any exporter", error, ours=True)
    say(f"{bug}", alarm="noteport: ")
    say("  Add --debug to see the full traceback.")
    return bug.exit_code


def _complain(message: str, hint: str, code: int) -> int:
    say(message, alarm="noteport: error: ")
    if hint:
        say(f"  {hint}")
    return code
