"""Pure filters for templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup, escape

_SVG = re.compile(r"<svg\b")


def day_words(iso: str) -> str:
    """`2026-11-03` → `2026年11月3日`; empty stays empty."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"


def emphasise(text: str, part: str) -> Markup:
    """Return text with part of it inside `<em>`."""
    before, found, after = text.partition(part) if part else (text, "", "")
    return escape(before) + Markup("<em>{}</em>").format(found) + escape(after) if found else escape(text)


def icon_markup(drawing: str) -> Markup:
    """Return an icon as decoration inside text: hidden from screen readers, sized by the style sheet."""
    hidden = '<svg class="icon" aria-hidden="true" focusable="false"'
    return Markup(_SVG.sub(hidden, drawing, count=1))  # noqa: S704 - a template file, our own


FILTERS: dict[str, Callable[..., Any]] = {"day": day_words, "emphasise": emphasise}
