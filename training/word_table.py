"""Packs a table of words for the wheel.

    python training/word_table.py graded/words.tsv > src/noteport/cards/english/words.bin

The table has a line for each word: the word, how often it occurs, how often it is in bold or in a link, its vector.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from noteport.cards.english.word_table import DIMENSIONS, HEAD, MAGIC


def pack(table: str) -> bytes:
    """The file that ``noteport.cards.english.word_table`` reads."""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    words = "\n".join(word for word, *_ in rows).encode()
    number = len(rows)
    counts = struct.pack(f"<{number}I", *(int(count) for _, count, _, _ in rows))
    marked = struct.pack(f"<{number}I", *(int(times) for _, _, times, _ in rows))
    vectors = b"".join(struct.pack(f"{DIMENSIONS}b", *map(int, vector.split())) for *_, vector in rows)
    return HEAD.pack(MAGIC, number, len(words)) + words + counts + marked + vectors


if __name__ == "__main__":
    sys.stdout.buffer.write(pack(Path(sys.argv[1]).read_text(encoding="utf-8")))
