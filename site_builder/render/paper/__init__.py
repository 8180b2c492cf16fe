"""Paper: a poster on sheets that an office printer takes, and as a print shop wants it.

`draw` in every function makes the poster itself from a view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from site_builder.digest import Json, View, canonical, digest
from site_builder.memo import Memo
from site_builder.render.paper.grid import EDGES, PAPERS, Grid, Paper, fill, filling_size, lay, save_paper
from site_builder.render.posters.drawing import BLEED, Drawing, Part
from site_builder.render.posters.themes import MONO
from site_builder.render.version import code_version

__all__ = [
    "BLEED",
    "EDGES",
    "PAPERS",
    "Grid",
    "Paper",
    "fill",
    "filling_size",
    "grid_of",
    "lay",
    "press_pdf",
    "save_paper",
    "tiles_pdf",
    "toner_of",
    "with_toner",
]

_LOOK = 400  # pixels across: as a finer picture, to a tenth of a per cent

Draw = Callable[[View], Drawing]


def tiles_pdf(view: View, *, draw: Draw, memo: Memo) -> bytes:
    """Return a poster on sheets, a page each; the view's `tiles` says on which, as grid_of() reads it."""
    return _remembered("tiles", view, draw=draw, memo=memo, make=lambda drawing: _tile(view, drawing, memo))


def press_pdf(view: View, *, draw: Draw, memo: Memo) -> bytes:
    """Return a poster of the view's `format` with bleed and crop marks."""
    bled: dict[str, Any] = {**view, "format": {**_part(view, "format"), "bleed": BLEED}}
    return _remembered("press", bled, draw=draw, memo=memo, make=lambda drawing: _bleed(bled, drawing))


def toner_of(view: View, *, draw: Draw, memo: Memo) -> float:
    """Return the share of the poster that a black printer covers, 0 to 1."""
    return _toner(draw(view), memo)


def with_toner(view: View, *, draw: Draw, memo: Memo) -> View:
    """Return the view of a poster's page with `toner` on each of its `sheets`: per cent of the paper.

    It is nought where a print shop prints.
    """
    sheets = view.get("sheets", ())
    assert isinstance(sheets, Sequence)
    told: list[Json] = [
        {**sheet, "toner": 0 if sheet["press"] else _per_cent(view, sheet, draw=draw, memo=memo)}
        for sheet in sheets
        if isinstance(sheet, Mapping)
    ]
    return {**view, "sheets": told}


def _per_cent(page: View, sheet: View, *, draw: Draw, memo: Memo) -> int:
    poster: Json = {**_part(page, "poster"), **({"theme": MONO} if sheet["mono"] else {})}
    toner = toner_of({"poster": poster, "format": sheet["format"]}, draw=draw, memo=memo)
    return max(1, round(100 * toner))


def grid_of(format_: View, tiles: View) -> Grid:
    """Return the grid for a format in mm.

    `tiles` names `paper`, `edge` in mm, and `how`: lay the poster at its own size, save paper, or fill
    `count` sheets.
    """
    size = (_number(format_, "width"), _number(format_, "height"))
    paper = Paper(str(tiles["paper"]), _number(tiles, "edge"))
    if tiles["how"] == "fill":
        return fill(*size, paper, count=round(_number(tiles, "count")))
    return {"lay": lay, "save": save_paper}[str(tiles["how"])](*size, paper)


def _remembered(kind: str, view: View, *, draw: Draw, memo: Memo, make: Callable[[Drawing], bytes]) -> bytes:
    """Return what make() gives for the drawn poster: made once for each poster that looks the same."""
    drawing = draw(view)
    source = canonical({**view, "drawn": digest(drawing.pdf)})
    return memo.recall(f"{kind} {code_version()}", source, lambda: make(drawing))


def _tile(view: View, drawing: Drawing, memo: Memo) -> bytes:
    from site_builder.render.paper.tiles import tile  # noqa: PLC0415 - pikepdf, 60 ms; most are remembered
    from site_builder.render.paper.words import Job  # noqa: PLC0415 - as above

    told = _part(view, "poster")
    return tile(
        drawing.part(_part(view, "format")),
        Job(
            title=str(told["title"]),
            code=str(told["code"]),
            grid=grid_of(_part(view, "format"), _part(view, "tiles")),
            toner=_toner(drawing, memo),
        ),
    )


def _bleed(view: View, drawing: Drawing) -> bytes:
    from site_builder.render.paper.bleed import Trim, press_ready  # noqa: PLC0415 - pikepdf, as above

    told, sheet = _part(view, "poster"), _part(view, "format")
    size = (_number(sheet, "width"), _number(sheet, "height"))
    trim = Trim(*size, title=str(told["title"]), code=str(told["code"]), bleed=BLEED)
    return press_ready(drawing.part(sheet), trim)


def _toner(drawing: Drawing, memo: Memo) -> float:
    part = drawing.whole()
    return float(memo.recall(f"toner {code_version()}", part.pdf, lambda: _measured(part)))


def _measured(part: Part) -> bytes:
    from site_builder.render.posters import raster  # noqa: PLC0415 - 30 ms; most are remembered

    return f"{raster.darkness_of(part.pdf, _LOOK, edges=part.edges):.4f}".encode()


def _part(view: View, name: str) -> Mapping[str, Any]:
    part = view[name]
    assert isinstance(part, Mapping)
    return part


def _number(view: View, name: str) -> float:
    value = view[name]
    assert isinstance(value, int | float)
    return float(value)
