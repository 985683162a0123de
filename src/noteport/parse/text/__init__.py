"""The text of one block: its runs, sentences and lead-ins, without what only the timestamps needed."""
