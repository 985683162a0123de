"""The front matter and what it says about the note: its title, channel and video."""
