"""The command line.

    app.main ── lazy.LazyGroup ── exporting (one command an exporter) ── export.run_export
             └── checking (check, exporters)

It reads arguments and prints; all else is done below it.
"""
