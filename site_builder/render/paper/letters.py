"""The posters' typefaces in a PDF of ours: a subset of each, and the codes of its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pikepdf
import uharfbuzz
from pikepdf import Array, Dictionary, Name, Pdf

from site_builder.digest import digest
from site_builder.render.posters import fonts
from site_builder.render.posters.typefaces import BASE, Typeface

REGULAR, HEAVY = 500, 900
_THOUSAND = 1000  # units of an em in a PDF
_UNKNOWN = "〓"  # what typesetters put where a character is missing
_SYMBOLIC = 4  # flag of a font descriptor (ISO 32000-1, table 123)
_AS_LETTERS = str.maketrans("0123456789abcdef", "ABCDEFGHIJKLMNOP")
_ROWS = 100  # of a block of a character map, at most


def legible(text: str) -> str:
    """Return text with a geta mark for each character that no typeface draws."""
    lacking = dict.fromkeys(map(ord, fonts.missing(text)), _UNKNOWN)
    return text.translate(lacking) if lacking else text


@dataclass(frozen=True, slots=True)
class Face:
    """The characters of one typeface and weight, under its `name` in the resources of a page."""

    name: str
    data: bytes
    glyphs: Mapping[str, int]
    advances: Mapping[str, float]  # em

    @classmethod
    def of(cls, characters: frozenset[str], weight: int, typeface: Typeface) -> Face:
        data = fonts.subset(characters, weight, typeface)
        face = uharfbuzz.Face(uharfbuzz.Blob(data))
        font = uharfbuzz.Font(face)
        glyphs = {one: font.get_nominal_glyph(ord(one)) or 0 for one in sorted(characters)}
        advances = {one: font.get_glyph_h_advance(glyph) / face.upem for one, glyph in glyphs.items()}
        return cls(f"F{weight}{typeface.name}", data, glyphs, advances)

    def embed(self, pdf: Pdf) -> pikepdf.Object:
        """Return the font as an object of pdf: a CIDFontType2 whose codes are glyph numbers."""
        name = Name(f"/{self._tag()}+Kepu-{self.name}")
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, name)),
            DW=_THOUSAND,
            W=self._widths(),
            CIDToGIDMap=Name.Identity,
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(below)]),
                ToUnicode=pdf.make_indirect(pdf.make_stream(self._to_unicode())),
            )
        )

    def _tag(self) -> str:
        """Return the six letters that tell a subset from its font (ISO 32000-1, 9.6.4)."""
        return digest(self.data)[:6].translate(_AS_LETTERS)

    def _descriptor(self, pdf: Pdf, name: pikepdf.Object) -> pikepdf.Object:
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_SYMBOLIC,
            FontBBox=Array([-1000, -400, 2000, 1200]),
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=733,
            StemV=80,
            FontFile2=pdf.make_indirect(pdf.make_stream(self.data, Length1=len(self.data))),
        )

    def _widths(self) -> pikepdf.Object:
        """Return each advance that is not a whole em."""
        found = sorted((self.glyphs[one], round(wide * _THOUSAND)) for one, wide in self.advances.items())
        narrow = [(glyph, wide) for glyph, wide in found if wide != _THOUSAND]
        return Array([part for glyph, wide in narrow for part in (glyph, Array([wide]))])

    def _to_unicode(self) -> bytes:
        """Return the map from codes back to text, for who searches and copies (ISO 32000-1, 9.10.3)."""
        rows = [f"<{glyph:04x}> <{one.encode('utf-16-be').hex()}>" for one, glyph in self.glyphs.items()]
        parts = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
        blocks = [f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts]
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Kepu def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            + "\n".join(blocks)
            + "\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode("ascii")


@dataclass(frozen=True, slots=True)
class Letters:
    """All characters of some texts in one weight."""

    faces: Mapping[Typeface, Face]

    @classmethod
    def of(cls, texts: Iterable[str], weight: int) -> Letters:
        drawn: dict[Typeface, set[str]] = {}
        for char in sorted(frozenset("".join(texts))):
            drawn.setdefault(_typeface(char), set()).add(char)
        return cls({one: Face.of(frozenset(chars), weight, one) for one, chars in drawn.items()})

    def show(self, text: str, size: str) -> str:
        """Return the operators that show text; `size` is in points."""
        return " ".join(self._runs(text, size))

    def _runs(self, text: str, size: str) -> Iterator[str]:
        for typeface, run in groupby(text, _typeface):
            face = self.faces[typeface]
            codes = "".join(f"{face.glyphs[char]:04x}" for char in run)
            yield f"/{face.name} {size} Tf <{codes}> Tj"


def _typeface(char: str) -> Typeface:
    return fonts.typeface_of(char) or BASE
