"""How the pages are built: ``sphinx-build docs site``. https://www.sphinx-doc.org/en/master/usage/configuration.html"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "noteport"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "api_reference"]
html_theme = "furo"
html_title = "noteport"
html_copy_source = False
html_show_copyright = False  # docs/licences.md says more
exclude_patterns = ["README.md", "api.md"]  # for readers of the files
smartquotes = False  # two dashes in options must stay two dashes
suppress_warnings = ["misc.highlighting_failure"]  # Pygments does not support all of SPARQL
myst_heading_anchors = 3
copybutton_prompt_text = "$ "  # is not copied
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
