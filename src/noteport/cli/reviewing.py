"""``noteport review``: shows every card in the browser, where it can be accepted, rejected, changed or replaced."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from noteport import config
from noteport.cards import words_of
from noteport.cli.common import decisions_to_change, read_common, say_ignored, sources
from noteport.cli.progress import Progress
from noteport.cli.say import say, tell
from noteport.errors import UsageError
from noteport.export import registry
from noteport.export.run import open_vault
from noteport.review.app import ReviewApp
from noteport.review.desk import Desk
from noteport.review.page import ReviewPage
from noteport.review.server import listening
from noteport.vault.loading.memory import settle


def run_review(values: Mapping[str, Any]) -> int:
    """Serve the page until Ctrl-C.

    Returns:
        The exit code.
    """
    paths: list[Path] | None = values["paths"]
    if not paths:
        raise UsageError("No notes were named.", "For example: noteport review notes")
    settings = read_common(values)
    page = _page(paths)
    say_ignored(settings)
    common, file = decisions_to_change(settings, paths)
    settle()
    progress = Progress(sys.stderr, passes=0, counts_words=True)
    with progress, open_vault(paths, common, progress, counted=words_of) as vault:
        app = ReviewApp(Desk(vault, page, file, by=values["by"]))
        progress.clear()
        with listening(app, values["port"]) as (address, serve):
            tell(address)
            say(f"Decisions go to {file}. Press Ctrl-C to end.")
            if not values["no_browser"]:
                webbrowser.open(address)
            serve()
    return 0


def _page(paths: list[Path]) -> ReviewPage:
    """The exporter that draws cards, with its options from the configuration and the environment."""
    exporter = registry.load(registry.find("cards"))
    settings = config.exporter_settings(exporter.name, exporter.Options, sources({}, paths))
    say_ignored(settings)
    return cast(ReviewPage, exporter(settings.options))
