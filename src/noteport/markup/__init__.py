"""Text and inlines as HTML, and which parts of untrusted markup are harmless."""
