"""The commands, and the one place that turns errors into messages and exit codes."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.main import get_command

import noteport
from noteport.cli import questions_group
from noteport.cli.common import common_parameters, paths_parameter, switch
from noteport.cli.explaining import explain
from noteport.cli.flags import signed
from noteport.cli.lazy import LazyGroup
from noteport.cli.say import say, tell
from noteport.errors import Interrupted, Terminated
from noteport.export import registry

_HELP = """Turns timestamped Markdown notes of videos into decks, study guides and data.

noteport NAME PATH... -o FILE runs the exporter NAME; noteport NAME --help shows its options.
"""
INTERRUPTED = 130
_BROKEN_PIPE = 141
_TERMINATED = 143

_DEBUG_HELP = "Show the full traceback of an error"
_Debug = Annotated[bool, typer.Option("--debug", help=_DEBUG_HELP)]

_LOOKS: dict[str, Any] = {"help": _HELP, "rich_markup_mode": None, "pretty_exceptions_enable": False}
app = typer.Typer(cls=LazyGroup, **_LOOKS)
_exporters_alone = typer.Typer(cls=LazyGroup, **_LOOKS)
"""``app`` without noteport's own commands, which typer takes longer to build than a note takes to be exported."""


def _show_version(wanted: bool) -> None:
    if wanted:
        tell(f"noteport {noteport.__version__}")
        raise typer.Exit


@_exporters_alone.callback()
@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Accept the options that stand before a command; their callbacks do all the work."""


def _check(values: Mapping[str, Any]) -> int:
    from noteport.cli.checking import run_check  # noqa: PLC0415  # keeps --help fast

    return run_check(values)


@app.command()
def exporters(
    debug: _Debug = False,
) -> int:
    """List exporters with packages, versions, file types."""
    from noteport.cli.checking import run_exporters  # noqa: PLC0415  # keeps --help fast

    return run_exporters()


@app.command("config")
def show_config(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Names of exporters; all of them if omitted")
    ] = None,
    debug: _Debug = False,
) -> int:
    """Show every option, its value and where it was set."""
    from noteport.cli.configuring import run_config  # noqa: PLC0415  # keeps --help fast

    return run_config(names or [])


@app.command()
def plugins(
    debug: _Debug = False,
) -> int:
    """List plugins of all kinds with packages, versions."""
    from noteport.cli.listing import run_plugins  # noqa: PLC0415  # keeps --help fast

    return run_plugins()


@app.command("new-plugin")
def new_plugin(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="exporter, provider, dialect, transform or question-maker")
    ],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name: lower-case letters, digits, dashes")],
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where to create its folder")] = Path(),
    debug: _Debug = False,
) -> int:
    """Create a plugin: a package with its tests."""
    from noteport.cli.scaffold import run_new_plugin  # noqa: PLC0415  # keeps --help fast

    return run_new_plugin(kind, name, into)


@app.command("new-exporter", hidden=True)
def new_exporter(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Command name: lower-case letters, digits, dashes")],
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where to create its folder")] = Path(),
    debug: _Debug = False,
) -> int:
    """Create an exporter, as new-plugin does."""
    from noteport.cli.scaffold import run_new_plugin  # noqa: PLC0415  # keeps --help fast

    say(f"This command is now called: noteport new-plugin exporter {name}", alarm="warning: ")
    return run_new_plugin("exporter", name, into)


@app.command()
def cache(
    action: Annotated[Literal["info", "clear"], typer.Argument(metavar="info|clear", show_default=False)] = "info",
    debug: _Debug = False,
) -> int:
    """Show or clear the cache of parsed notes."""
    from noteport.cli.caching import run_cache  # noqa: PLC0415  # keeps --help fast

    return run_cache(action)


_FORM = inspect.Parameter(
    "form",
    inspect.Parameter.KEYWORD_ONLY,
    default="text",
    annotation=Annotated[Literal["text", "json"], typer.Option("--format", metavar="text|json", help="Output format")],
)


def _text(name: str, flag: str, about: str, metavar: str, *, default: str | None = None) -> inspect.Parameter:
    annotation = Annotated[str | None, typer.Option(flag, metavar=metavar, help=about)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_CHECK = [
    paths_parameter(),
    _FORM,
    switch("exit_code", "--exit-code", text="Exit with 1 if there is a problem, as linters do"),
    switch("verbose", "-v", "--verbose", text="List every problem on a line of its own"),
    *common_parameters(),
    switch("debug", "--debug", text=_DEBUG_HELP),
]
app.command("check", help="List the problems in notes with file and line.")(signed(_check, _CHECK))


def _push(values: Mapping[str, Any]) -> int:
    from noteport.cli.pushing import run_push  # noqa: PLC0415  # keeps --help fast

    return run_push(values)


_PUSH = [
    inspect.Parameter(
        "decks",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[list[Path] | None, typer.Argument(metavar="DECK...", hidden=True)],
    ),
    _text("url", "--url", "Address of AnkiConnect", "URL", default="http://127.0.0.1:8765"),
    _text("key", "--key", "Key of AnkiConnect, if it requires one; or set NOTEPORT_ANKICONNECT_KEY", "KEY"),
    switch("allow_remote", "--allow-remote", text="Allow another machine, which must see the deck at the same path"),
    switch("debug", "--debug", text=_DEBUG_HELP),
]
app.command("push", help="Send decks to a running Anki that has AnkiConnect.")(signed(_push, _PUSH))


def _captions(values: Mapping[str, Any]) -> int:
    from noteport.cli.fetching import run_captions  # noqa: PLC0415  # keeps --help fast

    return run_captions(values)


_CAPTIONS = [
    paths_parameter(),
    inspect.Parameter(
        "output",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Folder for the captions")
        ],
    ),
    inspect.Parameter(
        "languages",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            list[str] | None,
            typer.Option("--language", metavar="TAG", help="Only this language, as in en (repeat it for others)"),
        ],
    ),
    inspect.Parameter(
        "pause",
        inspect.Parameter.KEYWORD_ONLY,
        default=3.0,
        annotation=Annotated[float, typer.Option("--pause", metavar="SECONDS", min=0, help="Wait between two videos")],
    ),
    switch("dry_run", "--dry-run", text="Show what would be fetched, and fetch nothing"),
    switch("debug", "--debug", text=_DEBUG_HELP),
]
app.command("captions", help="Fetch captions that are missing from YouTube.")(signed(_captions, _CAPTIONS))


def _pull(values: Mapping[str, Any]) -> int:
    from noteport.cli.pulling import run_pull  # noqa: PLC0415  # keeps --help fast

    return run_pull(values)


def _file(name: str, flag: str, about: str) -> inspect.Parameter:
    annotation = Annotated[Path | None, typer.Option(flag, metavar="FILE", help=about)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


_PULL = [
    inspect.Parameter(
        "collection",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[Path | None, typer.Argument(metavar="COLLECTION", hidden=True)],
    ),
    paths_parameter(),
    _file("deck", "--deck", "The deck that was imported, or the folder of its packages; tells what was deleted"),
    switch("decide", "--decide", text="Write the changes into the decisions file"),
    _file("patch", "--patch", "Write a patch of the notes for claims whose own words were edited"),
    switch("report", "--report", text="Show which claims are forgotten, and what else could be asked about them"),
    _text("by", "--by", "Name to remember with the decisions", "NAME", default="anki"),
    *common_parameters(),
    switch("debug", "--debug", text=_DEBUG_HELP),
]
app.command("pull", help="List what was done to cards in Anki, and bring it back.")(signed(_pull, _PULL))


def _watch(values: Mapping[str, Any]) -> int:
    from noteport.cli.watching import run_watch  # noqa: PLC0415  # keeps --help fast

    return run_watch(values)


_WATCH = [
    paths_parameter(),
    inspect.Parameter(
        "outputs",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            list[str] | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                help="Where to write, as in deck.apkg, or anki=decks to name the exporter; repeat it for several",
            ),
        ],
    ),
    switch("force", "--force", text="Replace files that noteport did not write"),
    *common_parameters(),
    switch("debug", "--debug", text=_DEBUG_HELP),
]
app.command("watch", help="Export again whenever notes change.")(signed(_watch, _WATCH))


@app.command("init")
def init(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", hidden=True)] = None,
    debug: _Debug = False,
) -> int:
    """Look through notes and write a noteport.toml."""
    from noteport.cli.initialising import run_init  # noqa: PLC0415  # keeps --help fast

    return run_init(paths or [Path()])


def _review(values: Mapping[str, Any]) -> int:
    from noteport.cli.reviewing import run_review  # noqa: PLC0415  # keeps --help fast

    return run_review(values)


_REVIEW = [
    paths_parameter(),
    inspect.Parameter(
        "port",
        inspect.Parameter.KEYWORD_ONLY,
        default=0,
        annotation=Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 for any that is free")],
    ),
    switch("no_browser", "--no-browser", text="Only print the address"),
    _text("by", "--by", "Name to remember with the decisions", "NAME", default="review"),
    *common_parameters(),
    switch("debug", "--debug", text=_DEBUG_HELP),
]
app.command("review", help="Accept, reject and change cards in the browser.")(signed(_review, _REVIEW))

app.add_typer(questions_group.app, name="questions")


def _is_export(arguments: Sequence[str]) -> bool:
    """Whether the command is the name of an exporter, and of nothing else."""
    own = [one.name or getattr(one.callback, "__name__", None) for one in app.registered_commands]
    own += [one.name for one in app.registered_groups]
    return bool(arguments) and arguments[0] in registry.references() and arguments[0] not in own


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code (see errors.py). With ``--debug``, print the traceback of an error as
    well.
    """
    try:
        group = get_command(_exporters_alone if _is_export(arguments) else app)
        with group.make_context("noteport", list(arguments) or ["--help"]) as context:
            code = group.invoke(context)
        sys.stdout.flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError:
        # The reader of our output has gone; without this, Python would report another error when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt as interrupt:
        at_work = f"; {interrupt}" if isinstance(interrupt, Interrupted) else ""
        say(f"noteport: interrupted{at_work}")
        return INTERRUPTED
    except Terminated:
        return _TERMINATED
    except Exception as error:  # noqa: BLE001  # every other error becomes a message and an exit code
        if "--debug" in arguments:
            for line in traceback.format_exc().splitlines():
                say(line)
        return explain(error)
    return code if isinstance(code, int) else 0
