"""What a poster needs of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


def template_of(poster: Mapping[str, Any]) -> str:
    """Return the name of the template that lays a poster out."""
    return f"posters/{poster['layout']}.html"


class TemplateSource(Protocol):
    """What renders a template by name and hands out the template files as written."""

    def render(self, name: str, view: Mapping[str, Any]) -> str: ...

    def sources(self) -> Mapping[str, str]: ...

    def drawing(self, name: str, view: Mapping[str, Any] | None = None) -> str: ...
