"""An exporter of a third party: everything that it needs is in ``noteport.api``."""

from noteport.api import Exporter, ExportReport, Notes, Target


class OutlineExporter(Exporter):
    """A plain-text outline: one line per claim."""

    name, summary, suffixes = "outline", "Plain-text outline, one line per claim.", (".txt",)

    def export(self, notes: Notes, target: Target) -> ExportReport:
        with target.open_text() as out:
            for note in notes:
                out.writelines(f"{claim.text}\n" for claim in note.claims())
        return target.report()
