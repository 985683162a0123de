"""What a target needs to know about the format that is written to it. Every exporter class has all of it."""

from __future__ import annotations

from typing import BinaryIO, Protocol


class FileFormat(Protocol):
    """A kind of file: its name, its extensions, and how one of its own files is recognised."""

    @property
    def name(self) -> str:
        """The exporter's name."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File extensions, the usual one first."""
        ...

    @property
    def folders(self) -> bool:
        """Whether it can fill a folder."""
        ...

    def wrote(self, file: BinaryIO) -> bool:
        """Return whether noteport wrote this open file, in this format."""
        ...
