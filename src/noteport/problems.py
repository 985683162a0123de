"""The codes of problems, and what each means. Codes are public: they never change their meaning."""

from __future__ import annotations

from types import MappingProxyType

from noteport.model import Problem

__all__ = ["CODES", "Problem"]

CODES = MappingProxyType(
    {
        "file-unreadable": "the file could not be read",
        "file-outside": "a link leads out of the given paths and was not followed",
        "file-binary": "the file is not text",
        "file-encoding": "some bytes are not UTF-8 and were replaced",
        "note-too-deep": "blocks are nested too deep; the note is kept as plain text",
        "note-too-long": "the note has more claims than are read; the rest is text",
        "note-no-video": "the note names no video, so its stamps open nothing",
        "note-is-transcript": "the note holds a transcript, which makes no claims unless asked for",
        "note-same-id": "another note has the same id; this one's got a suffix",
        "front-matter-broken": "the front matter is not YAML; its plain lines were read",
        "front-matter-not-mapping": "the front matter is not made of keys and values; it was ignored",
        "front-matter-twice": "the note has a second front matter in its text",
        "stamp-garbled": "the stamp's markup is damaged; its time could be read",
        "stamp-unreadable": "no time could be read from the stamp",
        "stamp-label-differs": "the stamp's label and its time differ",
        "stamps-repaired": "the note's stamps had minutes and seconds written as hours and minutes; they were repaired",
        "stamps-ambiguous": "some stamps of a repaired note could be read two ways",
        "stamps-doubtful": "the note's stamps may be shifted; nothing was changed",
        "stamp-beyond-end": "a stamp lies beyond the video's end; its links carry no time",
        "stamp-in-code": "the stamp stands in code and is text there",
        "comment-not-understood": "a comment tells noteport something that it does not know",
        "card-without-claim": "the author's card stands behind no claim, and is left out",
        "callout-without-quote": "a callout marker stands outside a quotation and is text",
        "heading-fused": "a heading stands inside a line and is text",
        "block-kept-verbatim": "a construct that the model does not have was kept as it stands",
        "image-missing": "an image is not in the vault, or is no file that a card can show",
    }
)
"""Every code with its meaning, in plain words."""
