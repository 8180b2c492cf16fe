"""The foot of a poster: code, words and telephone numbers side by side, each with the room it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from site_builder.render.posters import fonts
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.typography import count_lines, line, line_widths, paragraph

_TILE = 7.4  # rem: the height of a telephone number's tile, where there is so much room
_NAMES = ((4.0, 0.23), (100.0, 0.19))  # em of the longest name; of the tile: its size
_NUMBER = 0.51  # of the tile: the size of the number
_BESIDE, _BETWEEN = 0.24, 0.5  # of the tile, rem: the room around its text, the gap to the next tile
_PHONES, _MANY_PHONES = 0.52, 0.64  # of the foot beside the QR code; so much before a second row
_FEW_PHONES = 0.44  # the same on an upright screen
_CODE_GAP, _PHONE_GAP = 1.6, 0.3  # rem: what keeps the words from the code and from the telephone numbers
_DATE_GAP = 1.1  # rem: behind the issuer, with the blank before the date
_ARROW = 1.0  # em: before the words that say what the code is for
_CODE = 9.0  # em: the short code with its word
_FLAT_NAME, _FLAT_NUMBER, _FLAT_BESIDE = 0.42, 0.74, 0.9  # of a tile in a row of its own
_ROW_GAP = 0.9  # rem: below the tiles of a row of their own
_SPACES = 0.65  # rem: between the lines of the words
_HAIR = 0.05  # em: a line that fits by less the printer may break
NEVER = 1000.0  # rem: the height of a foot whose telephone numbers would be too small to read


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in rem: `call` and `issuer` shrink to their least before they wrap; `least_name` is a label's.

    `small` is the size of sources and short code, `row` the height of tiles in a row of their own.
    """

    call: float
    least_call: float
    issuer: float
    least_issuer: float
    least_name: float
    small: float
    row: float


_PAPER = Type(call=2.25, least_call=1.5, issuer=1.25, least_issuer=0.9, least_name=0.9, small=1.1, row=4.6)
_SCREEN = Type(call=1.7, least_call=1.2, issuer=1.0, least_issuer=0.68, least_name=0.65, small=0.85, row=3.2)


def show_foot(poster: Mapping[str, Any], sheet: Sheet, rem: float) -> dict[str, Any]:
    """Return the parts of the foot with their places in rem, and `foot_high`, the height they need."""
    kind = _SCREEN if sheet.screen else _PAPER
    has_code = bool(poster["qr"])
    inner = (sheet.width - sheet.panel - 2 * sheet.margin) / rem
    code = sheet.code_side / rem
    shares = (_FEW_PHONES if sheet.screen and sheet.tall else _PHONES, _MANY_PHONES)
    rooms = [share * (inner - code * has_code) for share in shares]
    least = kind.least_name / _name_share(poster["phones"])
    phones = show_phones(poster["phones"], highest=code, rooms=rooms, least=least)
    beside = (code + _CODE_GAP) * has_code
    about = inner - beside - phones["phones_wide"] - _PHONE_GAP * bool(poster["phones"])
    below = 0.0
    if poster["phones"] and sheet.tall and about < _wanted(poster, kind, is_screen=sheet.screen):
        phones = _show_row(poster["phones"], inner, kind)
        about, below = inner - beside, phones["phones_high"] + _ROW_GAP
    words = _show_words(poster, kind, about, is_screen=sheet.screen)
    high = max(below + max(code * has_code, words["about_high"]), phones["phones_high"])
    places = {"beside": beside, "about": about, "below_phones": below}
    return {**phones, **words, **{name: round(rem, 3) for name, rem in places.items()}, "foot_high": high}


def _wanted(poster: Mapping[str, Any], kind: Type, *, is_screen: bool) -> float:
    """Return the width at which call, issuer and short code need no second line, in rem."""
    issuer = _em(str(poster["issuer"]), 700)
    if is_screen:
        return max((_em(str(poster["qr_text"]), 900) + _ARROW) * kind.least_call, issuer * kind.least_issuer)
    return max(issuer * kind.least_issuer + _DATE_GAP, (_CODE + _em(until_words(poster), 400)) * kind.small)


def _show_row(phones: Sequence[str], inner: float, kind: Type) -> dict[str, Any]:
    """Return the telephone numbers as flat tiles that fill rows of their own, each number beside its name."""
    parted = [phone.rpartition(" ") for phone in phones]
    widths = [_flat_em(name, number) for name, _blank, number in parted]
    least = kind.least_name / _FLAT_NAME
    tile, rows = _arranged(widths, highest=kind.row, rooms=[inner + _BETWEEN], least=least)
    tile = min(tile, kind.row)
    shown: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        more = (inner - _BETWEEN * (len(row) - 1) - tile * sum(widths[at] for at in row)) / len(row)
        right = inner
        for at in row:
            wide = tile * widths[at] + more
            right -= wide
            shown.append(
                {
                    "name": line(parted[at][0]),
                    "number": line(parted[at][2]),
                    "width": round(wide, 3),
                    "right": round(right, 3),
                    "top": round(number * (tile + _BETWEEN), 3),
                }
            )
            right -= _BETWEEN
    return {
        "phones": shown,
        "phones_wide": inner,
        "phones_high": _high(shown, tile, least=least, rows=len(rows)),
        "tile": round(tile, 3),
        "tile_name": round(tile * _FLAT_NAME, 3),
        "tile_number": round(tile * _FLAT_NUMBER, 3),
        "flat": True,
    }


def _flat_em(name: str, number: str) -> float:
    """Return the width of a flat tile, as a share of its height."""
    return fonts.width(name, 700) * _FLAT_NAME + fonts.width(number, 900) * _FLAT_NUMBER + _FLAT_BESIDE


def _show_words(poster: Mapping[str, Any], kind: Type, about: float, *, is_screen: bool) -> dict[str, Any]:
    """Return what stands between code and telephone numbers on lines of `about` rem, and how high it is."""
    call = str(poster["qr_text"]) if poster["qr"] else ""
    issuer, date = str(poster["issuer"]), str(poster["date"])
    source, until = (poster["origin"], "") if is_screen else (poster["source"], until_words(poster))
    call_size = _shrunk(kind.call, kind.least_call, about / (_em(call, 900) + _ARROW))
    gap = 0.5 * kind.issuer if is_screen else _DATE_GAP
    issuer_size = _shrunk(kind.issuer, kind.least_issuer, (about - gap) / max(_em(issuer, 700), 1.0))
    behind = _em(date, 700) + 1 if is_screen else _em(until, 400)
    one_line = _CODE + behind <= about / kind.small
    lines = (
        (call_size * 1.25, _lines(call, about / call_size - _ARROW)),
        (issuer_size * 1.45, _lines_with_date(issuer, "" if is_screen else date, about / issuer_size - 0.5)),
        (kind.small * 1.45, _lines(source, about / kind.small - _HAIR)),
        (kind.small * 1.45, bool(poster["code"] or is_screen) + (bool(until or is_screen) and not one_line)),
    )
    return {
        "qr_text": paragraph(call, about / call_size - _ARROW),
        "call_size": call_size,
        "issuer": paragraph(issuer, about / issuer_size - 0.5),
        "issuer_size": issuer_size,
        "date": line(date),
        "source": paragraph(source, about / kind.small - _HAIR),
        "small": kind.small,
        "code": str(poster["code"]),
        "until": line(until),
        "about_high": round(sum(high * count for high, count in lines) + _SPACES, 3),
    }


def until_words(poster: Mapping[str, Any]) -> str:
    """Return what says when to take the sheet down."""
    return f"请于{poster['until']}前取下" if poster["until"] else ""


def _shrunk(most: float, least: float, room: float) -> float:
    return round(max(least, min(most, room)), 3)


def _em(text: str, weight: int) -> float:
    return fonts.width(text, weight)


def _lines(text: str, room: float) -> int:
    return count_lines(text, max(room, 1.0)) if text else 0


def _lines_with_date(issuer: str, date: str, room: float) -> int:
    """Return on how many lines the issuer stands with the date, which is never torn, behind it."""
    widths = line_widths(issuer, max(room, 1.0)) or [0.0]
    return len(widths) + (bool(date) and widths[-1] + 1 + _em(date, 700) > room)


def show_phones(
    phones: Sequence[str], *, highest: float, rooms: Sequence[float], least: float
) -> dict[str, Any]:
    """Return the telephone numbers as tiles with their places, in rem from the right margin and the top.

    They stand side by side, or in more rows where tiles less than `least` high would be too small to read.
    """
    parted = [phone.rpartition(" ") for phone in phones]
    share = _name_share(phones)
    widths = [_tile_em(name, number, share) for name, _blank, number in parted]
    tile, rows = _arranged(widths, highest=highest, rooms=rooms, least=least)
    shown: list[dict[str, Any]] = [
        {
            "name": line(name),
            "number": line(number),
            "width": round(widths[index] * tile, 3),
            "right": round(sum(widths[i] * tile + _BETWEEN for i in row[row.index(index) + 1 :]), 3),
            "top": round(rows.index(row) * (tile + _BETWEEN), 3),
        }
        for row in rows
        for index in row
        for name, _blank, number in [parted[index]]
    ]
    return {
        "phones": shown,
        "phones_wide": max((phone["right"] + phone["width"] + _BETWEEN for phone in shown), default=0.0),
        "phones_high": _high(shown, tile, least=least, rows=len(rows)),
        "tile": round(tile, 3),
        "tile_name": round(tile * share, 3),
        "tile_number": round(tile * _NUMBER, 3),
        "flat": False,
    }


def _high(shown: Sequence[Any], tile: float, *, least: float, rows: int) -> float:
    """Return the height of the tiles in their rows."""
    if shown and tile < least:
        return NEVER
    return round(rows * (tile + _BETWEEN) - _BETWEEN, 3) if shown else 0.0


def _arranged(
    widths: Sequence[float], *, highest: float, rooms: Sequence[float], least: float
) -> tuple[float, list[range]]:
    """Return the height of the tiles and their rows, as few as leave the tiles high enough."""
    tile, rows = _TILE, [range(0)]
    for count, room in product(range(1, len(widths) + 1), rooms):
        ends = [len(widths) * row // count for row in range(count + 1)]
        rows = [range(*pair) for pair in pairwise(ends)]
        limit = min((room - _BETWEEN * len(row)) / sum(widths[i] for i in row) for row in rows)
        tile = min(_TILE, limit, max(least, (highest + _BETWEEN) / count - _BETWEEN))
        if limit >= least:
            break
    return tile, rows


def _name_share(phones: Sequence[str]) -> float:
    """Return the size of the names on tiles, as a share of their height: short ones are larger."""
    longest = max((fonts.width(phone.rpartition(" ")[0], 700) for phone in phones), default=0.0)
    return next((share for most, share in _NAMES if longest <= most), _NAMES[-1][1])


def _tile_em(name: str, number: str, share: float) -> float:
    """Return the width of a tile, as a share of its height."""
    return max(fonts.width(name, 700) * share, fonts.width(number, 900) * _NUMBER) + _BESIDE
