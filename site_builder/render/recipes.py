"""The recipes of all targets, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from msgspec import Struct

from site_builder.digest import View, digest
from site_builder.edition import libraries
from site_builder.errors import SiteError
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.render.assets import Assets
from site_builder.render.closure import closure, version_of
from site_builder.render.ics import calendar_file
from site_builder.render.posters.drawing import Drawing
from site_builder.render.templates import Templates
from site_builder.render.version import code_version

POSTERS = "posters/"
OFFER = "poster.html"  # the page that offers a poster's files, and tells what toner they take
CARD = "screens/test-card.html"


class Recipe(Struct, frozen=True):
    """`version` names all that the bytes depend on besides the view."""

    version: str
    make: Callable[[View], bytes]


class Stock(Struct, frozen=True):
    """What posters are made from, besides their views."""

    templates: Templates
    memo: Memo
    content: Path


def recipes(templates: Templates, assets: Assets, *, content: Path, memo: Memo) -> Mapping[str, Recipe]:
    """Return each recipe; a page's recipe is called like its template."""
    sources, stock = templates.sources(), Stock(templates, memo, content)
    drawn = version_of(closure([name for name in sources if name.startswith(POSTERS)], sources), sources)
    names = [name for name in sources if _is_page(name)]
    makers: dict[str, Callable[[View], bytes]] = {
        "json": lambda view: json.dumps(view["document"], ensure_ascii=False, indent=1).encode(),
        "part.json": lambda view: json.dumps(  # without line ends, which only the slow encoder makes
            view["document"], ensure_ascii=False, separators=(",", ":")
        ).encode(),
        "script": _script,
        "asset": lambda view: _asset(assets, view),
        "picture": lambda view: _picture(content, view),
        "art": lambda view: _art(templates, view),
        "poster.pdf": _poster("pdf", stock),
        "poster.png": _poster("png", stock),
        "poster.jpg": _poster("jpg", stock),
        "poster.tiles.pdf": _paper("tiles", stock),
        "poster.press.pdf": _paper("press", stock),
        "slide.jpg": _screen("slide", stock),
        "calendar.ics": calendar_file,
    }
    looks = {name: version_of(closure([name], sources), sources) for name in names}
    return {
        **{
            name: Recipe(_version(look + drawn), _offer(stock))
            if name == OFFER
            else Recipe(_version(look), _page(templates, name))
            for name, look in looks.items()
        },
        **{name: Recipe(_version(drawn), make) for name, make in makers.items()},
        **_of_screens(stock, drawn),
    }


def _of_screens(stock: Stock, drawn: str) -> dict[str, Recipe]:
    sources = stock.templates.sources()
    card = version_of(closure([CARD], sources), sources)
    return {
        "tv.zip": Recipe(_version(drawn + card), _screen("pack", stock)),
        "tv.mp4": Recipe(_version(drawn + libraries("av").decode()), _screen("film", stock)),
        "led.png": Recipe(_version(""), _screen("strip", stock)),
        "txt": Recipe(_version(""), _text),
        "csv": Recipe(_version(""), _table),
    }


def _text(view: View) -> bytes:
    """Return paragraphs as Windows' Notepad reads them since ever: with BOM and CRLF."""
    return "\r\n\r\n".join([*cast("Sequence[str]", view["paragraphs"]), ""]).encode("utf-8-sig")


def _table(view: View) -> bytes:
    from site_builder.render.spreadsheet import csv_of  # noqa: PLC0415 - other files are made without

    return csv_of(cast("Sequence[Sequence[str]]", view["rows"]))


def _script(view: View) -> bytes:
    """Return a script that hands data to the search page; the two line ends end a string in old browsers."""
    data = json.dumps(view["data"], ensure_ascii=False, separators=(",", ":"))
    plain = data.replace("\u2028", " ").replace("\u2029", " ")
    return f'kepuSearch.take("{view["name"]}",{plain});\n'.encode()


def _is_page(name: str) -> bool:
    folder, _slash, file = name.rpartition("/")
    kind = (folder, file.rpartition(".")[2])
    return kind in {("", "html"), ("feeds", "xml")} and not file.startswith("_")


def _version(templates: str) -> str:
    return digest(code_version().encode(), templates.encode())


def _page(templates: Templates, name: str) -> Callable[[View], bytes]:
    return lambda view: templates.render(name, view).encode()


def _offer(stock: Stock) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        from site_builder.render import paper  # noqa: PLC0415 - other pages are made without

        told = paper.with_toner(view, draw=_drawing(stock), memo=stock.memo)
        return stock.templates.render(OFFER, told).encode()

    return make


def _poster(kind: str, stock: Stock) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        from site_builder.render import posters  # noqa: PLC0415 - pages are made without

        makers = {"pdf": posters.poster_pdf, "png": posters.poster_png, "jpg": posters.poster_preview}
        photograph = partial(_photograph, stock.content, view)
        return makers[kind](view, templates=stock.templates, memo=stock.memo, photograph=photograph)

    return make


def _drawing(stock: Stock) -> Callable[[View], Drawing]:
    def make(view: View) -> Drawing:
        from site_builder.render.posters import draw_poster  # noqa: PLC0415 - pages are made without

        photograph = partial(_photograph, stock.content, view)
        return draw_poster(view, templates=stock.templates, memo=stock.memo, photograph=photograph)

    return make


def _paper(kind: str, stock: Stock) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        from site_builder.render import paper  # noqa: PLC0415 - pages are made without

        makers = {"tiles": paper.tiles_pdf, "press": paper.press_pdf}
        return makers[kind](view, draw=_drawing(stock), memo=stock.memo)

    return make


def _screen(kind: str, stock: Stock) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        from site_builder.render import screens  # noqa: PLC0415 - pages are made without

        draw = _drawing(stock)
        makers: dict[str, Callable[[], bytes]] = {
            "slide": lambda: screens.slide_jpeg(view, draw=draw, memo=stock.memo),
            "pack": lambda: screens.tv_pack(view, draw=draw, templates=stock.templates, memo=stock.memo),
            "film": lambda: screens.film(view, draw=draw, memo=stock.memo),
            "strip": lambda: screens.led_strip(view),
        }
        return makers[kind]()

    return make


def changed(where: str = "") -> SiteError:
    """Return what to raise when a file is no longer what the plan of the build saw."""
    return SiteError(_("the file changed while the hub was built"), where=where, hint=_("build again"))


def _asset(assets: Assets, view: View) -> bytes:
    name = str(view["name"])
    try:
        data = assets.read(name)
    except (KeyError, OSError) as error:
        raise changed(f"templates/assets/{name}") from error
    if digest(data) != view["digest"]:
        raise changed(f"templates/assets/{name}")
    return data


def _picture(content: Path, view: View) -> bytes:
    from site_builder.render.pictures import picture_bytes  # noqa: PLC0415 - 16 ms; pages are made without

    file = content / str(view["path"])
    try:
        return picture_bytes(file, _original(file, view))
    except OSError as error:
        raise SiteError(_("the picture cannot be read: {reason}").format(reason=reason_of(error))) from error


def _photograph(content: Path, view: View) -> bytes:
    """Return the bytes of a poster's picture; none, where it has none or a drawing of ours."""
    picture = cast("Mapping[str, View | None]", view["poster"])["picture"]
    if not picture or not picture["path"]:
        return b""
    try:
        return _original(content / str(picture["path"]), picture)
    except OSError as error:
        raise SiteError(_("the picture cannot be read: {reason}").format(reason=reason_of(error))) from error


def _original(file: Path, view: View) -> bytes:
    data = file.read_bytes()
    if digest(data) != view["digest"]:
        raise changed()
    return data


def _art(templates: Templates, view: View) -> bytes:
    from site_builder.render.posters import THEMES  # noqa: PLC0415 - pages are made without

    theme = THEMES[str(view["theme"])]
    colours = {"dark": theme.dark, "mid": theme.mid, "accent": theme.accent, "pale": theme.pale}
    name = f"posters/art/{view['name']}.svg"
    return templates.render(name, {"wide": view["wide"], "theme": colours}).encode()
