from html.parser import HTMLParser
from pathlib import Path

from noteport.testing import ExporterContract
from noteport_studypage import StudyPageExporter

VOID = {"meta", "input", "br"}


class Balanced(HTMLParser):
    """Fails if a tag is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestContract(ExporterContract):
    exporter = StudyPageExporter

    def check_file(self, path: Path) -> None:
        for file in path.glob("*.html") if path.is_dir() else [path]:
            parser = Balanced()
            parser.feed(file.read_text(encoding="utf-8"))
            parser.close()
            assert parser.open == []
