from noteport.testing import DialectContract

from noteport_tildes import TildesDialect


class TestContract(DialectContract):
    """The promises of every dialect: its examples make claims, and other notes and code stay as they are."""

    plugin = TildesDialect
