"""Which layout shows a poster: the one that is asked for, or the one that its content asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from site_builder.i18n import _
from site_builder.model import Block, Event
from site_builder.read.fields import Fields
from site_builder.read.notes import Notes
from site_builder.read.poster.scene import EXAMPLE
from site_builder.read.poster.tables import GRADES_EXAMPLE
from site_builder.read.poster.text import PosterText

_WITHOUT_BLOCKS = ("grades", "notice")  # a table, or day and place, are enough


class Need(NamedTuple):
    """What a layout cannot do without: `is_met` and, when it is not, what to write."""

    is_met: bool
    example: str


def settle_layout(fields: Fields, written: str, *, text: PosterText, event: Event | None) -> str:
    """Return the layout; what does not go with it is noted."""
    needs = _needs(text, event)
    own = [name for name in ("notice", "rumour", "figure") if needs[name].is_met]
    if len(own) > 1:
        fields.notes.error(
            _line_of(own[1], text, fields),
            _("a poster shows one thing: a picture, a rumour or an activity"),
            _("make two posters of it"),
        )
        return own[0]
    layout = written or (own[0] if own else _by_blocks(text))
    if own and layout != own[0]:
        message = _("the layout {layout} would leave out what only {other} shows")
        hint = _("write: {example}").format(example=f"layout: {own[0]}")
        fields.error("layout", message.format(layout=layout, other=own[0]), hint)
    elif layout in needs and not needs[layout].is_met:
        message = _("the layout {layout} needs something that the poster does not have")
        hint = _("write: {example}").format(example=needs[layout].example)
        fields.error("layout", message.format(layout=layout), hint)
    return layout


def _needs(text: PosterText, event: Event | None) -> Mapping[str, Need]:
    kinds = {block.kind for block in text.blocks}
    return {
        "notice": Need(event is not None, "event: {from: 2026-09-12, place: …}"),
        "rumour": Need(not kinds.isdisjoint(("claim", "truth", "basis")), "## 银器能试毒 {.claim}"),
        "figure": Need(text.picture is not None, EXAMPLE),
        "steps": Need("step" in kinds, "## 先冲洗 {.step icon=tap}"),
        "grades": Need(text.grades is not None, f"## 轻重看得出 {{.grades}} {GRADES_EXAMPLE}"),
    }


def _by_blocks(text: PosterText) -> str:
    if any(block.kind == "step" for block in text.blocks):
        return "steps"
    return "grades" if text.grades and not text.blocks else "panels"


def _line_of(layout: str, text: PosterText, fields: Fields) -> int:
    if layout == "figure" and text.picture:
        return text.picture.line
    if layout == "rumour":
        return next(block.line for block in text.blocks if block.kind in ("claim", "truth", "basis"))
    return fields.line_of("event")


_FITTING: Mapping[str, tuple[int, ...]] = {  # so many blocks fill a sheet evenly
    "panels": (4, 6),
    "steps": (3, 4, 5, 6),
    "figure": (2, 3, 4, 5, 6, 7, 8),
    "rumour": (2, 3, 4, 5, 6),
}


def tell_odd_number(blocks: tuple[Block, ...], layout: str, notes: Notes, *, first_line: int) -> None:
    """Note when a layout has no blocks, or so many that they do not fill a sheet."""
    fitting = _FITTING.get(layout, ())
    if not blocks and layout not in _WITHOUT_BLOCKS:
        notes.error(
            first_line,
            _("the poster has no blocks"),
            _("write: {example}").format(example="## 常通风 {.do icon=window}"),
        )
    elif blocks and fitting and len(blocks) not in fitting:
        notes.warn(
            blocks[-1].line,
            _("the poster has {count} blocks").format(count=len(blocks)),
            _("four or six fill the sheet evenly")
            if layout == "panels"
            else _("{least} to {most} fill the sheet well").format(least=fitting[0], most=fitting[-1]),
        )
