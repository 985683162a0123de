"""noteport: timestamped Markdown notes of videos, turned into decks, study guides and data.

This module imports no dependency; ``noteport.api`` is the library's public face.
"""

__version__: str
"""The installed version, as its metadata has it; found when somebody asks."""


def __getattr__(name: str) -> str:
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version  # noqa: PLC0415  # it takes longer to import than all that --help needs

    return version("noteport")
