"""All promises of an exporter, to inherit."""

from __future__ import annotations

from noteport.testing.promises.content import Content
from noteport.testing.promises.declaring import Declaring
from noteport.testing.promises.exporting import Exporting
from noteport.testing.promises.halves import Halves
from noteport.testing.promises.repeating import Repeating
from noteport.testing.promises.world import World


class ExporterContract(Declaring, Exporting, Content, Repeating, Halves, World):
    """The promises of an exporter. Subclass it, name the exporter, and run pytest:

        from noteport.testing import ExporterContract
        from noteport_outline import OutlineExporter

        class TestOutline(ExporterContract):
            exporter = OutlineExporter

    The package has to be installed (``pip install -e .``), because users find the exporter by its entry point.

    Two methods may be overridden: ``check_file``, to open the output with a real reader of the format, and ``ids_in``,
    if the format contains ids of claims in its own notation. ``values`` names values for options that only you know,
    and ``has_claims = False`` says that the format contains no words of claims.
    """
