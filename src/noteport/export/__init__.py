"""From notes to files: what an exporter is, how it is found, where it writes, and one export from start to finish."""
