"""What sheets of ours hold, read from their PDF: where the poster stands, what of it is shown, words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from site_builder.render.paper.pen import POSTER
from site_builder.render.posters.proof.sheet import MILLIMETRE, Box, UnreadableError

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Known = dict[tuple[int, int], Mapping[bytes, str]]  # the text of each code, by the number of a font

_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TROUBLE = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)  # a foreign file
_CODE = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Placed:
    """A poster on a sheet: `whole` is the box that it would fill, `window` what of it is shown."""

    whole: Box
    window: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke from its start to its end, each in mm from the left and from below."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One sheet; `trim` and `bleed` are its boxes, `bare` the typefaces that are not in the file."""

    paper: Box
    trim: Box
    bleed: Box
    posters: tuple[Placed, ...]
    lines: tuple[Line, ...]
    words: str
    bare: frozenset[str]


def read_leaves(pdf: bytes, *, bleed: float = 0.0) -> tuple[list[Leaf], bytes]:
    """Return the sheets of a PDF, and the poster on the first of them as a PDF of its own.

    Of the poster, `bleed` mm on each side are cut off. Raises UnreadableError when it is not a file of ours.
    """
    try:
        with Pdf.open(io.BytesIO(pdf)) as document:
            known: Known = {}
            leaves = [_Reader(page, known).read() for page in document.pages]
            poster = document.pages[0].obj.Resources.XObject[f"/{POSTER}"]
            return leaves, _lifted(poster, bleed * MILLIMETRE)
    except _TROUBLE as error:
        raise UnreadableError from error


def _lifted(form: pikepdf.Object, bleed: float) -> bytes:
    """Return a form, which begins at nought, as the only page of a PDF."""
    out = io.BytesIO()
    with Pdf.new() as target:
        own = target.copy_foreign(form)
        matrix = pikepdf.Matrix(own.get("/Matrix", Array(_PLAIN)))
        left, bottom, right, top = (float(edge) for edge in own.BBox)
        wide, high = matrix.transform((right, top))
        place = f"{matrix.encode().decode('ascii')} cm {left} {bottom} {right - left} {top - bottom} re W n\n"
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, wide, high]),
            TrimBox=Array([bleed, bleed, wide - bleed, high - bleed]),
            Resources=own.Resources,
            Contents=Array([target.make_stream(place.encode("ascii")), own]),
        )
        target.pages.append(pikepdf.Page(page))
        target.save(out, compress_streams=False, deterministic_id=True)
    return out.getvalue()


class _Reader:
    """Follows the operators of one page (ISO 32000-1, annex A), as far as ours need it.

    `known` are the codes of fonts that were read on pages before.
    """

    def __init__(self, page: pikepdf.Page, known: Known) -> None:
        self._known = known
        self._page = page
        self._resources = page.obj.Resources
        self._media = _box(page.mediabox)
        self._matrix, self._clip = _PLAIN, self._media
        self._kept: list[tuple[Matrix, Box]] = []
        self._points: list[Point] = []
        self._cuts = False
        self._codes: Mapping[bytes, str] = {}
        self._posters: list[Placed] = []
        self._lines: list[Line] = []
        self._words: list[str] = []

    def read(self) -> Leaf:
        actions: dict[str, Callable[[Sequence[Any]], None]] = {
            "q": self._keep,
            "Q": self._return,
            "cm": self._transform,
            "re": self._rectangle,
            "m": self._move,
            "l": self._move,
            "W": self._cut,
            "n": self._end,
            "f": self._end,
            "S": self._stroke,
            "Do": self._show,
            "Tf": self._choose,
            "Tj": self._write,
        }
        for instruction in pikepdf.parse_content_stream(self._page):
            action = actions.get(str(instruction.operator))
            if action:
                action(list(instruction.operands))
        fonts = self._resources.get("/Font", Dictionary()).values()
        return Leaf(
            paper=self._media,
            trim=_box(self._page.trimbox),
            bleed=_box(self._page.obj.get("/BleedBox", self._page.mediabox)),
            posters=tuple(self._posters),
            lines=tuple(self._lines),
            words="".join(self._words),
            bare=frozenset(str(font.BaseFont) for font in fonts if not _is_embedded(font)),
        )

    def _keep(self, _operands: Sequence[Any]) -> None:
        self._kept.append((self._matrix, self._clip))

    def _return(self, _operands: Sequence[Any]) -> None:
        self._matrix, self._clip = self._kept.pop()

    def _transform(self, operands: Sequence[Any]) -> None:
        a, b, c, d, e, f = (float(one) for one in operands)
        g, h, i, j, k, m = self._matrix
        self._matrix = (
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + m,
        )

    def _rectangle(self, operands: Sequence[Any]) -> None:
        x, y, wide, high = (float(one) for one in operands)
        self._points = [self._at(x, y), self._at(x + wide, y + high)]

    def _move(self, operands: Sequence[Any]) -> None:
        self._points.append(self._at(*map(float, operands)))

    def _cut(self, _operands: Sequence[Any]) -> None:
        self._cuts = True

    def _end(self, _operands: Sequence[Any]) -> None:
        if self._cuts:
            self._clip = self._clip.meet(_around(self._points))
        self._points, self._cuts = [], False

    def _stroke(self, operands: Sequence[Any]) -> None:
        if len(self._points) == 2:
            self._lines.append(Line(*self._points))
        self._end(operands)

    def _show(self, operands: Sequence[Any]) -> None:
        drawn = self._resources.XObject[str(operands[0])]
        if drawn.get("/Subtype") == Name.Form:
            left, bottom, right, top = (float(edge) for edge in drawn.BBox)
            own = pikepdf.Matrix(drawn.get("/Matrix", Array(_PLAIN)))
            corners = (own.transform(corner) for corner in ((left, bottom), (right, top)))
            whole = _around([self._at(x, y) for x, y in corners])
            self._posters.append(Placed(whole, whole.meet(self._clip)))

    def _choose(self, operands: Sequence[Any]) -> None:
        font = self._resources.Font[str(operands[0])]
        if font.objgen not in self._known:
            self._known[font.objgen] = _codes(font)
        self._codes = self._known[font.objgen]

    def _write(self, operands: Sequence[Any]) -> None:
        data = bytes(operands[0])
        self._words += [self._codes.get(data[at : at + 2], "") for at in range(0, len(data), 2)]

    def _at(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return (a * x + c * y + e) / MILLIMETRE, (b * x + d * y + f) / MILLIMETRE


def _box(edges: pikepdf.Object) -> Box:
    return Box(*(float(edge) / MILLIMETRE for edge in edges))


def _around(points: Sequence[Point]) -> Box:
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def _codes(font: pikepdf.Object) -> Mapping[bytes, str]:
    """Return the text of each code of a font, as its character map tells it (ISO 32000-1, 9.10.3)."""
    rows = _CODE.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else ()
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows
    }


def _is_embedded(font: pikepdf.Object) -> bool:
    below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = below.get("/FontDescriptor", Dictionary())
    return any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
