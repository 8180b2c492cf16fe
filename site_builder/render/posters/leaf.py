"""The date of an activity as a leaf of a calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from site_builder.render.posters import fonts
from site_builder.render.posters.typography import line, paragraph

_DAY = re.compile(r"(?:(\d{1,2}) ?月 ?)?(\d{1,2}) ?日")
_FACT = 1.9  # rem: the size of the facts beside the leaf
_LABELS = {"when": "时间", "place": "地点", "organiser": "主办", "link": "网址"}
_LEAF, _LABEL, _PAD = 15.0, 5.2, 1.6  # rem: the leaf's width, a label's, the room around


def show_event(event: Mapping[str, Any] | None, *, inner: float) -> dict[str, Any] | None:
    """Return the leaf and the facts of an activity; `inner` rem between the margins."""
    if not event:
        return None
    room = inner - _LEAF - _LABEL - 3 * _PAD
    facts = [
        {"label": label, **_fact(name, str(event[name]), room)}
        for name, label in _LABELS.items()
        if event[name]
    ]
    return {
        **_leaf(str(event["when"])),
        "leaf": _LEAF,
        "facts": facts,
        "size": _FACT,
        "pad": _PAD,
        "label": _LABEL,
    }


def _fact(name: str, text: str, room: float) -> dict[str, Any]:
    size = _FACT if name != "link" else min(_FACT, room / fonts.width(text, 700))
    return {"text": paragraph(text, room / _FACT) if name != "link" else line(text), "size": round(size, 3)}


def _leaf(when: str) -> dict[str, Any]:
    """Return month and day to be set large; from the first to the last day of one month, if there are two."""
    days = _DAY.findall(when)
    if not days:
        return {"month": "", "day": "", "em": 1.0}
    (month, first), (other, last) = days[0], days[-1]
    one = first == last or (other and other != month)
    day = first if one else f"{first}–{last}"
    return {"month": f"{month} 月" if month else "", "day": day, "em": fonts.width(day, 900)}
