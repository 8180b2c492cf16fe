"""The layouts of a poster, each with the numbers that tell it from the others."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.render.posters.sizes import Sheet

Stops = tuple[float, float, float]

_STILL: Stops = (0.0, 0.0, 0.0)  # beside the rest the picture takes the room that the title leaves

_SHOWN: Stops = (0.5, 1.0, 1.0)  # a lying screen has little room: the picture before the type
_LYING: Stops = (0.0, 0.015, 0.04)  # the picture stands beside the title: a little air is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """`upright`, `tall` and `lying` are heights of the scene: with small type, at ease, with the largest.

    The scene is the part of the hero below the title, as a share of the sheet's width; in a layout with a
    `figure` it is the picture, as a share of the height that shows all of it.
    """

    upright: Stops
    tall: Stops
    lying: Stops
    figure: bool = False

    def scenes(self, sheet: Sheet) -> Stops:
        """Return the heights of the scene for a sheet; all 0 where it has no height of its own."""
        if sheet.lying:
            return self.lying
        if sheet.beside:
            return _SHOWN if self.figure else _STILL
        return self.tall if sheet.tall else self.upright


DESIGNS: dict[str, Design] = {
    "panels": Design(upright=(0.13, 0.19, 0.23), tall=(0.1, 0.28, 0.36), lying=_LYING),
    "steps": Design(upright=(0.11, 0.18, 0.22), tall=(0.1, 0.28, 0.36), lying=_LYING),
    "grades": Design(upright=(0.09, 0.15, 0.2), tall=(0.08, 0.24, 0.32), lying=_LYING),
    "figure": Design(upright=(0.5, 0.8, 1.0), tall=(0.6, 0.9, 1.0), lying=(0.5, 0.8, 1.0), figure=True),
    "rumour": Design(upright=(0.1, 0.16, 0.22), tall=(0.08, 0.28, 0.36), lying=_LYING),
    "notice": Design(upright=(0.11, 0.2, 0.26), tall=(0.08, 0.28, 0.36), lying=_LYING),
}
