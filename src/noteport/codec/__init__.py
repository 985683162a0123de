"""Notes and facts as bytes, and back: what the cache keeps, and what crosses from one process to another.

    encode.py    note → bytes
    decode.py    bytes → note
    facts.py     what the survey asks of a note, both ways

MessagePack of lists, texts and numbers: reading it runs no code, whatever it holds. A note's id, channel and path are
not in it, so that the same text is the same bytes wherever it lies. The form may change with any version of noteport;
whoever keeps bytes keeps the fingerprint (cache/fingerprint.py) with them.
"""

from noteport.codec.decode import Address, decode_note
from noteport.codec.encode import encode_note
from noteport.codec.facts import decode_facts, encode_facts

__all__ = ["Address", "decode_facts", "decode_note", "encode_facts", "encode_note"]
