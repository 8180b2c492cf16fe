"""What front matter says of a poster's screens: the words of the LED strip, and when it is shown."""

from __future__ import annotations

import re

from site_builder.i18n import _
from site_builder.model import Poster, Showing
from site_builder.model.led import LIMITS, cells, lacking, to_card
from site_builder.read.fields import Fields

_SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_EXAMPLE = '{from: 2026-12-01, to: 2026-12-05, hours: ["07:00-09:30"], seconds: 20}'
SHORTEST, LONGEST = 5, 120  # seconds that a screen may show a poster


def read_led(fields: Fields) -> str:
    """Return the words of the LED strip as a card shows them; empty when they are not written."""
    line = to_card(fields.text("led"))
    rare = lacking(line)
    if rare:
        fields.error(
            "led",
            _("LED cards cannot show: {characters}").format(characters=_named(rare)),
            _("write the word with another character"),
        )
    elif cells(line) > LIMITS[-1]:
        message = _("{key} is too long: {width} characters").format(key="led", width=cells(line))
        fields.error("led", message, _("shorten it to {most}").format(most=LIMITS[-1]))
    return line


def tell_rare(fields: Fields, poster: Poster) -> None:
    """Warn of the words that LED lines must leave out, as cards lack a character of them."""
    if poster.led:
        return
    lines = {fields.line_of("title"): [poster.meta.title], fields.line_of("subtitle"): [*poster.subtitle]}
    for block in poster.blocks:
        lines.setdefault(block.line, []).extend([block.heading, block.short])
    for line, texts in lines.items():
        rare = lacking(to_card("".join(texts)))
        if rare:
            fields.notes.warn(
                line,
                _("LED cards cannot show: {characters}").format(characters=_named(rare)),
                _("word the line yourself:  led: …"),
            )


def _named(chars: tuple[str, ...]) -> str:
    return " ".join(f"{char} (U+{ord(char):04X})" for char in chars)


def read_showing(fields: Fields) -> Showing | None:
    """Return when screens show the poster, from the key `screen`; None when it is not written."""
    row = fields.map("screen", example=_EXAMPLE)
    if row is None:
        return None
    start, end, seconds = row.date("from"), row.date("to"), row.number("seconds")
    hours = tuple(span for word, line in row.lines_of_words("hours") if (span := _span(row, word, line)))
    row.finish()
    if start and end and end < start:
        row.error("to", _("the last day lies before the first"), _("write a later day or remove the line"))
    if seconds and not SHORTEST <= seconds <= LONGEST:
        row.error(
            "seconds",
            _("a screen cannot show a poster for {seconds} seconds").format(seconds=seconds),
            _("write a number from {least} to {most}").format(least=SHORTEST, most=LONGEST),
        )
    return Showing(start=start, end=end, hours=hours, seconds=seconds)


def _span(row: Fields, word: str, line: int) -> tuple[str, str] | None:
    found = _SPAN.fullmatch(word)
    if not found or max(word[:5], word[6:]) > "24:00" or word[:5] == word[6:]:
        row.notes.error(
            line,
            _("{word} is no span of the day").format(word=word),
            _("write it like this: {example}").format(example='hours: ["07:00-09:30"]'),
        )
        return None
    return word[:5], word[6:]
