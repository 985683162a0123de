"""The document model: nodes, ids, terms and problems, and the walks over them.

Everything else builds on this package, which needs only msgspec and the standard library.
"""
