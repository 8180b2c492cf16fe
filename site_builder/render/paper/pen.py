"""Drawing on a sheet of paper: millimetres from its top left corner become operators of a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.render.paper.letters import REGULAR, Letters, legible
from site_builder.render.posters import fonts

POINT = 72 / 25.4  # points of a millimetre
BLACK, GREY, PALE = 0.0, 0.45, 0.75  # lightness
POSTER = "P"  # its name in the resources of a sheet
HAIR = 0.2  # mm
_ARROW = ((-0.5, -0.16), (0, -0.16), (0, -0.5), (0.5, 0), (0, 0.5), (0, 0.16), (-0.5, 0.16))
_WAYS = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}


@dataclass(frozen=True, slots=True)
class Hand:
    """How text is written: `align` 0 begins at its place, 0.5 is centred, 1 ends there.

    `turned` reads from bottom to top.
    """

    weight: int = REGULAR
    align: float = 0.0
    grey: float = BLACK
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    before: str
    text: str
    size: str
    weight: int

    def told(self, letters: Mapping[int, Letters], _poster: tuple[float, float]) -> str:
        return f"{self.before} {letters[self.weight].show(self.text, self.size)} ET Q"


@dataclass(frozen=True, slots=True)
class _Picture:
    left: str
    bottom: str
    size: tuple[float, float]

    def told(self, _letters: Mapping[int, Letters], poster: tuple[float, float]) -> str:
        across, down = (f"{POINT * mm / own:.7f}" for mm, own in zip(self.size, poster, strict=True))
        return f"q {across} 0 0 {down} {self.left} {self.bottom} cm /{POSTER} Do Q"


@dataclass(slots=True)
class Pen:
    """Collects operators for one sheet, `height` mm high."""

    height: float
    operators: list[str | _Text | _Picture] = field(default_factory=list)

    def line(self, *ends: float, grey: float = BLACK, width: float = HAIR, dash: float = 0.0) -> None:
        """Draw from (x, y) to (x, y), dashed when `dash` is a length."""
        left, top, right, bottom = self._points(ends)
        dashes = f"[{_pt(dash)} {_pt(dash)}] 0 d " if dash else ""
        self._add(f"q {grey} G {_pt(width)} w {dashes}{left} {top} m {right} {bottom} l S Q")

    def box(self, *box: float, grey: float | None = None, edge: float = 0.0) -> None:
        """Fill a box (x, y, width, height) with a grey; `edge` is the width of a black frame."""
        x, y, wide, high = box
        left, bottom = self._points((x, y + high))
        shape = f"{left} {bottom} {_pt(wide)} {_pt(high)} re"
        fill = "" if grey is None else f"q {grey} g {shape} f Q "
        frame = f"q 0 G {_pt(edge)} w {shape} S Q" if edge else ""
        self._add(fill + frame)

    def shape(self, *corners: float, grey: float = BLACK) -> None:
        """Fill the polygon of corners, each an x and a y."""
        points = self._points(corners)
        pairs = [f"{x} {y}" for x, y in zip(points[::2], points[1::2], strict=True)]
        self._add(f"q {grey} g {pairs[0]} m " + " ".join(f"{pair} l" for pair in pairs[1:]) + " f Q")

    def arrow(self, x: float, y: float, *, size: float, way: str) -> None:
        """Draw an arrow in a square of `size` mm around x, y; `way` is left, right, up or down."""
        across, down = _WAYS[way]
        points = ((size * a, size * b) for a, b in _ARROW)
        turned = ((a * across - b * down, a * down + b * across) for a, b in points)
        self.shape(*(part for a, b in turned for part in (x + a, y + b)))

    def write(self, text: str, *, at: tuple[float, float], size: float, hand: Hand = Hand()) -> None:
        """Write text with its baseline from `at`, `size` mm high."""
        text = legible(text)
        x, y = at
        back = hand.align * fonts.width(text, hand.weight) * size
        left, bottom = self._points((x, y + back) if hand.turned else (x - back, y))
        way = "0 1 -1 0" if hand.turned else "1 0 0 1"
        before = f"q {hand.grey} g BT {way} {left} {bottom} Tm"
        self.operators.append(_Text(before, text, _pt(size), hand.weight))

    def picture(self, *, at: tuple[float, float], size: tuple[float, float]) -> None:
        """Show the poster, its top left corner at `at`, `size` mm large."""
        left, bottom = self._points((at[0], at[1] + size[1]))
        self.operators.append(_Picture(left, bottom, size))

    def clip(self, x: float, y: float, *, size: tuple[float, float]) -> None:
        """Show what follows, up to release(), only in a box."""
        left, bottom = self._points((x, y + size[1]))
        self._add(f"q {left} {bottom} {_pt(size[0])} {_pt(size[1])} re W n")

    def release(self) -> None:
        self._add("Q")

    def texts(self, weight: int) -> set[str]:
        """Return what was written in one weight."""
        return {one.text for one in self.operators if isinstance(one, _Text) and one.weight == weight}

    def content(self, letters: Mapping[int, Letters], poster: tuple[float, float]) -> bytes:
        """Return the operators; each weight has its letters, `poster` is the size in points of its form."""
        told = (one if isinstance(one, str) else one.told(letters, poster) for one in self.operators)
        return "\n".join(told).encode("ascii")

    def _add(self, operator: str) -> None:
        self.operators.append(operator)

    def _points(self, lengths: tuple[float, ...] | list[float]) -> list[str]:
        return [_pt(self.height - one if i % 2 else one) for i, one in enumerate(lengths)]


def _pt(length: float) -> str:
    """Return a length in points, as short as it is exact to a thousandth."""
    return f"{length * POINT:.3f}".rstrip("0").rstrip(".")
