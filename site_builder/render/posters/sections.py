"""The blocks of a poster, sorted into the parts of the sheet that show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from site_builder.render.posters.leaf import show_event
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.texts import Room, longest

Json = Mapping[str, Any]
Shown = dict[str, Any]

_CARD = {"left": 7.1, "right": 1.1}  # rem: of a paper card, beside its text
_SCREEN_CARD = 0.95  # rem: on each side of the text
_PAIR, _BETWEEN = 3.8, 0.8  # rem: beside the text of one half, between the halves
_PATH = {"disc": 5.4, "left": 7.2, "pad": 1.4, "icon": 4.4, "head": 2.6, "text": 1.65}  # rem
_SCREEN_PATH = {"disc": 4.2, "left": 5.2, "pad": 1.0, "icon": 3.4, "head": 2.3, "text": 1.5}
_LARGEST_ASIDE = 2.0  # rem: a step's text beside its heading
_FEW, _MANY = 3, 5  # steps on a screen whose texts stand below the headings: lying, upright
_BESIDE_PICTURE = 4  # call-outs that stand with their texts beside a picture on a lying screen
_CHIPS = 4  # headings that stand in one row
_MOST_ABREAST, _ABREAST_GAP = 4, 1.1  # steps in one row of a lying paper; rem: between two
_CALLOUT = {"left": 4.3, "right": 0.8}  # rem: beside the text of a call-out
_NARROW, _NARROW_CALLOUT = 14.0, {"left": 1.0, "right": 0.6}  # rem: where the text stands below the number
_HALVES = (0.42, 0.58)  # of the room: claim and truth side by side
_RUMOUR_SIZES = {"claim": 2.0, "truth": 2.0, "basis": 1.4}  # rem: of the texts of a rumour card
_RUMOUR_PADDING = {"claim": 8.0, "truth": 4.0, "basis": 5.4}  # rem: beside those texts
_SCREEN_PADDING = {"claim": 11.0, "truth": 10.8, "basis": 5.4}

PLAIN = frozenset(("do", "dont", "plain"))
RUMOUR = ("claim", "truth", "basis")


def sort_blocks(poster: Json) -> dict[str, list[Json]]:
    """Return the blocks by the part that shows them; call-outs are those of a picture."""
    sorted_: dict[str, list[Json]] = {name: [] for name in ("cards", "path", "pairs", "cases", "callouts")}
    for block in poster["blocks"]:
        sorted_[_part_of(block, has_picture=bool(poster["picture"]))].append(block)
    return sorted_


def _part_of(block: Json, *, has_picture: bool) -> str:
    if has_picture and block["at"]:
        return "callouts"
    kind = block["kind"]
    if kind in PLAIN:
        return "cards"
    return "path" if kind == "step" else "cases" if kind in RUMOUR else "pairs"


def show_cards(blocks: Sequence[Json], room: Room) -> Shown | None:
    """Return the cards in rows as even as can be; the last row is as wide as the others."""
    if not blocks:
        return None
    rows = list(_rows(blocks, room))
    return {
        "rows": [
            {"wide": wide, "cards": [room.shown(block, _line(wide, room)) for block in row]}
            for row, wide in rows
        ],
        "wide": min(wide for _row, wide in rows),
        "longest": longest(blocks),
        "padding": _CARD,
    }


def uneven_rows(blocks: Sequence[Json], room: Room) -> int:
    """Return how many rows of cards have more lines on one side than on the other."""
    rows = [{room.lines(block, _line(wide, room)) for block in row} for row, wide in _rows(blocks, room)]
    return sum(len(lines) > 1 for lines in rows)


def _rows(blocks: Sequence[Json], room: Room) -> Iterator[tuple[Sequence[Json], float]]:
    """Yield each row with the width of a card in it, in rem."""
    columns = columns_for(len(blocks), room.columns)
    for start in range(0, len(blocks), columns):
        row = blocks[start : start + columns]
        yield row, round((room.inner - room.gap * (len(row) - 1)) / len(row), 3)


def columns_for(count: int, most: int) -> int:
    """Return in how many columns `count` cards stand: as many as may be, with few places empty."""
    if count <= most or most == 1:
        return max(min(count, most), 1)
    return min(range(most, max(most - 2, 1), -1), key=lambda columns: -count % columns)


def _line(wide: float, room: Room) -> float:
    return wide - (2 * _SCREEN_CARD if room.screen else sum(_CARD.values()))


def show_chips(blocks: Sequence[Json], room: Room) -> Shown | None:
    """Return the cards as headings alone, in as few rows as can be, below the table of a screen."""
    abreast = 2 if not room.beside else len(blocks) if len(blocks) <= _CHIPS else -(-len(blocks) // 2)
    return show_cards(blocks, replace(room, columns=abreast))


def show_path(blocks: Sequence[Json], room: Room) -> Shown | None:
    """Return the steps: below each other, or beside each other on a lying paper."""
    if not blocks:
        return None
    size = _SCREEN_PATH if room.screen else _PATH
    rows = _path_rows(blocks, room)
    widest = longest(blocks)
    wide = room.inner - size["left"] - 2 * size["pad"]
    aside = room.screen and len(blocks) > (_FEW if room.beside else _MANY)
    if room.screen and len(blocks) > _MANY:
        share = 0.85 * _MANY / len(blocks)
        size = {**size, "disc": size["disc"] * share, "icon": size["icon"] * share}
    if room.lying:
        wide = room.inner / len(rows[0]) - _ABREAST_GAP - 2 * size["pad"]
    elif aside:
        wide -= widest * size["head"] + 1
        size = {**size, "text": min(_LARGEST_ASIDE, max(size["text"], wide / room.longest_text(blocks)))}
    else:
        wide -= size["icon"] + 1
    numbers = iter(range(1, len(blocks) + 1))
    steps = [
        [room.shown(block, wide, size=size["text"]) | {"number": next(numbers)} for block in row]
        for row in rows
    ]
    return {
        "rows": steps,
        "count": len(blocks),
        "longest": widest,
        "aside": aside,
        "across": room.lying,
        **size,
    }


def _path_rows(blocks: Sequence[Json], room: Room) -> list[Sequence[Json]]:
    most = max(_MOST_ABREAST, room.columns)
    abreast = 1 if not room.lying else -(-len(blocks) // -(-len(blocks) // most))
    return [blocks[start : start + abreast] for start in range(0, len(blocks), abreast)]


def show_pairs(blocks: Sequence[Json], room: Room) -> list[Shown]:
    """Return the pairs of before and after; what has no partner stands alone."""
    pairs: list[list[Json]] = []
    for block in blocks:
        if block["kind"] == "after" and pairs and [one["kind"] for one in pairs[-1]] == ["before"]:
            pairs[-1].append(block)
        else:
            pairs.append([block])
    half = (room.inner - _BETWEEN) / 2 - _PAIR
    return [
        {"halves": [room.shown(block, half) for block in pair], "longest": longest(pair)} for pair in pairs
    ]


def show_cases(blocks: Sequence[Json], room: Room) -> Shown:
    """Return the rumours: each with its claim, its truth and its basis, as far as they are there."""
    cases: list[dict[str, Json]] = []
    for block in blocks:
        if not cases or block["kind"] in cases[-1]:
            cases.append({})
        cases[-1][block["kind"]] = block
    sides = room.lying
    halves = [share * room.inner - room.gap / 2 if sides else room.inner for share in _HALVES]
    wide = dict(zip(RUMOUR, [*halves, room.inner], strict=True))
    padding = _SCREEN_PADDING if room.screen else _RUMOUR_PADDING
    lines = {kind: wide[kind] - padding[kind] for kind in RUMOUR}
    return {
        "rows": [_case(case, room, lines=lines) for case in cases],
        "sides": sides,
        "wide": wide,
        "lines": lines,
        "sizes": _RUMOUR_SIZES,
    }


def _case(case: Mapping[str, Json], room: Room, *, lines: Mapping[str, float]) -> Shown:
    shown = {
        kind: room.shown(block, lines[kind], size=_RUMOUR_SIZES[kind]) | {"em": longest([block])}
        for kind, block in case.items()
    }
    return {kind: shown.get(kind) for kind in RUMOUR}


def show_callouts(blocks: Sequence[Json], room: Room, *, figure: Json) -> Shown:
    """Return the texts of the call-outs in the columns that the figure leaves, numbered."""
    columns = columns_for(len(blocks), int(figure["columns"]))
    inner = float(figure["list"])
    wide = (inner - room.gap * (columns - 1)) / columns
    padding = _NARROW_CALLOUT if wide < _NARROW else _CALLOUT
    numbered = [{**block, "number": at} for at, block in enumerate(blocks, start=1)]
    rows = []
    for start in range(0, len(numbered), columns):
        row = numbered[start : start + columns]
        own = (inner - room.gap * (len(row) - 1)) / len(row)
        line = own - padding["left"] - padding["right"]
        calls = [room.shown(block, line) | {"number": block["number"]} for block in row]
        rows.append({"wide": round(own, 3), "calls": calls})
    return {
        "rows": rows,
        "wide": round(wide, 3),
        "longest": longest(blocks),
        "padding": padding,
        "narrow": wide < _NARROW,
    }


def show_sections(poster: Json, room: Room, *, figure: Shown | None) -> Shown:
    """Return the parts of the sheet that blocks make, by name; the call-outs belong to the `figure`."""
    blocks = sort_blocks(poster)
    alone = headings_alone(poster, screen=room.screen, beside=room.beside)
    return {
        "cards": show_cards(blocks["cards"], room),
        "chips": show_chips(blocks["cards"], room) if alone == "cards" else None,
        "path": show_path(blocks["path"], room),
        "pairs": show_pairs(blocks["pairs"], room),
        "cases": show_cases(blocks["cases"], room),
        "figure": figure,
        "callouts": show_callouts(blocks["callouts"], room, figure=figure) | {"alone": alone == "callouts"}
        if figure and blocks["callouts"]
        else None,
        "event": show_event(poster["event"], inner=room.inner, screen=room.screen),
    }


def headings_alone(poster: Json, *, screen: bool, beside: bool) -> str:
    """Return the part of which a screen beside a large table or picture shows headings alone, or nothing."""
    if not screen:
        return ""
    if poster["layout"] == "grades":
        return "cards"
    return "callouts" if beside and len(sort_blocks(poster)["callouts"]) > _BESIDE_PICTURE else ""


def is_bare(poster: Json, block: Json, sheet: Sheet) -> bool:
    """Say whether a sheet shows no more of a block than its heading."""
    part = _part_of(block, has_picture=bool(poster["picture"]))
    return part == headings_alone(poster, screen=sheet.screen, beside=sheet.beside)


def uneven_cards(poster: Json, room: Room) -> int:
    return uneven_rows(sort_blocks(poster)["cards"], room)
