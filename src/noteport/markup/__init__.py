"""Text and inlines as HTML, and what of a stranger's markup is harmless."""
