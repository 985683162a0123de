"""What note-taking tools do not show when a note is read: it is removed before Markdown is read.

comments.py    ``%%comments%%``
"""
