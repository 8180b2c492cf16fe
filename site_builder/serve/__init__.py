"""Preview on this computer: the finished hub over HTTP, reloaded in the browser after each build."""

from site_builder.serve.live import Live, State
from site_builder.serve.rebuild import build_once, changes, trace
from site_builder.serve.requests import path_of, type_of
from site_builder.serve.server import Preview, open_preview

__all__ = ["Live", "Preview", "State", "build_once", "changes", "open_preview", "path_of", "trace", "type_of"]
