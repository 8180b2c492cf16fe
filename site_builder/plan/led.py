"""The LED lines of a poster: its message in 12, 24 and 40 cells, cut at the end of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.model import REFUSALS, Block, Event, Poster
from site_builder.model.led import LIMITS, cells, lacking, to_card

_CLAUSES = re.compile(r"[，；：。！？、\s]+")
_ENDS = "，；：、。 "
_PAIR = 2  # phrases: behind a title one of several alone would puzzle
_SAID_BY_OTHERS = ("claim", "before")  # alone on a strip, a rumour would look like advice


def led_lines(poster: Poster) -> tuple[str, ...]:
    """Return a line for each of LIMITS, as long as it may be; empty where nothing of the poster fits.

    Made of the key `led`, else of the title, the phrases below it and the short forms, in this order: each
    whole or not at all, and none that a card cannot show.
    """
    if poster.led:
        return tuple(_cut(to_card(poster.led), limit) for limit in LIMITS)
    return tuple(_fill(poster, limit) for limit in LIMITS)


def _cut(line: str, limit: int) -> str:
    """Return the clauses of line that fit, from its first on."""
    if cells(line) <= limit:
        return line.rstrip(_ENDS)
    ends = [found.start() for found in _CLAUSES.finditer(line)]
    fitting = [line[:end] for end in ends if cells(line[:end]) <= limit]
    return fitting[-1].rstrip(_ENDS) if fitting else ""


def _fill(poster: Poster, limit: int) -> str:
    title, *phrases = [_shown(text) for text in (poster.meta.title, *_event(poster), *poster.subtitle)]
    line = _first([title, *phrases, *(_shown(block.heading) for block in poster.blocks)], limit)
    if line != title:
        return line
    phrases = list(filter(None, phrases))
    least = 1 if poster.event else _PAIR
    line = _joined(title, "，".join(phrases[:least]), mark="：", limit=limit)
    if phrases and line == title:
        return line
    for phrase in phrases[least:]:
        line = _joined(line, phrase, mark="，", limit=limit)
    for advice in _advice(poster):
        line = line if advice in line else _joined(line, advice, mark="；", limit=limit)
    return line


def _event(poster: Poster) -> Iterator[str]:
    if poster.event:
        yield span_words(poster.event)
        yield poster.event.place


def span_words(event: Event) -> str:
    """Return the days of an activity: `12月1日至12月5日`."""
    first, last = (f"{day.month}月{day.day}日" for day in (event.start, event.end))
    return first if first == last else f"{first}至{last}"


def _joined(line: str, more: str, *, mark: str, limit: int) -> str:
    """Return line and more as one line, or line alone when that is too long."""
    longer = line + ("" if line[-1:] in "？！" else mark) + more
    return longer if more and cells(longer) <= limit else line


def _first(texts: list[str], limit: int) -> str:
    return next((text for text in texts if text and cells(text) <= limit), "")


def _advice(poster: Poster) -> Iterator[str]:
    """Yield what each block says, as short as it may be said alone."""
    for block in poster.blocks:
        text = _shown(_alone(block))
        if text and block.kind not in _SAID_BY_OTHERS and _shown(block.heading) not in poster.subtitle:
            yield text


def _alone(block: Block) -> str:
    """Return the short form; of what must not be done only what says so."""
    if block.kind != "dont":
        return block.short
    refusals = [text for text in (block.short, block.heading) if text.startswith(REFUSALS)]
    return refusals[0] if refusals else f"别{block.heading}"


def _shown(text: str) -> str:
    """Return text as a card shows it, empty when the card lacks a character of it."""
    line = to_card(text).rstrip(_ENDS)
    return "" if lacking(line) else line
