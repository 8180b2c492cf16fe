"""What to tell an editor whose poster holds too much text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from site_builder.i18n import _
from site_builder.render.posters.fit import Range
from site_builder.render.posters.foot import NEVER, show_foot
from site_builder.render.posters.glyphs import part_name, texts
from site_builder.render.posters.measure import are_tiny, need_of
from site_builder.render.posters.page import Page, Scale
from site_builder.render.posters.proof.words import left_to_the_page
from site_builder.render.sought import UnfitError

MOST_BLOCKS = 6
_QUOTED = 20  # characters of a heading that are said again
_TERSE = 6  # characters that still say something: shorter than that, no part is to be cut
_SAFE = 3  # characters
_PARTS = ("lead", "grades", "figures", "event", "source", "issuer", "qr_text")  # besides the blocks
_FEWEST = 3  # blocks: a poster with fewer says too little
_NAMES = frozenset(("event", "source", "issuer"))
_USUAL = 24  # characters of a name, a place or a date: nobody can shorten one that is no longer
_REARRANGED = ("steps", "grades")  # layouts whose blocks may stand in panels as well


def require_room_for_phones(page: Page) -> None:
    """Raise UnfitError when a telephone number's name would be too small to read even on its own row."""
    if show_foot(page.poster, page.sheet, page.sheet.smallest_rem)["foot_high"] < NEVER:
        return
    longest = max((str(phone) for phone in page.poster["phones"]), key=len)
    raise UnfitError.near(
        _("the telephone line is too long for {format}: {phone}").format(format=page.name, phone=longest),
        longest,
        hint=_("shorten the name before the number, such as 急救 120"),
    )


def too_long(page: Page, *, advise: bool = True) -> UnfitError:
    """Return the error that names what there is too much of and, to `advise`, how many characters to cut."""
    message = _("the poster does not fit on {format}: the type would be too small to read")
    place, hint = _longest(page)[1], ""
    if advise:
        place, hint = _advice(page)
    return UnfitError.near(message.format(format=page.name), place, hint=hint)


def _longest(page: Page) -> tuple[str, str]:
    return max(_parts(page), key=lambda part: len(part[1]), default=("", ""))


def _advice(page: Page) -> tuple[str, str]:
    """Return the words near which to mend the poster, and what to do there."""
    heading = max((str(block["heading"]) for block in page.poster["blocks"]), key=len, default="")
    if len(heading) > _TERSE and _is_heading_alone(page):
        return heading, _("shorten the heading “{heading}” to {most} characters").format(
            heading=heading if len(heading) <= _QUOTED else f"{heading[:_QUOTED]}…", most=_TERSE
        )
    most = _most(page)
    if most >= _TERSE:
        return _longest(page)[1], _("; ").join(_cuts(page, most))
    spare = _spare(page)
    place = str(page.poster["blocks"][-spare]["text"] if spare else page.poster["title"])
    if cures := list(_leaving(page, spare)):
        return place, _("; ").join(cures)
    hint = _("{format} is too small or too slim for this poster: choose another size")
    return place, hint.format(format=page.name)


def _cuts(page: Page, most: int) -> Iterator[str]:
    """Yield what to cut of a poster that fits when no part has more than `most` characters."""
    yield from _too_many(page)
    name, text = _longest(page)
    yield _("cut about {count} characters; the longest is {part} with {length}").format(
        count=_surplus(page, most), part=name, length=len(text)
    )


def _leaving(page: Page, spare: int) -> Iterator[str]:
    """Yield what to leave out of a poster that no cut makes fit."""
    if spare:
        yield from _too_many(page)
        yield _("leave out {count} of the {all} blocks").format(count=spare, all=len(page.poster["blocks"]))
    if page.poster["layout"] in _REARRANGED and _fits(_with(page, layout="panels")):
        yield (
            _("or write: {example}").format(example="layout: panels")
            if spare
            else _("write: {example}").format(example="layout: panels")
        )


def _too_many(page: Page) -> Iterator[str]:
    blocks = page.poster["blocks"]
    lacking = [str(block["heading"] or block["tag"]) for block in blocks if not block["short"]]
    if len(blocks) > MOST_BLOCKS:
        yield _("too many blocks: {count}, six at the most").format(count=len(blocks))
    if lacking:
        yield _("write a line 短： below {blocks}").format(blocks=_(", ").join(lacking))


def _is_heading_alone(page: Page) -> bool:
    """Say whether nothing but too long a heading keeps the page from fitting."""
    blocks = [{**block, "heading": str(block["heading"])[:_TERSE]} for block in page.poster["blocks"]]
    return _is_tiny(page) and not _is_tiny(_with(page, blocks=blocks))


def _is_tiny(page: Page) -> bool:
    return are_tiny(page.html(_smallest(page)))


def _most(page: Page) -> int:
    """Return how many characters each part may have, if the sheet is to hold them: 0 if none fits."""
    fits, fails = 0, max((len(text) for _name, text in _parts(page)), default=0)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        fits, fails = (middle, fails) if _fits(_shortened(page, middle)) else (fits, middle)
    return fits


def _surplus(page: Page, most: int) -> int:
    """Return how many characters to cut from the longest parts: some more than where all lines break well."""
    least = max(1, sum(max(0, len(text) - most) for _name, text in _parts(page)))
    return least + max(_SAFE, least // 10)


def _spare(page: Page) -> int:
    """Return how many blocks, the last ones, leave room for the rest when they are left out: 0 if none do."""
    blocks = page.poster["blocks"]
    fewer = range(1, len(blocks) - _FEWEST + 1)
    return next((count for count in fewer if _fits(_with(page, blocks=blocks[:-count]))), 0)


def _fits(page: Page) -> bool:
    return need_of(page, page.fonts, _smallest(page)) <= 1


def _smallest(page: Page) -> Scale:
    return Range(page.sheet, short=True, scenes=page.scenes).at(0)


def _shortened(page: Page, most: int) -> Page:
    """Return the page with no part longer than `most` characters."""
    poster = page.poster
    shown = [{**block, _form(block): str(block[_form(block)])[:most]} for block in poster["blocks"]]
    parts = {name: _cut(poster[name], max(most, _USUAL) if name in _NAMES else most) for name in _shown(page)}
    return _with(page, **parts, blocks=shown)


def _with(page: Page, **changes: Any) -> Page:  # noqa: ANN401 - parts of a view
    return replace(page, poster={**page.poster, **changes})


def _cut(value: Any, most: int) -> Any:  # noqa: ANN401 - a part of a view
    """Return a part with no text longer than `most` characters."""
    if isinstance(value, str):
        return value[:most]
    if isinstance(value, Mapping):
        return {key: _cut(row, most) for key, row in value.items()}
    return [_cut(row, most) for row in value] if isinstance(value, list) else value


def _form(block: Mapping[str, Any]) -> str:
    """Return which form of a block is shown where there is little room."""
    return "short" if block["short"] else "text"


def _parts(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each part that this sheet shows, in short forms, if it can be cut."""
    poster = page.poster
    for block in poster["blocks"]:
        yield str(block["heading"] or block["tag"]), str(block[_form(block)])
    for name in _shown(page):
        for text in texts(poster[name]):
            if name not in _NAMES or len(text) > _USUAL:
                yield part_name(name, poster[name]), text


def _shown(page: Page) -> list[str]:
    hidden = left_to_the_page(page.poster) if page.sheet.screen else frozenset()
    return [name for name in _PARTS if name not in hidden]
