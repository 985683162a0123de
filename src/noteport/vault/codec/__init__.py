"""Notes and what is skimmed of them as bytes, and back, for the cache and for other processes.

    encode.py    note → bytes
    decode.py    bytes → note
    skimmed.py   what the survey asks of a note, both ways

MessagePack of lists, strings and numbers: reading it runs no code, whatever it holds. A note's id, channel and path are
not in it, so that the same text is the same bytes wherever it lies. The form may change with any version of noteport;
whoever keeps bytes keeps the fingerprint (cache/reader_version.py) with them.

msgspec could write the Structs by itself, as tagged unions. Measured on 120 real notes, it decodes as fast (28 ms
against 30) and encodes faster (9 ms against 32). But links and timestamps would then be replaced in finished notes:
reading and resolving a kept note would take 1.8 times as long (53 ms against 29), from twice as many bytes.
"""

from noteport.vault.codec.decode import NoteLocation, decode_note
from noteport.vault.codec.encode import encode_note
from noteport.vault.codec.skimmed import decode_skimmed, encode_skimmed

__all__ = ["NoteLocation", "decode_note", "decode_skimmed", "encode_note", "encode_skimmed"]
