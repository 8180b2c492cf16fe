"""A reviewed text becomes a poster: a PDF for paper, a PNG for screens, a JPEG to look at.

Paper shows the whole texts, as large as they fit. Where even the smallest type that can be read leaves no
room for them, paper shows the short forms instead, as a screen always does, and nothing is told: the poster
is right, only terser. A poster that does not fit in its short forms either is refused with a SiteError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from site_builder.digest import View, canonical
from site_builder.memo import Memo
from site_builder.render.closure import closure, version_of
from site_builder.render.posters.source import TemplateSource, template_of
from site_builder.render.posters.themes import THEMES, Theme
from site_builder.render.version import code_version

__all__ = ["THEMES", "TemplateSource", "Theme", "poster_pdf", "poster_png", "poster_preview"]

Photograph = Callable[[], bytes] | None


def poster_pdf(view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None) -> bytes:
    """Return the poster as a PDF of one page; raises SiteError when its text cannot be set on the sheet.

    `photograph` returns the bytes of the poster's picture, where that is no drawing. What a browser prints is
    not remembered: it depends on the browser.
    """
    if _format(view).get("engine"):
        return _print(view, templates, photograph)
    source = canonical({"poster": view["poster"], "format": view["format"]})
    return memo.recall(_version("pdf", view, templates), source, lambda: _print(view, templates, photograph))


def poster_png(view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None) -> bytes:
    """Return the poster as a PNG of exactly the format's pixels."""
    return _picture("png", view, width=int(_format(view)["width"]), kitchen=(templates, memo, photograph))


def poster_preview(
    view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None
) -> bytes:
    """Return the poster as a JPEG of the view's `width` in pixels."""
    return _picture("jpeg", view, width=_pixels(view), kitchen=(templates, memo, photograph))


def _picture(kind: str, view: View, *, width: int, kitchen: tuple[TemplateSource, Memo, Photograph]) -> bytes:
    templates, memo, photograph = kitchen
    return memo.recall(
        _version(kind, view, templates),
        canonical({"poster": view["poster"], "format": view["format"], "width": width}),
        lambda: _raster(kind, poster_pdf(view, templates=templates, memo=memo, photograph=photograph), width),
    )


def _print(view: View, templates: TemplateSource, photograph: Photograph) -> bytes:
    from site_builder.render.posters.press import print_poster  # noqa: PLC0415 - 120 ms; most are remembered

    return print_poster(
        _poster(view), _format(view), templates, photograph=photograph() if photograph else b""
    )


def _raster(kind: str, pdf: bytes, width: int) -> bytes:
    from site_builder.render.posters import raster  # noqa: PLC0415 - 30 ms; most are remembered

    return {"png": raster.png_of, "jpeg": raster.jpeg_of}[kind](pdf, width)


def _version(kind: str, view: View, templates: TemplateSource) -> str:
    poster = _poster(view)
    icons = sorted({*(str(block["icon"]) for block in poster["blocks"])} - {""})
    arts = {poster["art"], *([poster["picture"]["name"]] if poster["picture"] else [])} - {""}
    drawings = [f"posters/art/{name}.svg" for name in arts] + [f"posters/icons/{icon}.svg" for icon in icons]
    sources = templates.sources()
    made_from = closure([template_of(poster), *drawings], sources)
    return f"{kind} {code_version()} {version_of(made_from, sources)}"


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
