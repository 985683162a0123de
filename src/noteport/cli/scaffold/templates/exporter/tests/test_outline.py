from pathlib import Path

from noteport.testing import ExporterContract, export

from noteport_outline import OutlineExporter, OutlineOptions

HEAT = """---
title: Heat
videoId: dQw4w9WgXcQ
---
Water boils at 100 °C [00:01:05].
"""


class TestContract(ExporterContract):
    """The promises of every exporter: odd notes, the same bytes for the same notes, no half-written files, and more."""

    exporter = OutlineExporter


def test_a_claim_stands_under_its_title(tmp_path: Path) -> None:
    file = export(OutlineExporter(), {"heat.md": HEAT}, tmp_path)
    assert file.read_text(encoding="utf-8").endswith("\nHeat\n- Water boils at 100 °C. (01:05)\n")


def test_a_link_opens_the_second(tmp_path: Path) -> None:
    file = export(OutlineExporter(OutlineOptions(links=True)), {"heat.md": HEAT}, tmp_path)
    assert "(https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=65s)" in file.read_text(encoding="utf-8")
