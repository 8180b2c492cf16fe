"""A poster's view becomes a PDF: laid out again and again until it fits, then printed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from site_builder.render.pictures import printable
from site_builder.render.posters.browser import BROWSER, pdf_by_browser
from site_builder.render.posters.fit import TooLongError, fit
from site_builder.render.posters.page import Page, Scale
from site_builder.render.posters.printer import height_of, pdf_of
from site_builder.render.posters.proof import require_whole
from site_builder.render.posters.scroll import is_scroll, unrolled
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.source import TemplateSource
from site_builder.render.posters.trouble import require_room_for_phones, too_long

Json = Mapping[str, Any]


def print_poster(
    poster: Json, sheet: Json, templates: TemplateSource, *, photograph: bytes = b"", whole: bool = False
) -> bytes:
    """Return the poster on a sheet, a view's `format`; raises SiteError when its text cannot be set on it.

    `photograph` are the bytes of the poster's picture, when that is no drawing. With `whole`, short forms are
    not set in place of texts.
    """
    page = Page(
        poster=poster,
        sheet=Sheet.of(unrolled(sheet)),
        templates=templates,
        photograph=printable(photograph) if photograph else b"",
        name=str(sheet["label"]),
    )
    if is_scroll(sheet):
        page = replace(page, sheet=Sheet.of(unrolled(sheet, functools.partial(_need, page))))
    faces = page.fonts
    require_room_for_phones(page)

    @functools.cache
    def measure(scale: Scale) -> float:
        return height_of(page.html(scale), faces) / page.sheet.pixels_high

    try:
        scale = fit(page.sheet, measure, page.uneven_rows, scenes=page.scenes, whole=whole)
    except TooLongError as error:
        raise too_long(page, advise=not whole) from error
    printed = page.html(scale, fixed=True)
    if sheet.get("engine") == BROWSER:
        data = pdf_by_browser(printed, faces)
    else:
        data = pdf_of(printed, faces, title=str(poster["title"]))
    require_whole(data, page.sheet, name=page.name)
    return data


def _need(page: Page, sheet: Json, rem: float) -> float:
    """Return the height that the page needs on a sheet at ease, with type of that size, as a share of it."""
    tried = replace(page, sheet=Sheet.of(sheet))
    scale = Scale(rem=rem, spacing=1.0, scene=tried.scenes[1], short=False)
    return height_of(tried.html(scale), page.fonts) / tried.sheet.pixels_high
