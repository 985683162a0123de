"""noteport: timestamped Markdown notes of videos, turned into decks, study guides and data.

This module imports no dependency; ``noteport.api`` is the library's public face.
"""

__version__ = "0.1.0"
