"""Which blocks of a poster may stand together, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from site_builder.i18n import _
from site_builder.model import Block, Scene
from site_builder.read.notes import Notes

_RUMOUR = ("claim", "truth", "basis")  # in this order
_BESIDE_STEPS = ("step", "plain")
_MOST_BESIDE_RUMOUR = 3
_HEADINGS = {
    "claim": "## 银器能试毒 {.claim}",
    "truth": "## 试不出菌毒 {.truth}",
    "before": "## 敞炉烤 {.before icon=stove}",
    "after": "## 装烟囱 {.after icon=chimney}",
}


def judge_company(blocks: Sequence[Block], picture: Scene | None, notes: Notes) -> None:
    """Note each block that cannot stand where it stands."""
    _judge_steps(blocks, notes)
    _judge_pairs(blocks, notes)
    _judge_rumour(blocks, notes)
    for block in blocks:
        if block.at and not picture:
            notes.error(
                block.line,
                _("at marks a place on a picture, and the poster has none"),
                _("add a picture above the first ##, or remove at=…"),
            )


def _judge_steps(blocks: Sequence[Block], notes: Notes) -> None:
    if not any(block.kind == "step" for block in blocks):
        return
    other = next((block for block in blocks if block.kind not in _BESIDE_STEPS), None)
    if other:
        notes.error(
            other.line,
            _("steps and .{kind} do not go together on one poster").format(kind=other.kind),
            _("make it a step, or remove .{kind}").format(kind=other.kind),
        )


def _judge_pairs(blocks: Sequence[Block], notes: Notes) -> None:
    kinds = ["", *(block.kind for block in blocks), ""]
    for block, (before, after) in zip(blocks, zip(kinds, kinds[2:], strict=False), strict=False):
        if block.kind == "before" and after != "after":
            _tell_missing(
                block, "after", _("what was before needs what is after, right below it"), notes=notes
            )
        elif block.kind == "after" and before != "before":
            _tell_missing(
                block, "before", _("what is after needs what was before, right above it"), notes=notes
            )


def _judge_rumour(blocks: Sequence[Block], notes: Notes) -> None:
    said = [block for block in blocks if block.kind in _RUMOUR]
    if not said:
        return
    first: dict[str, Block] = {}
    for block in said:
        if (other := first.setdefault(block.kind, block)) is not block:
            message = _("a rumour card has one .{kind}; line {line} is one already")
            notes.error(
                block.line, message.format(kind=block.kind, line=other.line), _("make two posters of it")
            )
    if "claim" not in first:
        _tell_missing(said[0], "claim", _("a rumour card begins with what is said"), notes=notes)
    elif "truth" not in first:
        _tell_missing(said[0], "truth", _("the rumour stands there without the truth"), notes=notes)
    _judge_order(list(first.values()), notes)
    others = [block for block in blocks if block.kind not in _RUMOUR]
    for block in others[_MOST_BESIDE_RUMOUR:]:
        notes.error(
            block.line,
            _("a rumour card has room for {most} more blocks").format(most=_MOST_BESIDE_RUMOUR),
            _("keep the {most} that matter most").format(most=_MOST_BESIDE_RUMOUR),
        )


def _judge_order(said: Sequence[Block], notes: Notes) -> None:
    for one, other in pairwise(said):
        if _RUMOUR.index(one.kind) > _RUMOUR.index(other.kind):
            notes.error(
                other.line,
                _("a rumour card says first .claim, then .truth, then .basis"),
                _("move this block above line {line}").format(line=one.line),
            )


def _tell_missing(block: Block, kind: str, message: str, *, notes: Notes) -> None:
    notes.error(block.line, message, _("write: {example}").format(example=_HEADINGS[kind]))
