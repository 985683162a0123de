"""The blocks of a note and their context: sections, lists, tables, callouts."""
