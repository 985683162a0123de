"""An export in two halves: every note is rendered by itself, then the fragments are put together.

exporter.render(note, context) ── Fragment ── kept in the cache ── exporter.assemble(fragments, target)

fragment.py    what is made of one note, and the fragments of all
context.py     what may be known about other notes; every answer is recorded
rendering.py   the work on one note, in this process or another
kept.py        a fragment in the cache, with everything that it depends on
spool.py       bytes on disk by number, for an assembly that goes through fragments twice
"""

from noteport.export.rendering.context import Context
from noteport.export.rendering.fragment import Fragment, Fragments, Rendered
from noteport.export.rendering.rendering import Rendering
from noteport.export.rendering.spool import Spool

__all__ = ["Context", "Fragment", "Fragments", "Rendered", "Rendering", "Spool"]
