"""What a note is, once read: its nodes, ids, terms and problems, and how to walk over them.

Everything else is built on these; they need msgspec and the standard library only.
"""
