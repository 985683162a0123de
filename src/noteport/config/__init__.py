"""Options from every place where they can be set: flags override the environment, which overrides the file.

    noteport.toml                          the same in pyproject.toml
    exclude = ["drafts/**"]                [tool.noteport]
    [anki]                                 [tool.noteport.anki]
    deck = "Talks::{channel}"              environment: NOTEPORT_ANKI_DECK, NOTEPORT_EXCLUDE

The file is looked for in the working directory, then in each folder above it; only the first one found is read. Every
value keeps its origin, so that an error message can name it. What a file may set depends on where it is found
(export/trust.py).

file.py         the configuration file
variables.py    the environment
settings.py     the options of one class, from all of these places
tables.py       whose options there are: noteport's, those of an exporter, those of other plugins
"""

from noteport.config.file import FILE, find_config
from noteport.config.settings import Settings, Sources
from noteport.config.tables import common_settings, decisions_file, exporter_settings, readers
from noteport.config.variables import OF_READERS

__all__ = [
    "FILE",
    "OF_READERS",
    "Settings",
    "Sources",
    "common_settings",
    "decisions_file",
    "exporter_settings",
    "find_config",
    "readers",
]
