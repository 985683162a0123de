"""Tests for plugins, to inherit. ``pip install 'noteport[testing]'``; this needs only pytest.

release.py      comparison with the last release
readers.py      the promises of providers, dialects and transforms
contract.py     ``ExporterContract``: all promises of an exporter
promises/       the promises, one test each
question_makers.py  ``QuestionMakerContract``: all promises of a question maker
awkward.py      notes that are difficult for a format
runs.py         one export, here or in another process
watch.py        what an export does to the outside world
clocks.py       another day
sources.py      what a package imports
ids.py          ids of claims in files
failing.py      how a promise fails
"""

from noteport.testing.awkward import AWKWARD
from noteport.testing.contract import ExporterContract
from noteport.testing.question_makers import QuestionMakerContract
from noteport.testing.readers import DialectContract, ProviderContract, TransformContract
from noteport.testing.release import changes_since, record_release
from noteport.testing.runs import export

__all__ = [
    "AWKWARD",
    "DialectContract",
    "ExporterContract",
    "ProviderContract",
    "QuestionMakerContract",
    "TransformContract",
    "changes_since",
    "export",
    "record_release",
]
