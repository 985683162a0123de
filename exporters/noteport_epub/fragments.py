"""A chapter as bytes, so that it can be made in any process and kept for later runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import msgpack
from msgspec.structs import replace

from noteport.api import Fragment, Fragments, Rendered, Spool
from noteport_epub.chapters import Chapter, Written
from noteport_epub.images import PictureFile, picture_of
from noteport_epub.xhtml import Markup


def pack(chapter: Chapter, written: Written) -> Rendered:
    """Return a chapter: what the book needs of it as a whole, and its text, which is only written."""
    return Rendered(data=_ENCODER.encode(written), index=_ENCODER.encode(chapter))


class Store:
    """All chapters, with their texts on disk, so that a large vault fits into memory.

    Args:
        fragments: what was made of each note.
        spool: for the texts.
    """

    def __init__(self, fragments: Fragments, spool: Spool) -> None:
        self._fragments = fragments
        self._spool = spool
        self._texts: dict[str, int] = {}
        self._showing: dict[str, Fragment] = {}
        """The fragment of a chapter that shows images, by the chapter's file."""

    def __iter__(self) -> Iterator[Chapter]:
        """Yield the chapters in path order, once."""
        for fragment in self._fragments:
            chapter = _CHAPTERS.decode(fragment.index)
            self._texts[chapter.file] = self._spool.add(fragment.data)
            if chapter.pictures:
                self._showing[chapter.file] = replace(fragment, data=b"", index=b"", problems=())
            yield chapter

    def text(self, chapter: Chapter) -> Written:
        """Return the text of a chapter."""
        return _TEXTS.decode(self._spool[self._texts[chapter.file]])

    def picture(self, chapter: Chapter, picture: PictureFile) -> bytes:
        """Read an image that a chapter shows; nothing if it is gone."""
        asset = self._fragments.asset(self._showing[chapter.file], picture.address)
        found = picture_of(asset.read()) if asset is not None else None
        return found.data if found is not None else b""


def _as_text(markup: Any) -> str:
    return str(markup)


def _as_markup(_: type, text: str) -> Markup:
    return Markup(text)


_ENCODER = msgpack.Encoder(enc_hook=_as_text)
_CHAPTERS = msgpack.Decoder(Chapter, dec_hook=_as_markup)
_TEXTS = msgpack.Decoder(Written, dec_hook=_as_markup)
