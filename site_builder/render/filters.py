"""Pure filters for templates."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha256
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


def csp_hash(text: str) -> Markup:
    """Return what a Content-Security-Policy allows a script or a style inside the page by."""
    return Markup("'sha256-{}'").format(b64encode(sha256(text.encode()).digest()).decode())


FILTERS: dict[str, Callable[..., Any]] = {"csp": csp_hash, "day": day_words, "emphasise": emphasise}
