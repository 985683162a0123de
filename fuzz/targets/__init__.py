"""What is run on every input. A module a target: ``check`` takes bytes and raises if a promise is broken.

Nothing here needs atheris, so that an input that was found can be run again anywhere.
"""
