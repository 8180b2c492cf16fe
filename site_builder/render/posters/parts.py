"""The parts of a poster as a template shows them: text set by the rules, drawings as markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from site_builder.render.posters import fonts
from site_builder.render.posters.qr import qr_svg
from site_builder.render.posters.themes import levels
from site_builder.render.posters.typography import label, line

Json = Mapping[str, Any]

_UNIT = 0.5  # of its number: the size of a unit
_QUANTITY = re.compile(r"([≥≤<>＜＞约]?[\d.,:–-]+[%‰℃°]?)\s*(.*)")


def drawing(svg: str) -> Markup:
    """Return an SVG of ours as markup; a comment or declaration before it is dropped."""
    return Markup(svg[svg.index("<svg") :].strip())  # noqa: S704 - a template file or our own code


def show_parts(poster: Json, *, screen: bool) -> dict[str, Any]:
    """Return what is the same at every size; a screen has neither lead, tables nor sources."""
    has_grades = not screen or poster["layout"] == "grades"
    return {
        "kicker": line(poster["kicker"]),
        "subtitle": [line(phrase) for phrase in poster["subtitle"]],
        "grades": _grades(poster["grades"]) if has_grades else None,
        "figures": None if screen else _figures(poster["figures"]),
        "has_qr": bool(poster["qr"]),
        "qr": drawing(qr_svg(poster["qr"])) if poster["qr"] else Markup(""),
    }


def _grades(grades: Json | None) -> dict[str, Any] | None:
    if not grades:
        return None
    shown = [
        {
            "name": line(row["name"]),
            "note": label(row["note"]),
            "action": label(row["action"]),
            "name_em": fonts.width(row["name"], 900),
            "note_em": fonts.width(row["note"], 500),
            "action_em": fonts.width(row["action"], 900),
            "level": level,
            **_quantity(row["figure"]),
        }
        for row, level in zip(grades["rows"], levels(len(grades["rows"])), strict=False)
    ]
    widest = {f"{part}s": max(row[f"{part}_em"] for row in shown) for part in ("name", "note", "action")}
    return _table(grades, shown) | widest


def _figures(figures: Json | None) -> dict[str, Any] | None:
    if not figures:
        return None
    return _table(figures, [_number(row) for row in figures["rows"]])


def _table(part: Json, rows: list[dict[str, Any]]) -> dict[str, Any]:
    widest = max((row["em"] for row in rows), default=1.0)
    return {
        "title": line(part["title"]),
        "title_em": fonts.width(part["title"], 900),
        "note": line(part["note"]),
        "note_em": fonts.width(part["note"], 500),
        "rows": rows,
        "em": round(widest, 3),
    }


def _number(row: Json) -> dict[str, Any]:
    return {"label": label(row["label"]), **_sized(row["value"], row["unit"])}


def _quantity(text: str) -> dict[str, Any]:
    """`50 毫米` → a number to be set large and its unit; words alone are all large."""
    match = _QUANTITY.fullmatch(text)
    return _sized(match[1], match[2]) if match else _sized(text, "")


def _sized(value: str, unit: str) -> dict[str, Any]:
    """Return a number with its unit and the width of both, in em of the number."""
    em = fonts.width(value, 900) + _UNIT * (fonts.width(unit, 900) + 0.3) * bool(unit)
    return {"value": line(value), "unit": line(unit), "em": em}
