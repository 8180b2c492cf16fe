"""A part of a drawing becomes a PDF of its own."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Matrix, Pdf

from site_builder.render.posters.drawing import Part


def cut(part: Part) -> bytes:
    """Return the part as the only page of a PDF. The same part gives the same bytes."""
    with Pdf.open(io.BytesIO(part.pdf)) as pdf:
        page = pdf.pages[0]
        page.mediabox = Array([0, 0, *rounded(part.size)])
        page.contents_add(f"{' '.join(map(str, rounded(part.matrix)))} cm".encode("ascii"), prepend=True)
        for pattern in page.obj.Resources.get("/Pattern", {}).values():  # they lie on the page as it was
            own = Matrix(pattern.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
            pattern.Matrix = (own @ Matrix(*part.matrix)).as_array()
        return saved(pdf)


def rounded(lengths: Iterable[float]) -> list[float]:
    return [round(length, 6) for length in lengths]


def saved(pdf: Pdf) -> bytes:
    """Return the file, in which nothing depends on the clock."""
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return out.getvalue()
