"""What a person at the desk does, carried out as the command line does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from site_builder.desk.candidate import checking
from site_builder.desk.room import Room
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.model import LICENSES
from site_builder.pull import accept, amend, find, proof_is_missing, reject, settle, undo

Wish = Mapping[str, Any]  # as the browser sent it
Value = Any  # of front matter

_TEXTS = ("title", "summary", "section")
_EVIDENCE = ("who", "title", "url")
_TERMS = ("name", "url", "license", "permission")
LONGEST = 2000  # characters of a field


def carry_out(room: Room, deed: str, wish: Wish) -> str:
    """Do what is wished and return a sentence about it.

    Raises SiteError when it cannot be done, KeyError when there is no such deed.
    """
    return _DEEDS[deed](room, wish)


def _accept(room: Room, wish: Wish) -> str:
    one = find(room.folder, _id(wish), seen=_word(wish, "mark"))
    if proof_is_missing(one):
        raise SiteError(
            _("a full text needs evidence before it goes out"),
            hint=_("write who says so, or take the link only"),
        )
    return _taken(room, wish, link_only=False)


def _link(room: Room, wish: Wish) -> str:
    return _taken(room, wish, link_only=True)


def _taken(room: Room, wish: Wish, *, link_only: bool) -> str:
    one = find(room.folder, _id(wish))
    accept(
        room.folder,
        _id(wish),
        link_only=link_only,
        reviewer=_word(wish, "reviewer"),
        seen=_word(wish, "mark"),
        today=room.today(),
        check=checking(room.folder),
    )
    words = _("Only its link is taken: {title}") if link_only else _("Accepted: {title}")
    return words.format(title=one.entry.title)


def _reject(room: Room, wish: Wish) -> str:
    entry = reject(room.folder, _id(wish), reason=_word(wish, "reason"), seen=_word(wish, "mark"))
    return _("Rejected: {title}").format(title=entry.title)


def _undo(room: Room, wish: Wish) -> str:
    return _("Taken back: {title}").format(title=undo(room.folder, _word(wish, "id")).title)


def _settle(room: Room, wish: Wish) -> str:
    one = settle(room.folder, _id(wish), take_newer=bool(wish.get("newer")), seen=_word(wish, "mark"))
    words = (
        _("The source's newer version: {title}") if wish.get("newer") else _("Your version stays: {title}")
    )
    return words.format(title=one.entry.title)


def _amend(room: Room, wish: Wish) -> str:
    values = wish.get("values")
    written = _values(values) if isinstance(values, dict) else {}
    one = amend(room.folder, _id(wish), written, seen=_word(wish, "mark"))
    return _("Noted: {title}").format(title=one.entry.title)


def _values(wish: Wish) -> dict[str, Value]:
    """Return what was filled in as front matter; what the desk does not know is left out."""
    values: dict[str, Value] = {key: _word(wish, key) for key in _TEXTS if key in wish}
    if isinstance(words := wish.get("audience"), list):
        values["audience"] = [_clean(word) for word in words]
    if isinstance(rows := wish.get("evidence"), list):
        named = ({key: _word(row, key) for key in _EVIDENCE} for row in rows if isinstance(row, dict))
        values["evidence"] = [row for row in named if row["who"]]
    if isinstance(terms := wish.get("terms"), dict) and terms.get("license") in LICENSES:
        values["source"] = {key: _word(terms, key) for key in _TERMS}
    return values


def _id(wish: Wish) -> str:
    return _word(wish, "id")


def _word(wish: Wish, key: str) -> str:
    return _clean(wish.get(key, ""))


def _clean(value: object) -> str:
    """Return what was typed on one line."""
    return " ".join(str(value).split())[:LONGEST]


_DEEDS: Mapping[str, Callable[[Room, Wish], str]] = {
    "accept": _accept,
    "link": _link,
    "reject": _reject,
    "undo": _undo,
    "settle": _settle,
    "amend": _amend,
}
