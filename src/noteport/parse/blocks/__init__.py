"""The blocks of a note and their surroundings: sections, lists, tables, callouts."""
