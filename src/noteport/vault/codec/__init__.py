"""Notes and skimmed notes as bytes, and back, for the cache and for other processes.

    encode.py    note → bytes
    decode.py    bytes → note
    skimmed.py   skimmed note ↔ bytes

The format is MessagePack with lists, strings and numbers, so reading it runs no code, whatever it contains. The id,
channel and path of a note are not included, so that the same text gives the same bytes in every place. The format may
change with any version of noteport; the reader's version (cache/reader_version.py) must be kept with the bytes.

msgspec could encode the Structs itself, as tagged unions. Measured on 120 real notes, it decodes as fast (28 ms
against 30) and encodes faster (9 ms against 32). But links and timestamps would then have to be replaced in finished
notes: reading and resolving a cached note would take 1.8 times as long (53 ms against 29), from twice as many bytes.
"""

from noteport.vault.codec.decode import NoteLocation, decode_note
from noteport.vault.codec.encode import encode_note
from noteport.vault.codec.skimmed import decode_skimmed, encode_skimmed

__all__ = ["NoteLocation", "decode_note", "decode_skimmed", "encode_note", "encode_skimmed"]
