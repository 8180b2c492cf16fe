"""What the desk answers to each address below its token: decided without a socket."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

from site_builder.desk.deeds import carry_out
from site_builder.desk.preview import file_of, look_of, page_of_article, page_of_text
from site_builder.desk.room import Room, Stock
from site_builder.desk.views import item_view, problem_views, queue_view
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.pull import Pending, article_text, decisions, find
from site_builder.serve import type_of

PAGE = Path(__file__).parent / "page"
FILES = ("index.html", "desk.css", "desk.js", "trim.css")
HTML, JSON = type_of("a.html"), type_of("a.json")


class Answer(NamedTuple):
    status: HTTPStatus
    kind: str
    body: bytes


def answer(room: Room, path: str, query: str) -> Answer:
    """Return the answer to GET; `path` is what stands behind the token."""
    name = path or FILES[0]
    if name in FILES:
        return Answer(HTTPStatus.OK, type_of(name), (PAGE / name).read_bytes())
    words = {key: values[-1] for key, values in parse_qs(query).items()}
    for prefix, give in _GIVERS.items():
        if name.startswith(prefix):
            try:
                return give(room, name.removeprefix(prefix), words)
            except SiteError as error:  # the settings cannot be read, a poster cannot be made
                return _refusal(error)
    return nothing()


def deed(room: Room, path: str, body: bytes) -> Answer:
    """Return the answer to POST: what was done, or why it was not."""
    try:
        wish = json.loads(body)
        said = carry_out(room, path.removeprefix("api/"), wish if isinstance(wish, dict) else {})
    except (KeyError, ValueError):
        return nothing()
    except SiteError as error:
        return _refusal(error)
    return _json({"said": said})


def nothing() -> Answer:
    return Answer(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", _("there is nothing here").encode())


def _queue(room: Room, _rest: str, _words: dict[str, str]) -> Answer:
    queue = room.queue()
    return _json(room.work(lambda stock: queue_view(stock, queue, decisions(room.folder))))


def _item(room: Room, id_: str, _words: dict[str, str]) -> Answer:
    queue = room.queue()
    case = queue.cases.get(id_)
    if case is None:
        return nothing()

    def view(stock: Stock) -> dict[str, object]:
        problems: tuple[Problem, ...] = ()
        try:
            _page_of(room, stock, case.pending)
        except SiteError as error:
            problems = error.problems
        return item_view(case, stock, queue, problems=problems)

    return _json(room.work(view))


def _page(room: Room, _rest: str, words: dict[str, str]) -> Answer:
    try:
        if "item" in words:
            one = find(room.folder, words["item"])
            page = room.work(lambda stock: _page_of(room, stock, one, reviewer=words.get("by", "")))
        else:
            page = room.work(lambda stock: page_of_article(stock, words.get("text", "")))
    except SiteError as error:
        page = _told(error)
    return Answer(HTTPStatus.OK, HTML, page)


def _page_of(room: Room, stock: Stock, one: Pending, *, reviewer: str = "") -> bytes:
    sections = [section.id for section in stock.reading.settings.sections]
    section = one.entry.section
    section = section if section in sections or not sections else sections[0]
    text = article_text(one, today=room.today(), reviewer=reviewer).encode()
    return page_of_text(stock, f"articles/{section or 'text'}/{one.entry.id}.md", text)


def _file(room: Room, address: str, _words: dict[str, str]) -> Answer:
    return _bytes(room.work(lambda stock: file_of(stock, address)), address)


def _look(room: Room, path: str, _words: dict[str, str]) -> Answer:
    slug, _slash, name = path.partition("/")
    return _bytes(room.work(lambda stock: look_of(stock, slug, name)), name)


def _bytes(data: bytes | None, name: str) -> Answer:
    return nothing() if data is None else Answer(HTTPStatus.OK, type_of(name), data)


def _told(error: SiteError) -> bytes:
    """Return a page that says why a text cannot be shown."""
    rows = "".join(f"<p><b>{escape(one.message)}</b><br>{escape(one.hint)}</p>" for one in error.problems)
    style = '<link rel="stylesheet" href="../../../trim.css">'
    return f'<!doctype html>\n<meta charset="utf-8">\n{style}\n<div class="untold">{rows}</div>\n'.encode()


def _refusal(error: SiteError) -> Answer:
    return _json({"problems": problem_views([error])}, HTTPStatus.CONFLICT)


def _json(view: object, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, JSON, json.dumps(view, ensure_ascii=False).encode("utf-8", "replace"))


_GIVERS: dict[str, Callable[[Room, str, dict[str, str]], Answer]] = {
    "api/queue": _queue,
    "api/item/": _item,
    "show/articles/": _page,
    "show/": _file,
    "poster/": _look,
}
