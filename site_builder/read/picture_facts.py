"""What is to be known of a picture before it is shown."""

from __future__ import annotations

from typing import NamedTuple


class Facts(NamedTuple):
    """Sizes in pixels as the picture stands upright; `moving`, `inks` and `lettered` as in Picture."""

    width: int
    height: int
    moving: bool = False
    inks: bool = False
    lettered: bool = False
