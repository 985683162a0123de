"""The text of one block: its runs, sentences and lead-ins, cleaned of what only the timestamps needed."""
