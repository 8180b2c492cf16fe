"""The date of an activity as a leaf of a calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from site_builder.render.posters import fonts
from site_builder.render.posters.typography import line, paragraph

_DAY = re.compile(r"(?:(\d{1,2}) ?月 ?)?(\d{1,2}) ?日")
_LABELS = {"when": "时间", "place": "地点", "organiser": "主办", "link": "网址"}
_BELOW = ("organiser", "link")


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in rem: of a fact, of the leaf's width, of a label's, of the room around.

    In a room that is `narrow`, organiser and address stand below the leaf.
    """

    fact: float
    leaf: float
    label: float
    pad: float
    narrow: float


_PAPER = Type(fact=2.2, leaf=17.0, label=6.0, pad=1.6, narrow=46.0)
_BROAD = Type(fact=2.6, leaf=17.5, label=7.1, pad=1.8, narrow=72.0)  # on lying paper
_SCREEN = Type(fact=1.5, leaf=10.0, label=4.2, pad=1.1, narrow=34.0)


def show_event(event: Mapping[str, Any] | None, *, inner: float, screen: bool) -> dict[str, Any] | None:
    """Return the leaf and the facts of an activity; `inner` rem between the margins.

    `facts` stand beside the leaf, `more` below it.
    """
    if not event:
        return None
    kind = _SCREEN if screen else _BROAD if inner > _BROAD.narrow else _PAPER
    narrow = inner < kind.narrow
    leaf = min(kind.leaf, 0.34 * inner) if narrow else kind.leaf
    whole = inner - kind.label - 2 * kind.pad
    rooms = {name: whole - (0.0 if narrow and name in _BELOW else leaf + 1.2 * kind.pad) for name in _LABELS}
    facts = [
        {
            "label": _LABELS[name],
            "below": narrow and name in _BELOW,
            **_fact(name, str(event[name]), room=room, size=kind.fact),
        }
        for name, room in rooms.items()
        if event[name]
    ]
    return {
        **_leaf(str(event["when"])),
        "leaf": round(leaf, 3),
        "label": kind.label,
        "fact": kind.fact,
        "pad": kind.pad,
        "facts": [fact for fact in facts if not fact["below"]],
        "more": [fact for fact in facts if fact["below"]],
    }


def _fact(name: str, text: str, *, room: float, size: float) -> dict[str, Any]:
    if name == "link":
        return {"text": line(text), "size": round(min(size, room / fonts.width(text, 700)), 3)}
    return {"text": paragraph(text, room / size), "size": size}


def _leaf(when: str) -> dict[str, Any]:
    """Return month and day to be set large; from the first to the last day of one month, if there are two."""
    days = _DAY.findall(when)
    if not days:
        return {"month": "", "day": "", "em": 1.0}
    (month, first), (other, last) = days[0], days[-1]
    one = first == last or (other and other != month)
    day = first if one else f"{first}–{last}"
    return {"month": f"{month} 月" if month else "", "day": day, "em": fonts.width(day, 900)}
