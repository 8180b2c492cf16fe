"""A reviewed text becomes a poster: a PDF for paper, a PNG for screens, a JPEG to look at.

Paper shows the whole texts, as large as they fit. Where even the smallest type that can be read leaves no
room for them, paper shows the short forms instead, as a screen always does, and nothing is told: the poster
is right, only terser. A poster that does not fit in its short forms either is refused with a SiteError.

A poster is drawn once for all sheets of one shape; what a sheet shows is a part of that drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from site_builder.digest import View, canonical
from site_builder.memo import Memo
from site_builder.render.closure import closure, version_of
from site_builder.render.posters.drawing import Drawing, sheets_for
from site_builder.render.posters.source import TemplateSource, template_of
from site_builder.render.posters.themes import THEMES, Theme
from site_builder.render.sought import UnfitError
from site_builder.render.version import code_version

__all__ = [
    "THEMES",
    "Drawing",
    "TemplateSource",
    "Theme",
    "draw_poster",
    "poster_pdf",
    "poster_png",
    "poster_preview",
]

Json = Mapping[str, Any]
Photograph = Callable[[], bytes] | None


def draw_poster(
    view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None
) -> Drawing:
    """Return the poster as it is drawn for its sheet; raises SiteError when its text cannot be set on it.

    `photograph` returns the bytes of the poster's picture, where that is no drawing. What a browser prints is
    not remembered: it depends on the browser.
    """

    def printed(sheet: Json, *, whole: bool) -> bytes:
        from site_builder.render.posters.press import print_poster  # noqa: PLC0415 - 120 ms; remembered

        named = {**sheet, "label": _format(view)["label"]}
        data = photograph() if photograph else b""
        recall = partial(memo.recall, _version("fit", view, templates))
        return print_poster(_poster(view), named, templates, photograph=data, whole=whole, recall=recall)

    def printed_whole(sheet: Json) -> bytes:
        try:
            return printed(sheet, whole=True)
        except UnfitError:
            return b""  # its own sheet may have room, and says else what is wrong

    version = _version("pdf", view, templates)
    *shared, own = sheets_for(_format(view))
    for sheet in shared:
        source = canonical({"poster": view["poster"], "shared": {**sheet}})
        if pdf := memo.recall(version, source, partial(printed_whole, sheet)):
            return Drawing(pdf, sheet)
    if own.get("engine"):
        return Drawing(printed(own, whole=False), own)
    source = canonical({"poster": view["poster"], "own": {**own}})
    return Drawing(memo.recall(version, source, lambda: printed(own, whole=False)), own)


def poster_pdf(view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None) -> bytes:
    """Return the poster as a PDF of one page; raises SiteError when its text cannot be set on the sheet."""
    drawing = draw_poster(view, templates=templates, memo=memo, photograph=photograph)
    if drawing.is_all_of(_format(view)):
        return drawing.pdf
    from site_builder.render.posters.cut import cut  # noqa: PLC0415 - pikepdf, 60 ms; pages are made without

    return cut(drawing.part(_format(view)))


def poster_png(view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None) -> bytes:
    """Return the poster as a PNG of exactly the format's pixels."""

    def made() -> bytes:
        from site_builder.render.posters.raster import png_of  # noqa: PLC0415 - 30 ms; most are remembered

        pdf = draw_poster(view, templates=templates, memo=memo, photograph=photograph).pdf
        return png_of(pdf, int(_format(view)["width"]))

    return _remembered("png", view, templates=templates, memo=memo, made=made)


def poster_preview(
    view: View, *, templates: TemplateSource, memo: Memo, photograph: Photograph = None
) -> bytes:
    """Return the poster as a JPEG of the view's `width` in pixels."""

    def made() -> bytes:
        from site_builder.render.posters.raster import jpeg_of  # noqa: PLC0415 - 30 ms; most are remembered

        return jpeg_of(poster_pdf(view, templates=templates, memo=memo, photograph=photograph), _pixels(view))

    return _remembered("jpeg", view, templates=templates, memo=memo, made=made)


def _remembered(
    kind: str, view: View, *, templates: TemplateSource, memo: Memo, made: Callable[[], bytes]
) -> bytes:
    """Return the picture of a poster, made once; what a browser prints is not remembered."""
    if _format(view).get("engine"):
        return made()
    source = canonical({name: view.get(name) for name in ("poster", "format", "width")})
    return memo.recall(_version(kind, view, templates), source, made)


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
