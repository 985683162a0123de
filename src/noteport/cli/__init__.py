"""The command line.

    start.main ── app.run ── lazy.LazyGroup ── exporting (one command per exporter) ── export.run_export
                            └── checking (check, exporters)

This package reads arguments and prints; everything else happens in the packages below it.
"""
