"""``noteport plugins``: the installed plugins of all kinds."""

from __future__ import annotations

from typing import Any

from noteport.cli import reporting
from noteport.cli.say import tell
from noteport.errors import PluginUnavailable
from noteport.export.registry import EXPORTERS
from noteport.plugins.kinds import Kind
from noteport.questions.maker import MAKERS
from noteport.vault.reading_plugins import READING

KINDS: tuple[Kind[Any], ...] = (EXPORTERS, *READING, MAKERS)
"""Every kind of plugin."""


def run_plugins() -> int:
    """Print every plugin with its kind, its package and what it is for, including plugins that cannot be loaded."""
    rows = []
    for kind in KINDS:
        for reference in kind.references().values():
            try:
                about = kind.load(reference).summary
            except PluginUnavailable as error:
                about = f"broken: {error.message}"
            rows.append((kind.noun, reference.name, str(reference.package), about))
            if reference.clash:
                rows.append(("", "", "", reference.clash))
    for line in reporting.table(rows):
        tell(line)
    return 0
