"""What a sheet's size and reading distance ask of its type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TELEVISION = 952.0  # mm: the long side of a 43-inch 16:9 screen, the one in a village office
HAND_HELD = 4.0  # mm: the smallest body of a sheet read in the hand
BODY = 1.5  # rem: every other size follows from the body's
LEAST = 0.38  # rem of the smallest type: a small digit in the smallest words of a foot
_TALL, _STRIP, _SQUARE = 1.7, 1.9, 1.15  # of the other side
_ABREAST = 1.1  # columns beside the title, for each time that a strip is as long as high
_PX = {"mm": 96 / 25.4, "px": 1.0}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper or screen; lengths in its own `unit`.

    `bleed` of it on each side is cut off by the print shop: what is coloured runs on into it, text does not.
    It is `pictured` when a large picture takes the place of the drawing behind the title.
    """

    width: float
    height: float
    unit: str
    distance: float
    bleed: float = 0.0
    pictured: bool = False

    @classmethod
    def of(cls, view: Mapping[str, Any], *, pictured: bool = False) -> Sheet:
        """Return the sheet that a view's `format` describes, with its bleed when it has one."""
        bleed = float(view.get("bleed", 0))
        return cls(
            width=float(view["width"]) + 2 * bleed,
            height=float(view["height"]) + 2 * bleed,
            unit=str(view["unit"]),
            distance=float(view["distance"]),
            bleed=bleed,
            pictured=pictured,
        )

    @property
    def screen(self) -> bool:
        return self.unit == "px"

    @property
    def landscape(self) -> bool:
        """Say whether the sheet lies; a square paper does, as its title would stand on the drawing."""
        is_square = self.width == self.height and not self.screen
        return self.width > self.height or (is_square and not self.pictured)

    @property
    def beside(self) -> bool:
        """Say whether the title stands beside the rest: on a lying screen, and on a long strip of paper."""
        return self.landscape and (self.screen or self.width > _STRIP * self.height)

    @property
    def lying(self) -> bool:
        """Say whether the title stands across the top of a lying paper."""
        return self.landscape and not self.beside

    @property
    def columns(self) -> int:
        """Return how many cards stand side by side: one on a paper much taller than wide."""
        if self.lying:
            return 3 if self.width > _SQUARE * self.height else 2
        if self.beside:
            return max(2, round(_ABREAST * self.width / self.height))
        return 1 if self.tall and not self.screen else 2

    @property
    def millimetre(self) -> float:
        """Return how many units a millimetre on the wall is."""
        return max(self.width, self.height) / TELEVISION if self.screen else 1.0

    @property
    def pixels_high(self) -> float:
        """Return the height in CSS pixels."""
        return self.height * _PX[self.unit]

    @property
    def tall(self) -> bool:
        """Say whether the sheet is much taller than wide: then the picture may be higher."""
        return self.height > _TALL * self.width

    @property
    def smallest_rem(self) -> float:
        """Return the rem whose body is just readable: a Han character as high as distance / 130.

        ISO 9241-3 prefers 20 to 22 minutes of arc for Latin; Han characters need about 1.5 times that.
        """
        body = max(self.distance * 1000 / 130, 0.0 if self.screen else HAND_HELD)
        return body / BODY * self.millimetre

    @property
    def largest_rem(self) -> float:
        """Return the rem above which the lines would hold too few characters."""
        if self.landscape:
            largest = min(self.width / (50.0 if self.lying else 44.0), self.height / 24.0)
        else:
            largest = self.width / (30.0 if self.tall else 56.0)
        return max(largest, self.smallest_rem)

    @property
    def margin(self) -> float:
        """Return the width of the safe margin: nothing but colour lies outside it."""
        if self.beside:
            return 0.024 * min(self.width, 2 * self.height) + self.bleed
        return self.width * (0.036 if self.landscape else 0.05) + self.bleed

    @property
    def panel(self) -> float:
        """Return the width of the panel with the title on the left, 0 where it stands on top."""
        return min(0.33 * self.width, 0.6 * self.height) if self.beside else 0.0

    @property
    def code_side(self) -> float:
        """Return the side of the QR code: a tenth of the distance, as far as the sheet has room.

        A sheet in the hand is brought near the telephone, so that it needs less.
        """
        share = (
            0.135
            if self.lying
            else 0.15
            if self.landscape
            else 0.09
            if self.tall
            else 0.105
            if self.distance < 1
            else 0.125
        )
        return min(self.distance * 100 * self.millimetre, share * self.height)
