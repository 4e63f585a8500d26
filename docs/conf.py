"""How Sphinx builds these pages: `make docs`. Nothing is fetched, neither when built nor when read."""

import sys
from pathlib import Path

import vrpcore

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

project = "vrpcore"
author = "The vrpcore authors"
copyright = author
version = release = vrpcore.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "model_reference"]
exclude_patterns = ["extensions", "schema"]
html_theme = "furo"
html_title = f"vrpcore {version}"
html_static_path = ["static"]
html_css_files = ["vrpcore.css"]
html_copy_source = False
html_show_sourcelink = False

# Pages are written in MyST; notebooks are those with `file_format: mystnb`, run at each build.
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_in_temp = True
nb_execution_timeout = 120
nb_execution_show_tb = True
nb_merge_streams = True
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # else every page asks a network for it

# Docstrings: numpy style, a name in single backquotes is code.
default_role = "code"
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True}
