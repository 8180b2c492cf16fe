"""hub.json and its parts as values; whatever else a file says is passed over."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.errors import Problem
from site_builder.front import handed_on, text_digest
from site_builder.i18n import _
from site_builder.model import Hop
from site_builder.pull.clean import one_line
from site_builder.pull.hubs.places import is_picture_place, is_text_place
from site_builder.pull.hubs.values import Gone, Handed, Issue, Piece, Section, Shown
from site_builder.pull.links import web_address
from site_builder.pull.trouble import FetchError

FORMAT = 1
MOST_PARTS, MOST_HOPS = 4000, 7  # hops before the last
_LONGEST = 200  # characters of a title, a name or a reason
_PART = re.compile(r"hub/[0-9a-z]{1,32}\.json")
_PICTURE = re.compile(r"media/[0-9a-z-]{1,60}\.[0-9a-f]{10}\.(?:jpe?g|png|webp|gif|svg)")
_DIGEST = re.compile(r"[0-9a-f]{32}")
_FREE = ("own", "cc-by-4.0")

Row = Mapping[str, Any]


def read_issue(data: bytes) -> Issue:
    """Return what a hub.json says; raises FetchError when it is none."""
    feed = _json(data)
    own = _row(feed, "_kepu")
    hub = _line(own, "hub")
    if not hub or not isinstance(own.get("parts"), list):
        raise FetchError(
            _("what is at this address is no hub"),
            hint=_("write the hub's own address, the one of its home page"),
        )
    if own.get("format") != FORMAT:
        raise FetchError(
            _("the hub hands its texts on in a form that this kepu does not know"), hint=_("update kepu")
        )
    return Issue(
        hub=hub,
        url=web_address(_text(feed, "home_page_url"), ""),
        made=_line(own, "made"),
        parts=tuple(_pieces(own, "parts", _PART))[:MOST_PARTS],
        pictures={piece.url: piece for piece in _pieces(own, "pictures", _PICTURE)},
        withdrawn=tuple(gone for row in _rows(own, "withdrawn") if (gone := _gone(row))),
        units={_line(row, "id"): _line(row, "parent") for row in _rows(own, "units")},
        sections=tuple(Section(_line(row, "id"), _line(row, "name")) for row in _rows(own, "sections")),
    )


def read_part(data: bytes, issue: Issue) -> tuple[list[Handed], list[Problem]]:
    """Return the texts of a part, and a problem for each that cannot be taken."""
    items: list[Handed] = []
    problems: list[Problem] = []
    for row in _rows(_json(data), "items"):
        item = _item(row, issue)
        if isinstance(item, Handed):
            items.append(item)
        else:
            problems.append(item)
    return items, problems


def _item(row: Row, issue: Issue) -> Handed | Problem:
    own = _row(row, "_kepu")
    path, text = _text(own, "path"), handed_on(_text(row, "content_text"))
    if not is_text_place(path):
        message = _("no text of a hub can lie there: {path}").format(path=one_line(path)[:_LONGEST])
        return Problem("", message, _("tell the hub above"))
    where = f"content/{path}"
    digest = _text(own, "digest")
    if not text or text_digest(text) != digest:
        return Problem(where, _("the text is damaged: it does not match its digest"), _again())
    if _text(own, "license") not in _FREE:
        return Problem(where, _("its licence does not allow handing it on"), _("tell the hub above"))
    pictures = list(_pictures(own, issue))
    if None in pictures:
        return Problem(where, _("a picture of the text cannot be taken"), _("tell the hub above"))
    origin = tuple(_hops(own))
    return Handed(
        path=path,
        title=_line(row, "title") or path,
        text=text,
        digest=digest,
        origin=(*origin[:-1][:MOST_HOPS], Hop(hub=issue.hub, url=issue.url, digest=digest)),
        date=_day(_text(row, "date_published")[:10]),
        units=tuple(unit for unit in _list(own, "units") if isinstance(unit, str)),
        pictures=tuple(picture for picture in pictures if picture),
    )


def _hops(own: Row) -> Iterator[Hop]:
    for row in _rows(own, "origin"):
        if hub := _line(row, "hub"):
            digest = _text(row, "digest")
            yield Hop(
                hub=hub,
                url=web_address(_text(row, "url"), ""),
                digest=digest if _DIGEST.fullmatch(digest) else "",
            )


def _pictures(own: Row, issue: Issue) -> Iterator[Shown | None]:
    """Yield the pictures of a text; None for one that may not lie where it says, or is not there."""
    for row in _rows(own, "pictures"):
        path, piece = _text(row, "path"), issue.pictures.get(_text(row, "url"))
        yield Shown(path, piece) if piece and is_picture_place(path) else None


def _pieces(own: Row, key: str, form: re.Pattern[str]) -> Iterator[Piece]:
    for row in _rows(own, key):
        url, digest, size = _text(row, "url"), _text(row, "digest"), row.get("size")
        if form.fullmatch(url) and _DIGEST.fullmatch(digest) and isinstance(size, int):
            yield Piece(url, digest, size)


def _gone(row: Row) -> Gone | None:
    path, day, better = _text(row, "path"), _day(_text(row, "on")), _text(row, "replaced_by")
    if not is_text_place(path) or day is None:
        return None
    return Gone(
        path=path,
        title=_line(row, "title") or path,
        on=day,
        reason=_line(row, "reason"),
        replaced_by=better if is_text_place(better) else "",
        by=_line(row, "by"),
    )


def _again() -> str:
    return _("pull again; copy it again if it came on a stick")


def _json(data: bytes) -> Row:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _row(row: Row, key: str) -> Row:
    value = row.get(key)
    return value if isinstance(value, dict) else {}


def _list(row: Row, key: str) -> list[Any]:
    value = row.get(key)
    return value if isinstance(value, list) else []


def _rows(row: Row, key: str) -> list[Row]:
    return [one for one in _list(row, key) if isinstance(one, dict)]


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _line(row: Row, key: str) -> str:
    return one_line(_text(row, key))[:_LONGEST]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
