"""The command line.

    app.main ── lazy.LazyGroup ── exporting (one command per exporter) ── export.run_export
             └── checking (check, exporters)

This package reads arguments and prints; everything else happens in the packages below it.
"""
