"""The group ``noteport questions``: its own two commands, and one for every question maker that is installed."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from noteport.cli.common import common_parameters, paths_parameter, switch
from noteport.cli.flags import parameters, signed
from noteport.cli.say import safe
from noteport.plugins.fields import fields_of

_ABOUT = """Lets others ask the questions: plugins, or a language model.

noteport questions NAME PATH... asks the question maker NAME. What it asks is checked and goes into the decisions file.
"""


class QuestionsGroup(TyperGroup):
    """Its commands. Makers are known from their entry points; only the one that is asked is imported.

    typer exports no types for the arguments of its groups, hence ``Any``.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands without importing a maker."""
        from noteport.questions.maker import MAKERS  # noqa: PLC0415  # keeps noteport --help fast

        own = super().list_commands(ctx)
        return [*own, *(name for name in MAKERS.references() if name not in own)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one command.

        Raises:
            UsageError: there is no question maker with this name.
            PluginUnavailable: it cannot be imported.
        """
        return super().get_command(ctx, cmd_name) or _maker_command(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write both lists of the help without importing a maker."""
        from noteport.questions.maker import MAKERS  # noqa: PLC0415  # as above

        makers = [(safe(name), safe(one.summary)) for name, one in MAKERS.references().items()]
        own = [(name, command.get_short_help_str(90)) for name, command in self.commands.items()]
        for title, rows in (("Question makers", makers), ("Language models", own)):
            with formatter.section(title):
                formatter.write_dl(rows)


app = typer.Typer(
    cls=QuestionsGroup, help=_ABOUT, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
)


def _path(name: str, *flags: str, text: str) -> inspect.Parameter:
    annotation = Annotated[Path | None, typer.Option(*flags, metavar="FILE", help=text)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _word(name: str, flag: str, text: str) -> inspect.Parameter:
    annotation = Annotated[str | None, typer.Option(flag, metavar="NAME", help=text)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _last() -> list[inspect.Parameter]:
    return [
        switch("dry_run", "--dry-run", text="Do everything except writing"),
        switch("verbose", "-v", "--verbose", text="List every question that is not kept"),
        *common_parameters(),
        switch("debug", "--debug", text="Show the full traceback of an error"),
    ]


def _request(values: Mapping[str, Any]) -> int:
    from noteport.cli.questioning import run_request  # noqa: PLC0415  # keeps --help fast

    return run_request(values)


_REQUEST = [
    paths_parameter(),
    _path("output", "-o", "--output", text="Where to write the requests. Required"),
    _word("model", "--model", "Name of the model, if the provider wants it in each request"),
    *common_parameters(),
    switch("debug", "--debug", text="Show the full traceback of an error"),
]
app.command("request", help="Write requests for a language model as a batch; nothing is sent.")(
    signed(_request, _REQUEST)
)


def _take(values: Mapping[str, Any]) -> int:
    from noteport.cli.questioning import run_take  # noqa: PLC0415  # keeps --help fast

    return run_take(values)


_TAKE = [
    inspect.Parameter(
        "answers",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[Path | None, typer.Argument(metavar="ANSWERS", show_default=False)],
    ),
    paths_parameter(),
    _path("requests", "--requests", text="The requests that were sent, if notes have changed since"),
    _word("by", "--by", "Name to remember with the questions, if not that of the model"),
    switch("reject", "--reject", text="Reject the claims about which the model asks nothing"),
    *_last(),
]
app.command("take", help="Check the answers of a language model and keep the good ones.")(signed(_take, _TAKE))


def _maker_command(name: str) -> Any:
    """Return the command of a question maker. This imports it."""
    from noteport.questions.maker import MAKERS  # noqa: PLC0415  # as above

    reference = MAKERS.find(name)
    maker = MAKERS.load(reference)

    def run(values: Mapping[str, Any]) -> int:
        from noteport.cli.questioning import run_maker  # noqa: PLC0415  # as above

        return run_maker(reference, maker, values)

    signature = [paths_parameter(), *parameters(fields_of(maker.Options), "maker_", f"Options of {name}"), *_last()]
    one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    one.command(name, help=f"{maker.summary}\n\nPATH is a note or a folder of notes.")(signed(run, signature))
    return get_command(one)
