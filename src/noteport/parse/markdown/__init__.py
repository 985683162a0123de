"""Markdown tokens, with rules of our own for timestamps, wikilinks and formulas."""
