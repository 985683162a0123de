"""noteport: timestamped Markdown notes of videos, turned into decks, study guides and data.

This module imports no dependency; ``noteport.api`` is the library's public face.
"""

from importlib.metadata import version

__version__ = version("noteport")
