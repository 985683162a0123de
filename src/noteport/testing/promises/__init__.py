"""What an exporter promises, one test each. Each failure says in its first sentence what a user would suffer.

base.py          what all of them need: the exporter, its file, an export
declaring.py     what the class says of itself
exporting.py     every kind of note, every option
repeating.py     the same again: on another day, in another process, with another note
world.py         what is touched beside the target, and what a failure leaves
"""
