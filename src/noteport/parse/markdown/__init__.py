"""Markdown tokens, with our own rules for timestamps, wikilinks and formulas."""
