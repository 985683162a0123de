"""The group of all commands. It knows exporters from their entry points and imports only the one that is run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from noteport.cli.say import safe
from noteport.errors import ExporterUnavailable, UsageError
from noteport.export import registry


class LazyGroup(TyperGroup):
    """noteport's own commands, and one for every exporter.

    typer exports no types for the arguments of its groups, hence ``Any``.
    """

    _is_listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, exporters first, without importing any."""
        own = super().list_commands(ctx)
        return [*(name for name in registry.references() if name not in own), *own]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one command. This is the only place that imports an exporter.

        Raises:
            UsageError: there is no command with this name.
            ExporterUnavailable: the exporter cannot be imported.
        """
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        if ctx.resilient_parsing:
            return self._completed(cmd_name)
        if Path(cmd_name).exists() and cmd_name not in registry.references():
            example = f"For example: noteport anki {cmd_name} -o notes.apkg"
            raise UsageError(f"{cmd_name} is a path; name the exporter first.", example)
        from noteport.cli.exporting import exporter_command  # noqa: PLC0415  # not needed for --help

        return exporter_command(registry.find(cmd_name))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return completions for the shell. Names and summaries are known without importing an exporter."""
        self._is_listing = True
        try:
            return super().shell_complete(ctx, incomplete)
        finally:
            self._is_listing = False

    def _completed(self, name: str) -> Any:
        """A command for completion; None if the name is incomplete or the exporter cannot be loaded."""
        reference = registry.references().get(name)
        if reference is None:
            return None
        if self._is_listing:
            return TyperCommand(name, help=safe(reference.summary))
        from noteport.cli.exporting import exporter_command  # noqa: PLC0415  # as above

        try:
            return exporter_command(reference)
        except ExporterUnavailable:
            return None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write both lists of the help without importing an exporter."""
        width = max(formatter.width - 20, 40)
        known = registry.references().items()
        exporters = [(safe(name), safe(one.summary)) for name, one in known if name not in self.commands]
        own = [(name, command.get_short_help_str(width)) for name, command in self.commands.items()]
        for title, rows in (("Exporters", exporters), ("Other commands", own)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
