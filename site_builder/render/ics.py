"""A calendar file for calendar programs, as RFC 5545 wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.digest import View

_LONGEST = 75  # bytes of a line, its end not counted (RFC 5545, 3.1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_file(view: View) -> bytes:
    """Return whole days as events: `name`, `stamp` and `events` of uid, start, end, summary and text.

    `end` is the day behind the last one, days are written like 20261109.
    """
    return b"".join(_folded(line) for line in _lines(view))


def _lines(view: View) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kepu//calendar//ZH", "CALSCALE:GREGORIAN")
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_text(view['name'])}"
    events = view["events"]
    assert isinstance(events, list)
    for event in events:
        yield from _event(event, str(view["stamp"]))
    yield "END:VCALENDAR"


def _event(event: Mapping[str, object], stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event['uid']}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event['start']}"
    yield f"DTEND;VALUE=DATE:{event['end']}"
    yield f"SUMMARY:{_text(event['summary'])}"
    yield f"DESCRIPTION:{_text(event['text'])}"
    yield "TRANSP:TRANSPARENT"  # a day with it is not a day without time
    yield "END:VEVENT"


def _text(words: object) -> str:
    return str(words).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return a line in pieces that begin with a blank, none of which parts a character."""
    pieces, piece = [], b""
    for character in line:
        more = character.encode()
        if len(piece) + len(more) > _LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
