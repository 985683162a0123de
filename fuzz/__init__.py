"""Mutated notes, made by coverage, against the promises of each part: see README.md."""
