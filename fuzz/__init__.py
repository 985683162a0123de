"""Coverage-guided mutations of notes, checked against the promises of each part: see README.md."""
