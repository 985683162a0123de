from noteport.testing import ProviderContract

from noteport_skytube import SkytubeProvider


class TestContract(ProviderContract):
    """The promises of every provider: its examples are read, links open the second, other sites are left alone."""

    plugin = SkytubeProvider
