"""The promises of an exporter, one test each. The first sentence of each failure says what a user would experience.

base.py          what all of them need: the exporter, its file, an export
declaring.py     what the class declares
exporting.py     every kind of note, every option
content.py       what is in the files, and what must not be
repeating.py     the same export again: on another day, in another process, with another note
halves.py        fragments: what is rendered in another process or kept from the last export
world.py         what is touched outside the target, and what a failure leaves
"""
