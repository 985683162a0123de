"""noteport turns timestamped Markdown notes of videos into decks, study guides and data.

This module imports no dependencies; the public interface of the library is ``noteport.api``.
"""

__version__ = "0.1.0"
