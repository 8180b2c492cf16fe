"""What a printed page holds, read from its PDF: words and pictures with their places, typefaces, size."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MILLIMETRE = 72 / 25.4  # points
_OPAQUE = 255
_FILLS = 24  # segments of a path up to which it may be a plate: more make a drawing
_GREY = 16  # of 255: so far apart may red, green and blue of a grey be, which nobody sees
_CUT, _COVERED = 0.12, 0.25  # of the height of a run of words: so much of it may be lost at an edge


class UnreadableError(Exception):
    """The bytes are no file of the kind that they should be."""


class Box(NamedTuple):
    """Millimetres from the lower left corner of the sheet."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def meet(self, other: Box) -> Box:
        """Return what both have in common; its area is 0 when they do not meet."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, outer: Box) -> bool:
        return (
            outer.left <= self.left
            and outer.bottom <= self.bottom
            and outer.right >= self.right
            and outer.top >= self.top
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def wider(self, more: float) -> Box:
        """Return the box that reaches so much further on each side."""
        return Box(self.left - more, self.bottom - more, self.right + more, self.top + more)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the box of its ink."""

    char: str
    box: Box


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line, printed in one go; what clipping leaves of them, and the plates laid on them.

    They are `grey` when their ink is, from black to white.
    """

    words: str
    baseline: float
    size: float
    box: Box
    shown: Box
    covers: tuple[Box, ...]
    grey: bool

    @property
    def is_cut(self) -> bool:
        lost = max(self.shown.left - self.box.left, self.box.right - self.shown.right)
        lost_high = max(self.shown.bottom - self.box.bottom, self.box.top - self.shown.top)
        return max(lost, lost_high) > _CUT * self.box.height

    @property
    def is_covered(self) -> bool:
        least = _COVERED * self.box.height
        meets = (self.box.meet(cover) for cover in self.covers)
        return any(m.height > least and m.right - m.left > least for m in meets)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet:
    """`width` and `height` in mm are those of the paper after it is cut; `bleed` is what is cut off."""

    pages: int
    width: float
    height: float
    bleed: float
    glyphs: tuple[Glyph, ...]
    runs: tuple[Run, ...]
    pictures: tuple[Box, ...]
    bare: tuple[str, ...]  # typefaces that are not in the file

    @property
    def words(self) -> str:
        """Return all words in the order in which they were printed: a part's stand together."""
        return "".join(run.words for run in self.runs)


def read_sheet(pdf: bytes) -> PrintedSheet:
    """Return what the first page of a PDF holds; raises UnreadableError when it is none, or damaged."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError from error
    try:
        return _Reader(document).read()
    finally:
        document.close()


class _Reader:
    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._pages = len(document)
        self._page = document[0]
        self._text = self._page.get_textpage()
        self._objects = [
            pdfium.FPDFPage_GetObject(self._page, index)
            for index in range(pdfium.FPDFPage_CountObjects(self._page))
        ]
        media, trim = self._page.get_mediabox(), self._page.get_trimbox()
        self._left, self._bottom = trim[0], trim[1]
        self._size = trim[2] - trim[0], trim[3] - trim[1]
        self._bleed = max(trim[0] - media[0], 0.0)

    def read(self) -> PrintedSheet:
        kinds = [pdfium.FPDFPageObj_GetType(one) for one in self._objects]
        texts = [
            one for one, kind in zip(self._objects, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_TEXT
        ]
        pictures = (
            one for one, kind in zip(self._objects, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_IMAGE
        )
        return PrintedSheet(
            pages=self._pages,
            width=self._size[0] / MILLIMETRE,
            height=self._size[1] / MILLIMETRE,
            bleed=self._bleed / MILLIMETRE,
            glyphs=tuple(self._glyphs()),
            runs=tuple(self._runs(kinds)),
            pictures=tuple(self._shown(one, self._bounds(one)) for one in pictures),
            bare=tuple(sorted(_bare(texts))),
        )

    def _box(self, *edges: float) -> Box:
        """Return the box of edges in points: left, bottom, right, top."""
        corner = (self._left, self._bottom) * 2
        return Box(*((edge - start) / MILLIMETRE for edge, start in zip(edges, corner, strict=True)))

    def _glyphs(self) -> Iterator[Glyph]:
        """Yield the visible characters, line by line as a reader of the file would."""
        page = self._text
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        high = 0
        for index in range(page.count_chars()):
            code = pdfium.FPDFText_GetUnicode(page, index)
            if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
            if right.value > left.value and not chr(code).isspace():
                yield Glyph(chr(code), self._box(left.value, bottom.value, right.value, top.value))

    def _runs(self, kinds: list[int]) -> Iterator[Run]:
        plates = [
            (index, self._shown(one, self._bounds(one)))
            for index, (one, kind) in enumerate(zip(self._objects, kinds, strict=True))
            if _hides(one, kind)
        ]
        for index, (one, kind) in enumerate(zip(self._objects, kinds, strict=True)):
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                box = self._bounds(one)
                covers = tuple(plate for above, plate in plates if above > index and plate.meets(box))
                red, green, blue, _opacity = _colour(one)
                grey = max(red, green, blue) - min(red, green, blue) <= _GREY
                yield Run(self._words(one), *self._line(one), box, self._shown(one, box), covers, grey)

    def _words(self, one: Any) -> str:  # noqa: ANN401 - a handle of the library
        size = pdfium.FPDFTextObj_GetText(one, self._text, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 2))
        pdfium.FPDFTextObj_GetText(
            one, self._text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        return buffer.raw[: size - 2].decode("utf-16-le", "replace")

    def _line(self, one: Any) -> tuple[float, float]:  # noqa: ANN401 - a handle of the library
        """Return the height of the line that words stand on, and the size of their type."""
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(one, matrix)
        pdfium.FPDFTextObj_GetFontSize(one, size)
        points = size.value * math.hypot(matrix.a, matrix.b)
        return float(matrix.f - self._bottom) / MILLIMETRE, points / MILLIMETRE

    def _bounds(self, one: Any) -> Box:  # noqa: ANN401 - a handle of the library
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top)
        return self._box(left.value, bottom.value, right.value, top.value)

    def _shown(self, one: Any, box: Box) -> Box:  # noqa: ANN401 - a handle of the library
        """Return the part of a box that clipping leaves."""
        clip = pdfium.FPDFPageObj_GetClipPath(one)
        for index in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
            points = list(_points(clip, index))
            if points:
                across, up = zip(*points, strict=True)
                box = box.meet(self._box(min(across), min(up), max(across), max(up)))
        return box


def _points(clip: Any, index: int) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - a handle of the library
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, index)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, index, number), x, y)
        yield x.value, y.value


def _hides(one: Any, kind: int) -> bool:  # noqa: ANN401 - a handle of the library
    """Say whether an object is a picture or a filled plate: what lies below it cannot be read."""
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return True
    if kind != pdfium.FPDF_PAGEOBJ_PATH or not _is_plain(one):
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one, fill, stroke)
    return bool(fill.value) and _colour(one)[3] == _OPAQUE


def _colour(one: Any) -> tuple[int, ...]:  # noqa: ANN401 - a handle of the library
    """Return red, green, blue and opacity of what an object is filled with."""
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(one, *parts)
    return tuple(part.value for part in parts)


def _is_plain(path: Any) -> bool:  # noqa: ANN401 - a handle of the library
    """Say whether a path is one simple outline: of two, the second is the hole in a frame."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count > _FILLS:
        return False
    segments = (pdfium.FPDFPath_GetPathSegment(path, index) for index in range(count))
    return [pdfium.FPDFPathSegment_GetType(one) for one in segments].count(pdfium.FPDF_SEGMENT_MOVETO) == 1


def _bare(texts: list[Any]) -> set[str]:
    fonts = {ctypes.addressof(font.contents): font for font in map(pdfium.FPDFTextObj_GetFont, texts) if font}
    return {_name(font) for font in fonts.values() if not pdfium.FPDFFont_GetIsEmbedded(font)}


def _name(font: Any) -> str:  # noqa: ANN401 - a handle of the library
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")
