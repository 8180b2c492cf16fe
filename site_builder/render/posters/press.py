"""A poster's view becomes a PDF: laid out again and again until it fits, then printed."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from site_builder.digest import canonical
from site_builder.render.pictures import printable
from site_builder.render.posters.browser import BROWSER, pdf_by_browser
from site_builder.render.posters.fit import TooLongError, fit
from site_builder.render.posters.measure import need_of
from site_builder.render.posters.page import Page, Scale
from site_builder.render.posters.printer import height_of, pdf_of
from site_builder.render.posters.proof import require_whole
from site_builder.render.posters.screened import for_black
from site_builder.render.posters.scroll import is_scroll, unrolled
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.source import TemplateSource
from site_builder.render.posters.themes import THEMES, theme_of
from site_builder.render.posters.trouble import require_room_for_phones, too_long

Json = Mapping[str, Any]
_FULL = 1.0001  # of the sheet: what rounding may add
Recall = Callable[[bytes, Callable[[], bytes]], bytes]  # what was once made from a source, or is made now


def print_poster(
    poster: Json,
    sheet: Json,
    templates: TemplateSource,
    *,
    photograph: bytes = b"",
    whole: bool = False,
    recall: Recall = lambda _source, make: make(),
) -> bytes:
    """Return the poster on a sheet, a view's `format`; raises SiteError when its text cannot be set on it.

    `photograph` are the bytes of the poster's picture, when that is no drawing. With `whole`, short forms are
    not set in place of texts. `recall` remembers what sizes fit.
    """
    page = Page(
        poster=poster,
        sheet=Sheet.of(unrolled(sheet), pictured=poster["layout"] == "figure"),
        templates=templates,
        photograph=_picture(photograph, black=theme_of(str(poster["theme"])).mono),
        name=str(sheet["label"]),
    )
    if is_scroll(sheet):
        page = replace(page, sheet=Sheet.of(unrolled(sheet, functools.partial(_need, page))))
    faces = page.fonts
    require_room_for_phones(page)
    printed = page.html(_scale(page, whole=whole, recall=recall), fixed=True)
    if sheet.get("engine") == BROWSER:
        data = pdf_by_browser(printed, faces)
    else:
        data = pdf_of(printed, faces, title=str(poster["title"]))
    require_whole(data, page.sheet, name=page.name)
    return data


def _picture(photograph: bytes, *, black: bool) -> bytes:
    if not photograph:
        return b""
    picture = printable(photograph)
    return for_black(picture) if black else picture


def _scale(page: Page, *, whole: bool, recall: Recall) -> Scale:
    """Return the sizes with which the page fills its sheet, in any theme: colours take no room."""

    def remembered(shown: Page) -> Scale:
        source = canonical({"poster": {**shown.poster}, "sheet": asdict(page.sheet), "whole": whole})
        found = recall(source, lambda: json.dumps(asdict(_fitted(shown, page, whole=whole))).encode())
        return Scale(**json.loads(found))

    scale = remembered(replace(page, poster={**page.poster, "theme": next(iter(THEMES))}))
    if page.theme.mono and need_of(page, page.fonts, scale) > _FULL:  # a hub's own style for black printers
        return remembered(page)
    return scale


def _fitted(shown: Page, page: Page, *, whole: bool) -> Scale:
    measure = functools.cache(functools.partial(need_of, shown, page.fonts))
    try:
        return fit(shown.sheet, measure, shown.uneven_rows, scenes=shown.scenes, whole=whole)
    except TooLongError as error:
        raise too_long(page, advise=not whole) from error


def _need(page: Page, sheet: Json, rem: float) -> float:
    """Return the height that the page needs on a sheet at ease, with type of that size, as a share of it."""
    tried = replace(page, sheet=Sheet.of(sheet))
    scale = Scale(rem=rem, spacing=1.0, scene=tried.scenes[1], short=False)
    return height_of(tried.html(scale), page.fonts) / tried.sheet.pixels_high
