"""A printed poster is held against its text and its sheet: what is missing, lost, hidden or out of place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.i18n import _
from site_builder.render.posters.drawing import BLEED
from site_builder.render.posters.proof.crowd import meetings
from site_builder.render.posters.proof.sheet import Box, PrintedSheet, UnreadableError, read_sheet
from site_builder.render.posters.proof.words import lacking, wanted
from site_builder.render.posters.scroll import is_scroll, unrolled
from site_builder.render.posters.sizes import LEAST, Sheet
from site_builder.render.posters.themes import MONO
from site_builder.render.sought import UnfitError

__all__ = ["prove", "read_sheet", "require_whole"]

_EXACT = 0.1  # mm
_BEYOND = 0.01  # of the width: so much farther than its bleed may a picture run on over the edge
_SIDES, _ENDS = 0.8, 0.4  # of the margin: letters hang out of it a little; above and below, less is kept
_SHOWN = 30  # characters of a place that is told
_PIXEL = 25.4 / 96  # mm

Json = Mapping[str, Any]


def prove(pdf: bytes, poster: Json, sheet: Json) -> tuple[str, ...]:
    """Return what is wrong with a printed poster, in words an editor understands; nothing when it is right.

    `poster` and `sheet` are the view's `poster` and `format` that it was printed from.
    """
    try:
        page = read_sheet(pdf)
    except UnreadableError:
        return (_("the file cannot be read"),)
    size = Sheet.of({**unrolled(sheet), "height": page.height} if is_scroll(sheet) else sheet)
    unit = _PIXEL if size.screen else 1.0
    return (
        *_wrong_sheet(page, (size.width - 2 * size.bleed) * unit, (size.height - 2 * size.bleed) * unit),
        *_wrong_words(page, poster, size),
        *_coloured_words(page, poster),
        *(_told(*lost) for lost in _lost_words(page, least=LEAST * size.smallest_rem * unit, trimmed=0.0)),
        *_wrong_places(page, margin=(size.margin - size.bleed) * unit),
    )


def require_whole(pdf: bytes, sheet: Sheet, *, name: str) -> None:
    """Raise UnfitError when words of a poster are cut off, hidden, crowded or too small to be read.

    The page is as it was drawn, with the bleed of its sheet.
    """
    least = LEAST * sheet.smallest_rem * (_PIXEL if sheet.screen else 1.0)
    lost = next(_lost_words(read_sheet(pdf), least=least, trimmed=sheet.bleed), None)
    if lost:
        raise UnfitError.near(
            _("the poster for {format} is wrong: {finding}").format(format=name, finding=_told(*lost)),
            lost[1],
            hint=_("shorten the words that stand there, or choose another size"),
        )


def _wrong_sheet(page: PrintedSheet, width: float, height: float) -> Iterator[str]:
    if page.pages != 1:
        yield _("it has {count} pages, not one").format(count=page.pages)
    if abs(page.width - width) > _EXACT or abs(page.height - height) > _EXACT:
        found, right = f"{page.width:.1f} × {page.height:.1f}", f"{width:.1f} × {height:.1f}"
        yield _("it is {found} mm large, not {right}").format(found=found, right=right)
    if page.bare:
        yield _("the file lacks a typeface: {names}").format(names=" ".join(page.bare))


def _wrong_words(page: PrintedSheet, poster: Json, sheet: Sheet) -> Iterator[str]:
    for part, text in lacking(wanted(poster, sheet), page.words):
        yield _("it does not show all of “{part}”: {words}").format(part=part, words=_short(text))


def _coloured_words(page: PrintedSheet, poster: Json) -> Iterator[str]:
    coloured = "".join(run.words for run in page.runs if not run.grey)
    if poster["theme"] == MONO and coloured:
        yield _("it is for a black printer, and words have a colour: {words}").format(words=_short(coloured))


def _lost_words(page: PrintedSheet, *, least: float, trimmed: float) -> Iterator[tuple[str, str]]:
    """Yield what makes words unreadable, and the words: under `least` mm, `trimmed` off, covered, crowded."""
    edge = Box(0, 0, page.width, page.height).wider(page.bleed - trimmed)
    out = (glyph.char for glyph in page.glyphs if not glyph.box.within(edge))
    cut = (run.words for run in page.runs if run.is_cut)
    covered = (run.words for run in page.runs if run.is_covered)
    tiny = (run.words for run in page.runs if run.size < least)
    rows = (
        (_("words are too small to be read: {words}"), "".join(tiny)),
        (_("words run over the edge of the sheet: {words}"), "".join(out)),
        (_("words are cut off: {words}"), "".join(cut)),
        (_("something hides words: {words}"), "".join(covered)),
        (_("words stand on each other: {words}"), " / ".join(meetings(page.glyphs))),
    )
    yield from ((message, words) for message, words in rows if words)


def _told(message: str, words: str) -> str:
    return message.format(words=_short(words))


def _wrong_places(page: PrintedSheet, *, margin: float) -> Iterator[str]:
    """Yield what stands in the margin or, of pictures, beyond it."""
    edge = Box(0, 0, page.width, page.height)
    aside, above = _SIDES * margin, _ENDS * margin
    safe = Box(aside, above, page.width - aside, page.height - above)
    near = "".join(g.char for g in page.glyphs if g.box.within(edge) and not g.box.within(safe))
    if near:
        yield _("words stand too near to the edge: {words}").format(words=_short(near))
    beyond = edge.wider(_BEYOND * page.width + BLEED)  # drawn with it; what lies beyond the edge is cut off
    if any(not box.within(beyond) for box in page.pictures):
        yield _("a picture runs over the edge of the sheet")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
