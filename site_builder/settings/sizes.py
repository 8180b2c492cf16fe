"""The sizes that a hub offers: of our table, and of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, cast

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.settings.formats import FORMATS, OFFERED, Format, Unit
from site_builder.settings.table import Table

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SIZE = r"\d{1,5}x\d{1,5}(mm|px)"
# For what plan/offers.py and plan/one_off.py make of a size, and for sizes that are named in passing.
_KEPT = re.compile(rf"\d+a[34]|.+-(?:mono|press|bleed|chromium|on-a[34]|whole|fill\d+)|{_SIZE}")
LONGEST_NAME = 40  # characters; a file's name is made of it, of the poster's and of an ending
_SLIMMEST = 4  # times as long as wide: no layout is legible on a narrower sheet
_NEAREST, _FARTHEST = 0.3, 10.0  # metres from which a sheet is read
_DISTANCES = ((300, 0.5), (450, 0.7), (700, 1.0), (1300, 1.5), (2200, 2.0))  # mm of the longer side, metres
_FROM_AFAR = 3.0  # metres; a screen is read from as far


class Limit(NamedTuple):
    """The shortest and the longest side, and both in words."""

    least: int
    most: int
    words: str


LIMITS: Mapping[
    Unit, Limit
] = {  # a PDF's page is 14400 points wide at the most, 5.08 m (ISO 32000-1, annex C)
    "mm": Limit(50, 5000, "50 mm – 5000 mm (5 m)"),
    "px": Limit(160, 8192, "160 px – 8192 px"),
}


def choose_formats(hub: Table) -> tuple[Format, ...]:
    """Return the formats that hub.toml names, then the sizes it adds."""
    own: dict[str, Format] = {}
    for row in hub.tables("sizes"):
        _add_size(row, own)
    known = FORMATS | own
    names = hub.take_words("formats") or OFFERED
    for name in names:
        if name not in known:
            hub.report(
                "formats",
                _("there is no poster format “{name}”").format(name=name),
                hint=_("write one of: {choices}").format(choices=", ".join(known)),
            )
    return tuple(known[name] for name in dict.fromkeys((*names, *own)) if name in known)


def own_size(width: int, height: int, unit: Unit) -> Format:
    """Return a format of any size, called `700x1000mm`; raises SiteError when it is out of the limits."""
    name = f"{width}x{height}{unit}"
    limit = LIMITS[unit]
    if not all(limit.least <= side <= limit.most for side in (width, height)):
        message = _("{size} is no possible size; possible are {limits}")
        raise SiteError(message.format(size=name, limits=limit.words))
    if _is_too_slim(width, height):
        raise SiteError(
            _("a sheet of {width} × {height} is too slim").format(width=width, height=height),
            hint=_("the longer side may be {times} times the shorter").format(times=_SLIMMEST),
        )
    return Format(
        name=name,
        width=width,
        height=height,
        unit=unit,
        distance=_usual_distance(max(width, height), unit),
        label=_label(width, height, unit),
        use=_use(unit),
    )


def _add_size(row: Table, own: dict[str, Format]) -> None:
    name, unit = _name(row, own), cast("Unit", row.choose("unit", tuple(LIMITS), "mm"))
    width, height = _side(row, "width", unit), _side(row, "height", unit)
    _require_bearable_shape(row, width, height)
    format_ = Format(
        name=name,
        width=width,
        height=height,
        unit=unit,
        distance=_distance(row, unit=unit, longer=max(width, height)),
        label=row.take("label", "") or _label(width, height, unit),
        use=row.take("use", "") or _use(unit),
    )
    row.finish()
    if name:
        own[name] = format_


def _name(row: Table, own: Mapping[str, Format]) -> str:
    name = row.require("name", "60x160")
    if name and not _NAME.fullmatch(name):
        message = _("the name of a size has lower-case letters, digits and hyphens: {name}")
        row.report("name", message.format(name=name), hint='name = "60x160"')
    elif len(name) > LONGEST_NAME:
        message = _("the name of a size is too long: {count} characters")
        row.report(
            "name", message.format(count=len(name)), hint=_("shorten it to {most}").format(most=LONGEST_NAME)
        )
    elif _KEPT.fullmatch(name):
        message = _("the name {name} is kept for a file that kepu makes itself")
        row.report("name", message.format(name=name), hint=_("give this one another name"))
    elif name in FORMATS or name in own:
        message = _("there is a format called {name} already")
        row.report("name", message.format(name=name), hint=_("give this one another name"))
    else:
        return name
    return ""


def _side(row: Table, key: str, unit: Unit) -> int:
    """Return a side's length, within the limits even where the file is wrong."""
    limit = LIMITS[unit]
    if not row.has(key):
        row.report("", _("{key} is missing").format(key=key), hint=f"{key} = 600")
    length = row.take(key, limit.least)
    if limit.least <= length <= limit.most:
        return length
    message = _("{key} is {length} {unit}; possible are {limits}")
    row.report(
        key,
        message.format(key=key, length=length, unit=unit, limits=limit.words),
        hint=_("lengths on paper are in millimetres: 60 cm are 600") if unit == "mm" else "",
    )
    return min(max(length, limit.least), limit.most)


def _require_bearable_shape(row: Table, width: int, height: int) -> None:
    if _is_too_slim(width, height):
        row.report(
            "width",
            _("a sheet of {width} × {height} is too slim").format(width=width, height=height),
            hint=_("the longer side may be {times} times the shorter").format(times=_SLIMMEST),
        )


def _is_too_slim(width: int, height: int) -> bool:
    return max(width, height) > _SLIMMEST * min(width, height)


def _usual_distance(longer: int, unit: Unit) -> float:
    """Return how far away a reader usually stands, in metres."""
    near = (metres for most, metres in _DISTANCES if longer <= most)
    return next(near, _FROM_AFAR) if unit == "mm" else _FROM_AFAR


def _distance(row: Table, *, unit: Unit, longer: int) -> float:
    """Return how far away a reader stands, in metres: as written, else as is usual for such a sheet."""
    usual = _usual_distance(longer, unit)
    distance = row.take_number("distance", usual)
    if _NEAREST <= distance <= _FARTHEST:
        return distance
    message = _("distance is {metres} m; possible are {least} to {most} m")
    row.report(
        "distance",
        message.format(metres=f"{distance:g}", least=_NEAREST, most=f"{_FARTHEST:g}"),
        hint=_("how far away the reader stands, in metres"),
    )
    return usual


def _label(width: int, height: int, unit: Unit) -> str:
    return f"{width / 10:g}×{height / 10:g} 厘米" if unit == "mm" else f"{width}×{height} 屏幕图片"


def _use(unit: Unit) -> str:
    return "按这个尺寸送打印店制作" if unit == "mm" else "放到这个尺寸的电子屏上"
