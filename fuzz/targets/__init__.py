"""What is run on every input. There is one module per target: ``check`` takes bytes and raises if a promise is broken.

Nothing here needs atheris, so that an input can be run again anywhere.
"""
