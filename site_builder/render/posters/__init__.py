"""A reviewed text becomes a poster: a PDF for paper, a PNG for screens, a JPEG to look at.

Paper shows the whole texts, as large as they fit. Where even the smallest type that can be read leaves no
room for them, paper shows the short forms instead, as a screen always does, and nothing is told: the poster
is right, only terser. A poster that does not fit in its short forms either is refused with a SiteError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_builder.digest import View, canonical
from site_builder.memo import Memo
from site_builder.render.closure import closure, version_of
from site_builder.render.posters.source import TEMPLATE, TemplateSource
from site_builder.render.posters.themes import THEMES, Theme
from site_builder.render.version import code_version

__all__ = ["THEMES", "TemplateSource", "Theme", "poster_pdf", "poster_png", "poster_preview"]


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
    return memo.recall(
        _version(kind, view, templates),
        canonical({"poster": view["poster"], "format": view["format"], "width": width}),
        lambda: _raster(kind, poster_pdf(view, templates=templates, memo=memo), width),
    )


def _print(view: View, templates: TemplateSource) -> bytes:
    from site_builder.render.posters.press import print_poster  # noqa: PLC0415 - 120 ms; most are remembered

    return print_poster(_poster(view), _format(view), templates)


def _raster(kind: str, pdf: bytes, width: int) -> bytes:
    from site_builder.render.posters import raster  # noqa: PLC0415 - 30 ms; most are remembered

    return {"png": raster.png_of, "jpeg": raster.jpeg_of}[kind](pdf, width)


def _version(kind: str, view: View, templates: TemplateSource) -> str:
    poster = _poster(view)
    icons = sorted({*(str(block["icon"]) for block in poster["blocks"])} - {""})
    drawings = (f"posters/art/{poster['art']}.svg", *(f"posters/icons/{icon}.svg" for icon in icons))
    sources = templates.sources()
    return f"{kind} {code_version()} {version_of(closure([TEMPLATE, *drawings], sources), sources)}"


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
