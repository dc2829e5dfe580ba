"""The documentation as a site: ``python -m sphinx -n -W -j auto docs build/site``.

The Markdown pages beside this file stay the sources. Pages about trees, signals, offers, sources, commands and public
names are made from the files themselves, into ``docs/pages``, which is never kept.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from making.anchoring import Anchors
from making.hiding import show_hidden
from making.names_page import find_public, keep_whole
from making.trimming import Trimmed
from making.writing_pages import write_pages
from pygments.lexers.special import TextLexer

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "runrest"
author = "The runrest authors"
copyright = author
version = release = installed("runrest")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["making", "example", "_static"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4

autodoc_typehints = "none"  # the docstrings say the types, with their units and ranges
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
add_module_names = False

html_theme = "furo"
html_title = "runrest"
html_static_path = ["_static"]
html_extra_path = ["pages/beside"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None  # the same files give the same site
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b6baa", "color-brand-content": "#0b6baa"},
    "dark_css_variables": {"color-brand-primary": "#8cc8f2", "color-brand-content": "#8cc8f2"},
}
pygments_style = "friendly"
pygments_dark_style = "github-dark"


def setup(app: Sphinx) -> dict[str, Any]:
    """Make the pages before Sphinx looks for them, and teach it the anchors they use."""
    app.connect("config-inited", lambda *_: write_pages(Path(__file__).parent / "pages"), priority=100)
    app.connect("source-read", show_hidden)
    app.connect("env-get-outdated", lambda *_: ["index"])  # it names every page, also a new one
    app.connect("autodoc-process-docstring", keep_whole, priority=600)
    app.connect("missing-reference", find_public)
    app.add_transform(Anchors)
    app.add_transform(Trimmed)
    app.add_lexer("csv", TextLexer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
