from noteport.api import ReadOptions, parse_note
from noteport.testing import ProviderContract

from noteport_odysee import OdyseeProvider


class TestContract(ProviderContract):
    plugin = OdyseeProvider


def test_the_channel_stays_in_the_address() -> None:
    text = "---\nurl: https://odysee.com/@Ada:1/sleep-and-the-brain:4\n---\nSleep washes the brain [00:01:05].\n"
    note = parse_note(text, options=ReadOptions(plugins=(TestContract().use,)))
    [claim] = note.claims()
    assert claim.start is not None
    assert claim.start.url(note.video) == "https://odysee.com/@Ada:1/sleep-and-the-brain:4?t=65"
