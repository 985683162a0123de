"""Notes and facts as bytes, and back: what the cache keeps, and what crosses from one process to another.

    encode.py    note → bytes
    decode.py    bytes → note
    facts.py     what the survey asks of a note, both ways

MessagePack of lists, texts and numbers: reading it runs no code, whatever it holds. A note's id, channel and path are
not in it, so that the same text is the same bytes wherever it lies. The form may change with any version of noteport;
whoever keeps bytes keeps the fingerprint (cache/fingerprint.py) with them.
"""

from noteport.vault.codec.decode import NoteLocation, decode_note
from noteport.vault.codec.encode import encode_note
from noteport.vault.codec.skimmed import decode_skimmed, encode_skimmed

__all__ = ["NoteLocation", "decode_note", "decode_skimmed", "encode_note", "encode_skimmed"]
