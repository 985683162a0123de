"""The front matter and what it says of the note: its title, channel and video."""
