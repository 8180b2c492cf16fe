"""Drawn sheets become one PDF, in which the poster and the typeface lie only once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from site_builder.render.paper.letters import HEAVY, REGULAR, Letters
from site_builder.render.paper.pen import POINT, POSTER, Pen
from site_builder.render.posters.cut import rounded, saved
from site_builder.render.posters.drawing import Part

Sheets = Sequence[tuple[tuple[float, float], Pen]]  # each with width and height in mm


def bind(poster: Part, sheets: Sheets, *, title: str, finish: Callable[[Pdf], None] | None = None) -> bytes:
    """Return the sheets as a PDF; `finish` may add what concerns the whole file.

    Nothing in it depends on the clock: the same input gives the same bytes.
    """
    with Pdf.open(io.BytesIO(poster.pdf)) as source, Pdf.new() as target:
        _add(target, _form(target, source, poster), sheets, own=poster.size)
        if finish:
            finish(target)
        target.docinfo["/Title"] = title
        return saved(target)


def _add(target: Pdf, form: pikepdf.Object, sheets: Sheets, *, own: tuple[float, float]) -> None:
    letters = {weight: _letters(sheets, weight) for weight in (REGULAR, HEAVY)}
    faces = {f"/{face.name}": face.embed(target) for one in letters.values() for face in one.faces.values()}
    resources = target.make_indirect(
        Dictionary(XObject=Dictionary({f"/{POSTER}": form}), Font=Dictionary(faces))
    )
    for size, pen in sheets:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *(round(side * POINT, 3) for side in size)]),
            Resources=resources,
            Contents=target.make_stream(pen.content(letters, own)),
        )
        target.pages.append(Page(page))


def _letters(sheets: Sheets, weight: int) -> Letters:
    return Letters.of({text for _size, pen in sheets for text in pen.texts(weight)}, weight)


def _form(target: Pdf, source: Pdf, poster: Part) -> pikepdf.Object:
    """Return the poster as a form that begins at nought."""
    form = target.copy_foreign(source.pages[0].as_form_xobject())
    form.BBox, form.Matrix = Array(rounded(poster.edges)), Array(rounded(poster.matrix))
    return form
