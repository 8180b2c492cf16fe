"""A poster's view becomes a PDF: laid out again and again until it fits, then printed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from site_builder.render.posters.fit import TooLongError, fit
from site_builder.render.posters.page import Layout, Page
from site_builder.render.posters.printer import height_of, pdf_of
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.source import TemplateSource
from site_builder.render.posters.trouble import require_room_for_phones, too_long

Json = Mapping[str, Any]


def print_poster(poster: Json, sheet: Json, templates: TemplateSource) -> bytes:
    """Return the poster on a sheet, a view's `format`; raises SiteError when its text cannot be set on it."""
    page = Page(poster=poster, sheet=Sheet.of(sheet), templates=templates, name=str(sheet["label"]))
    faces = page.fonts
    require_room_for_phones(page)

    @functools.cache
    def measure(layout: Layout) -> float:
        return height_of(page.html(layout), faces) / page.sheet.pixels_high

    try:
        layout = fit(page.sheet, measure, page.uneven_rows)
    except TooLongError as error:
        raise too_long(page, share=error.share) from error
    return pdf_of(page.html(layout, fixed=True), faces, title=str(poster["title"]))
