"""Where the program begins. A signal ends it at any time, and never with a traceback."""

from __future__ import annotations

import _thread
import gc
import os
import signal
import sys
import threading
from typing import Any

_LOADED = 50_000
"""Objects that loading noteport creates and keeps, at most: looking for garbage among them would be in vain."""


def main() -> None:
    """Run the program with the arguments of the process, and exit with its exit code."""
    # While modules are imported, nothing has been written yet, and the system may end the process.
    _on_interrupt(signal.SIG_DFL)
    gc.set_threshold(_LOADED)
    from noteport.cli import app  # noqa: PLC0415  # takes a while, in which Ctrl-C may be pressed
    from noteport.errors import Terminated  # noqa: PLC0415  # as above

    def terminate(*_: object) -> None:
        raise Terminated

    # Half-written files are removed while the stack unwinds, so a signal has to unwind it.
    signal.signal(signal.SIGTERM, terminate)
    sys.unraisablehook = _interrupt_again
    if sys.stdout is None:  # the caller closed it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # for as long as the program runs
    if "_NOTEPORT_COMPLETE" in os.environ:  # set by the shell that waits for completions from typer
        app.app(prog_name="noteport")
    try:
        _on_interrupt(signal.default_int_handler)
        code = app.run(sys.argv[1:])
        _on_interrupt(signal.SIG_DFL)  # while Python shuts down
    except KeyboardInterrupt:  # before the command began, or a second one while the first was being reported
        code = app.INTERRUPTED
    sys.exit(code)


def _on_interrupt(handler: Any) -> None:
    """Set what Ctrl-C does, unless the caller had it ignored, as ``nohup`` and background jobs of a shell have."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _interrupt_again(unraisable: sys.UnraisableHookArgs) -> None:
    """Repeat an interrupt that came in a finalizer or a callback, whose exceptions Python only prints."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        # Not at once: it would be raised in this function.
        threading.Timer(0.05, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(unraisable)
