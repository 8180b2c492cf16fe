"""A poster as a print shop wants it: bleed, crop marks, boxes, declared colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from site_builder.render.paper import srgb
from site_builder.render.paper.binding import bind
from site_builder.render.paper.pen import POINT, Hand, Pen
from site_builder.render.posters.drawing import Part

SLUG = 9.0  # mm beyond the bleed, for the marks
_MARK, _GAP = 6.0, 1.0  # mm: the length of a crop mark, its distance from the bleed
_THIN = 0.1  # mm: a quarter of a point and a bit
_NOTE = 2.8  # mm


@dataclass(frozen=True, slots=True)
class Trim:
    """A finished size, its bleed on each side, all in mm, and what is said of it beside the marks."""

    width: float
    height: float
    title: str
    code: str
    bleed: float


def press_ready(poster: Part, trim: Trim) -> bytes:
    """Return a poster that was drawn with its bleed on each side, on a sheet with crop marks.

    MediaBox holds the marks, BleedBox what is coloured, TrimBox the finished size. Colours are DeviceRGB;
    an output intent says that they mean sRGB.
    """
    outside = SLUG + trim.bleed
    size = (trim.width + 2 * outside, trim.height + 2 * outside)
    pen = Pen(size[1])
    pen.picture(at=(SLUG, SLUG), size=(size[0] - 2 * SLUG, size[1] - 2 * SLUG))
    _draw_marks(pen, size, outside)
    pen.write(_note(trim), at=(outside + _MARK, size[1] - SLUG / 2 + _NOTE / 2), size=_NOTE, hand=Hand())

    def finish(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.obj.BleedBox = _box(size, SLUG)
        page.obj.TrimBox = _box(size, outside)
        pdf.Root.OutputIntents = Array([pdf.make_indirect(_intent(pdf))])
        pdf.docinfo["/Trapped"] = Name.False_

    return bind(poster, [(size, pen)], title=trim.title, finish=finish)


def _draw_marks(pen: Pen, size: tuple[float, float], outside: float) -> None:
    """Draw two hairlines at each corner of the finished sheet; none reaches into the bleed."""
    wide, high = size
    near, far = SLUG - _GAP, SLUG - _GAP - _MARK
    for x in (outside, wide - outside):
        pen.line(x, far, x, near, width=_THIN)
        pen.line(x, high - far, x, high - near, width=_THIN)
    for y in (outside, high - outside):
        pen.line(far, y, near, y, width=_THIN)
        pen.line(wide - far, y, wide - near, y, width=_THIN)


def _note(trim: Trim) -> str:
    told = (
        trim.code,
        trim.title,
        f"成品 {trim.width:g} × {trim.height:g} 毫米，四边各出血 {trim.bleed:g} 毫米，颜色 sRGB，字体已嵌入",
    )
    return "　".join(part for part in told if part)


def _box(size: tuple[float, float], inset: float) -> Array:
    wide, high = size
    return Array([round(one * POINT, 3) for one in (inset, inset, wide - inset, high - inset)])


def _intent(pdf: Pdf) -> pikepdf.Object:
    """Return what DeviceRGB means in this file; as PDF/A has it, since PDF/X asks for a press's profile."""
    told: Mapping[str, object] = {
        "/Type": Name.OutputIntent,
        "/S": Name.GTS_PDFA1,
        "/OutputConditionIdentifier": srgb.NAME,
        "/Info": srgb.NAME,
        "/RegistryName": "http://www.color.org",
        "/DestOutputProfile": pdf.make_indirect(pdf.make_stream(srgb.profile(), N=3)),
    }
    return Dictionary(told)
