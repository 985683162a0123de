"""What note-taking tools do not show when a note is read: it is removed before Markdown is read.

comments.py    ``%%comments%%``
lines.py       all that is hidden in lines, in order:
fields.py      ``key:: value``
tasks.py       the states and dates of tasks
tags.py        ``#tags``
footnotes.py   ``^[inline footnotes]``, which move to the end
org.py         planning lines, drawers and the marks of blocks
marks.py       what their patterns have in common
"""
