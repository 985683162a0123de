"""Whether what stands between two rules at the top of a note is front matter, or text between two rules.

Text that opens with a rule must not vanish. Pandoc's rule is that front matter has no blank line below its first
``---`` (Pandoc User's Guide, "Extension: yaml_metadata_block"). Here a blank line, or the lack of any key that some
tool writes, means that nothing in the block may look like a note.
"""

from __future__ import annotations

from collections.abc import Collection

from noteport.model.patterns import pattern
from noteport.parse.markdown.timestamps import CLOCK

_KNOWN = frozenset(
    "title videotitle full-title videoid video_id video-id url source media_link link video originalurl media audio"
    " episode_url channel author author_name authors tags tag aliases alias date created published upload_date updated"
    " modified duration length lang language noteport cssclass cssclasses draft slug layout categories category".split()
)
"""Keys that tools write, in lower case."""
_TIMESTAMP = pattern(rf"[\[(【（［]\s*{CLOCK}|data-t=")
_LINE_OF_TEXT = pattern(r"(?![ \t]|-[ \t]|-$|#|[\w\"'{}][^\n:=]{0,60}(?::(?:[ \t]|$)|=)|[}\]])[^\n]*\S")


def is_front_matter(head: str, keys: Collection[str]) -> bool:
    """Return whether text between two rules is front matter.

    Args:
        head: the text.
        keys: its keys, if it is a mapping, or else those of its plain ``key: value`` lines.
    """
    is_known = has_known_key(keys)
    opens = opens_blank(head)
    if not opens and is_known:
        return True
    if not keys or (opens and not is_known) or _TIMESTAMP.search(head):
        return False
    return not any(_LINE_OF_TEXT.match(line) for line in head.splitlines())


def has_known_key(keys: Collection[str]) -> bool:
    """Return whether any key is one that tools write about a note or a video."""
    return any(key.lower() in _KNOWN for key in keys)


def opens_blank(head: str) -> bool:
    """Return whether there is a blank line below the first rule."""
    return not head.removeprefix("\n").partition("\n")[0].strip()
