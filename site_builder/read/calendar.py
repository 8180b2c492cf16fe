"""content/calendar.csv: the science days and local seasons of the hub."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec import json
from msgspec.structs import replace

from site_builder import almanac
from site_builder.edition import libraries
from site_builder.errors import Problem, closest
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.model import NO_CALENDAR, Calendar, Occasion
from site_builder.model.calendar import Announced, Days, Rule, Year
from site_builder.read.decode import decode
from site_builder.read.fields import SEPARATORS
from site_builder.read.notes import Notes, suggest
from site_builder.read.occasions import LONGEST, RuleError, read_rule
from site_builder.read.words import Words

NAME = "calendar.csv"
COLUMNS = ("id", "name", "rule", "window_days", "topics", "audience", "units", "note")
_NEEDED = COLUMNS[:3]
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class _Row(NamedTuple):
    cells: Mapping[str, str]
    line: int


def read_calendar(content: Path, words: Words, memo: Memo) -> tuple[Calendar, tuple[Problem, ...]]:
    """Return the rows of content/calendar.csv in its order, and what is wrong in it; nothing without one."""
    file = content / NAME
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return NO_CALENDAR, ()
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=reason_of(error))
        return NO_CALENDAR, (Problem(f"content/{NAME}", message),)
    notes = Notes(NAME)
    text = decode(data, notes)
    if text is None:
        hint = _("save the table as CSV (UTF-8) in its own program")
        return NO_CALENDAR, tuple(Problem(problem.where, problem.message, hint) for problem in notes.problems)
    occasions: dict[str, Occasion] = {}
    for row in _rows(text, notes):
        _add(row, occasions, words, notes=notes)
    return Calendar(tuple(occasions.values()), partial(_year, memo)), tuple(notes.problems)


def _year(memo: Memo, year: int) -> Year:
    """Return what the almanac says of a year: that takes 40 ms, so it is remembered."""
    version = f"almanac {libraries('lunar-python').decode()}"
    kept = memo.recall(version, str(year).encode(), lambda: json.encode(almanac.year_of(year)))
    return json.decode(kept, type=Year)


def _rows(text: str, notes: Notes) -> Iterator[_Row]:
    """Yield the rows below the head; those that are empty or begin with # are left out."""
    reader = csv.reader(io.StringIO(text), strict=True)
    head: list[str] = []
    line = 1
    try:
        for cells in reader:
            row = [" ".join(cell.split()) for cell in cells]
            if any(row) and not row[0].startswith("#"):
                if not head:
                    head = _head(row, line, notes)
                elif _fits(row, head, line, notes=notes):
                    yield _Row(dict(zip(head, row, strict=False)), line)
            line = reader.line_num + 1
    except csv.Error:
        notes.error(
            line, _("a quotation mark is not closed, or stands inside a cell"), _("write “ or ” instead")
        )


def _head(row: list[str], line: int, notes: Notes) -> list[str]:
    for name in row:
        if name and name not in COLUMNS:
            guess = closest(name, COLUMNS)
            hint = _("did you mean {word}?").format(word=guess) if guess else ", ".join(COLUMNS)
            notes.error(line, _("unknown column: {name}").format(name=name), hint)
    for name in _NEEDED:
        if name not in row:
            notes.error(line, _("the column {name} is missing").format(name=name), ",".join(COLUMNS))
    return row


def _fits(row: list[str], head: list[str], line: int, *, notes: Notes) -> bool:
    if any(row[len(head) :]):
        message = _("the row has more cells than the head: {count}").format(count=len(row))
        notes.error(line, message, _("put several words into one cell with ; between them"))
        return False
    return True


def _add(row: _Row, occasions: dict[str, Occasion], words: Words, *, notes: Notes) -> None:
    """Add what the row says: an occasion, or the days of one year for a row above."""
    cells, line = row
    id_ = cells.get("id", "")
    if not _ID.fullmatch(id_):
        message = _("id must be lower-case letters, digits and hyphens: {id}").format(id=id_)
        notes.error(line, message, "fire-day")
        return
    try:
        rule = read_rule(cells.get("rule", ""))
    except RuleError as error:
        notes.error(line, error.message, error.hint)
        return
    known = occasions.get(id_)
    if known is None:
        occasions[id_] = _occasion(row, rule, words, notes=notes)
    elif isinstance(rule, Days):
        occasions[id_] = replace(known, on=(*known.on, rule))
    else:
        message = _("the id “{id}” is taken: it stands in line {line}").format(id=id_, line=known.line)
        notes.error(line, message, _("for the days of one year write the rule like on:2027-05-22"))


def _occasion(row: _Row, rule: Rule | Days, words: Words, *, notes: Notes) -> Occasion:
    cells, line = row
    if not cells.get("name"):
        hint = _("write a name; for the days of one year the row that has it stands above")
        notes.error(line, _("{key} is empty").format(key="name"), hint)
    return Occasion(
        id=cells["id"],
        name=cells.get("name", ""),
        rule=Announced() if isinstance(rule, Days) else rule,
        window=_window(cells.get("window_days", ""), line, notes),
        topics=_words(cells.get("topics", "")),
        audience=_known(row, "audience", words.audiences, notes=notes),
        units=_known(row, "units", words.units, notes=notes),
        note=cells.get("note", ""),
        is_season=cells["rule"].lower().startswith("season"),
        on=(rule,) if isinstance(rule, Days) else (),
        line=line,
    )


def _window(word: str, line: int, notes: Notes) -> int:
    if not word:
        return 1
    if re.fullmatch(r"[0-9]{1,3}", word) and 1 <= int(word) <= LONGEST:
        return int(word)
    message = _("window_days must be a whole number from 1 to {most}: {word}")
    notes.error(line, message.format(most=LONGEST, word=word), "7")
    return 1


def _known(row: _Row, key: str, known: tuple[str, ...], *, notes: Notes) -> tuple[str, ...]:
    found = _words(row.cells.get(key, ""))
    for word in found:
        if word not in known:
            message = _("{key} cannot be “{word}”").format(key=key, word=word)
            notes.error(row.line, message, suggest(word, known) if known else "content/units.toml")
    return found


def _words(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in SEPARATORS.split(cell) if word))
