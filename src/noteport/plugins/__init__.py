"""Plugins: what installed packages register, how it is loaded, and what all kinds of plugins have in common.

packages.py      what is registered, read from the metadata of packages
kinds.py         the plugins of one kind by name: references, and classes that are loaded and checked
plugin.py        the base class: name, summary, options, version of the API
options.py       how a plugin declares its options
fields.py        what such a declaration says, for flags, configuration, environment and documentation
use.py           a plugin with its options as a value, and calls whose failures are its own
containment.py   what a plugin cannot do to the program that runs it

Each kind is declared where its plugins are used: exporters in export/, providers in videos/, and so on.
"""
