"""HTML becomes a PDF of one page; nothing is fetched from outside."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from importlib.resources import as_file, files

import plutoprint

from site_builder.render.posters.fonts import Font
from site_builder.render.posters.hollow import hollow
from site_builder.render.posters.typefaces import FAMILY

_SCHEME = "kepu-font:"
_MOMENT = "2000-01-01T00:00:00Z"  # the same input gives the same bytes, whatever the clock says


_POINT = 0.75  # of a CSS pixel
BEYOND = 1.001  # paper ends inside a pixel of most rasters: what is coloured runs on beyond the edge


class ForbiddenError(Exception):
    """The page asked for something that is not in it."""


class _OwnFonts(plutoprint.ResourceFetcher):  # type: ignore[misc,unused-ignore]
    """Hands out the poster's fonts and pictures inside the page, refuses the rest."""

    def __init__(self, fonts: Sequence[Font]) -> None:
        super().__init__()
        self._fonts = {font.name: font.data for font in fonts}

    def fetch_url(self, url: str) -> plutoprint.ResourceData:
        if url.startswith(_SCHEME):
            return plutoprint.ResourceData(self._fonts[url.removeprefix(_SCHEME)], "font/ttf")
        if url.startswith("data:"):
            return plutoprint.default_resource_fetcher.fetch_url(url)
        raise ForbiddenError(url)


def font_faces(fonts: Sequence[Font]) -> str:
    """Return the style rules that make one family of fonts: each draws its own characters."""
    return "".join(map(_font_face, fonts))


def _font_face(font: Font) -> str:
    drawn = drawn_by(font)
    only = f";unicode-range:{drawn}" if drawn else ""
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{font.weight};src:url({_SCHEME}{font.name}){only}}}'
    )


def drawn_by(font: Font) -> str:
    """Return the range of characters that a font alone draws, as a style rule says it; empty for all."""
    return ",".join(f"U+{ord(char):X}" for char in sorted(font.characters))


def height_of(html: str, fonts: Sequence[Font]) -> float:
    """Return the height of the laid-out page in CSS pixels; the page must not be fixed in height."""
    return float(_book(html, [hollow(font) for font in fonts]).get_document_height())


def pdf_of(html: str, fonts: Sequence[Font], *, title: str) -> bytes:
    """Return the page as a PDF; its size is what the page's own `@page` rule says."""
    book, out = _book(html, fonts), io.BytesIO()
    canvas = plutoprint.PDFCanvas.create_for_stream(out, book.get_page_size_at(0))
    canvas.set_metadata(plutoprint.PDF_METADATA_TITLE, title)
    canvas.set_metadata(plutoprint.PDF_METADATA_CREATION_DATE, _MOMENT)
    canvas.set_metadata(plutoprint.PDF_METADATA_MODIFICATION_DATE, _MOMENT)
    canvas.scale(_POINT * BEYOND, _POINT * BEYOND)
    book.render_page(canvas, 0)
    canvas.finish()
    return out.getvalue()


def _book(html: str, fonts: Sequence[Font]) -> plutoprint.Book:
    _hide_system_fonts()
    book = plutoprint.Book(margins=plutoprint.PAGE_MARGINS_NONE, media=plutoprint.MEDIA_TYPE_PRINT)
    book.custom_resource_fetcher = _OwnFonts(fonts)
    book.load_html(html, user_style=font_faces(fonts))
    return book


@functools.cache
def _hide_system_fonts() -> None:
    """Keep the printer from looking for a system font: the same page everywhere, and 0.2 s less to start."""
    with as_file(files(__package__) / "fontconfig") as folder:
        plutoprint.plutobook_set_fontconfig_path(str(folder))
