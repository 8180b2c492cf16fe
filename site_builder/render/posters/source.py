"""What a poster needs of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

TEMPLATE = "posters/panels.html"


class TemplateSource(Protocol):
    """What renders a template by name and hands out a template file as written."""

    def render(self, name: str, view: Mapping[str, Any]) -> str: ...

    def source(self, name: str) -> str: ...

    def drawing(self, name: str, view: Mapping[str, Any] | None = None) -> str: ...
