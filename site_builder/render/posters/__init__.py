"""A reviewed text becomes a poster: a PDF for paper, a PNG for screens, a JPEG to look at.

Paper shows the whole texts, as large as they fit. Where even the smallest type that can be read leaves no
room for them, paper shows the short forms instead, as a screen always does, and nothing is told: the poster
is right, only terser. A poster that does not fit in its short forms either is refused with a SiteError.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from site_builder.digest import View, canonical
from site_builder.memo import Memo
from site_builder.render.posters import raster
from site_builder.render.posters.fit import TooLongError, fit
from site_builder.render.posters.page import Layout, Page, TemplateSource
from site_builder.render.posters.printer import height_of, pdf_of
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.themes import THEMES, Theme
from site_builder.render.posters.trouble import require_room_for_phones, too_long
from site_builder.render.posters.version import code_version, template_version

__all__ = ["THEMES", "Sheet", "TemplateSource", "Theme", "poster_pdf", "poster_png", "poster_preview"]


def poster_pdf(view: View, *, templates: TemplateSource, memo: Memo) -> bytes:
    """Return the poster as a PDF of one page; raises SiteError when its text cannot be set on the sheet."""
    source = canonical({"poster": view["poster"], "format": view["format"]})
    return memo.recall(_version("pdf", view, templates), source, lambda: _print(view, templates))


def poster_png(view: View, *, templates: TemplateSource, memo: Memo) -> bytes:
    """Return the poster as a PNG of exactly the format's pixels."""
    return _picture("png", view, templates=templates, memo=memo, width=int(_format(view)["width"]))


def poster_preview(view: View, *, templates: TemplateSource, memo: Memo) -> bytes:
    """Return the poster as a JPEG of the view's `width` in pixels."""
    return _picture("jpeg", view, templates=templates, memo=memo, width=_pixels(view))


def _picture(kind: str, view: View, *, templates: TemplateSource, memo: Memo, width: int) -> bytes:
    make = {"png": raster.png_of, "jpeg": raster.jpeg_of}[kind]
    return memo.recall(
        _version(kind, view, templates),
        canonical({"poster": view["poster"], "format": view["format"], "width": width}),
        lambda: make(poster_pdf(view, templates=templates, memo=memo), width),
    )


def _print(view: View, templates: TemplateSource) -> bytes:
    sheet = _format(view)
    page = Page(poster=_poster(view), sheet=Sheet.of(sheet), templates=templates, name=str(sheet["label"]))
    faces = page.fonts
    require_room_for_phones(page)

    @functools.cache
    def measure(layout: Layout) -> float:
        return height_of(page.html(layout), faces) / page.sheet.pixels_high

    try:
        layout = fit(page.sheet, measure, page.uneven_rows)
    except TooLongError as error:
        raise too_long(page, share=error.share) from error
    return pdf_of(page.html(layout, fixed=True), faces, title=str(page.poster["title"]))


def _version(kind: str, view: View, templates: TemplateSource) -> str:
    poster = _poster(view)
    icons = sorted({*(str(block["icon"]) for block in poster["blocks"])} - {""})
    names = (f"posters/art/{poster['art']}.svg", *(f"posters/icons/{icon}.svg" for icon in icons))
    return f"{kind} {code_version()} {template_version(templates, names)}"


def _poster(view: View) -> Mapping[str, Any]:
    poster = view["poster"]
    assert isinstance(poster, dict)
    return poster


def _pixels(view: View) -> int:
    width = view["width"]
    assert isinstance(width, int)
    return width


def _format(view: View) -> Mapping[str, Any]:
    sheet = view["format"]
    assert isinstance(sheet, dict)
    return sheet
