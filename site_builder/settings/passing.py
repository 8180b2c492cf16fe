"""A format that is named in passing, as people write sizes: A4, 60×90, 70 x 100 cm, 1280x720px."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.settings.formats import FORMATS, Format, Unit
from site_builder.settings.sizes import own_size

_MILLIMETRES: Mapping[str, float] = {"mm": 1, "cm": 10, "m": 1000}
_CHINESE = {"毫米": "mm", "厘米": "cm", "公分": "cm", "米": "m", "像素": "px"}
_SIDE = r"(\d{1,9}(?:\.\d{1,3})?)(mm|cm|m|px)?"
_SIZE = re.compile(f"{_SIDE}x{_SIDE}", re.ASCII)


def format_of(word: str, offered: Iterable[Format]) -> Format:
    """Return the format of that name, in our table or `offered`, or one of any size such as `700x1000mm`.

    Raises SiteError for what is neither, and for a size out of the limits.
    """
    known = FORMATS | {format_.name: format_ for format_ in offered}
    plain = _plain(word)
    if plain in known:
        return known[plain]
    found = _SIZE.fullmatch(plain)
    if found is None:
        raise SiteError(
            _("there is no poster format “{name}”").format(name=word),
            hint=_(
                "write one of: {choices}; or a size of your own as width x height with mm or px: {example}"
            ).format(choices=", ".join(known), example="700x1000mm"),
        )
    units = found[2] or found[4], found[4] or found[2]
    if not all(units) or units.count("px") == 1:
        raise SiteError(
            _("the size {size} needs a unit").format(size=word),
            hint=_("write: {example}").format(example=f"{found[1]}x{found[3]}mm, …cm, …px"),
        )
    return _sized(known.values(), (found[1], found[3]), units)


def _plain(word: str) -> str:
    """Return what is written without what does not matter: case, blanks, which sign stands for “by”."""
    plain = re.sub(r"[×✕╳*]", "x", unicodedata.normalize("NFKC", word).lower())
    for chinese, unit in _CHINESE.items():
        plain = plain.replace(chinese, unit)
    return "".join(plain.split())


def _sized(known: Iterable[Format], sides: tuple[str, str], units: tuple[str, ...]) -> Format:
    """Return the known format of that size, else one of its own."""
    unit: Unit = "px" if "px" in units else "mm"
    width, height = (
        round(float(side) * _MILLIMETRES.get(one, 1)) for side, one in zip(sides, units, strict=True)
    )
    for format_ in known:
        if (format_.width, format_.height, format_.unit) == (width, height, unit):
            return format_
    return own_size(width, height, unit)
