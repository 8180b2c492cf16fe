"""Texts taken back: the key `withdrawn` is written into their files, and nothing else of these changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from site_builder import front
from site_builder.errors import SiteError, closest
from site_builder.files import write_file
from site_builder.i18n import _
from site_builder.model import Article, Document, Hub, Poster
from site_builder.pipeline import read_folder
from site_builder.plan.codes import code_of
from site_builder.pull.front_matter import Value, set_line
from site_builder.pull.locks import one_change
from site_builder.settings import Folder

NEWER = "有了新的一版"  # why a text was replaced, if nobody says more


class Taken(NamedTuple):
    """A text that was taken back: its file, and the code that hangs on walls, or empty."""

    file: str
    code: str


def withdraw(
    folder: Folder, name: str, *, reason: str, today: date, better: str = "", alone: bool = False
) -> list[Taken]:
    """Take back the text that a person calls `name`; with an article, unless it is `alone`, its posters.

    `better` names what replaces it. Raises SiteError when a name means no text or several, or the text was
    taken back before.
    """
    if not reason.strip():
        raise SiteError(_("say why it is withdrawn"), hint=_('for example  --reason "the dose was wrong"'))
    hub = read_folder(folder).hub
    text = _find(name, hub)
    new = _find(better, hub) if better else None
    _check(text, new)
    pairs = [(text, new), *(() if alone else _posters(text, new, hub))]
    with one_change(folder):
        for one, by in pairs:
            _write(folder, one, reason=reason, today=today, better=by.path if by else "")
    return [
        Taken(f"content/{one.path}", code_of(one) if isinstance(one, Poster) else "") for one, _by in pairs
    ]


def _find(name: str, hub: Hub) -> Document:
    """Return the one text whose file, title or code is `name`."""
    wanted = name.replace("\\", "/").removeprefix("content/").removesuffix(".md").removesuffix("/index")
    documents = (*hub.articles, *hub.posters, *hub.notices, *hub.pages)
    found = [document for document in documents if wanted in _names(document)]
    if len(found) == 1:
        return found[0]
    if found:
        raise SiteError(
            _("“{name}” may mean {count} texts").format(name=name, count=len(found)),
            hint=_("write one of: {choices}").format(choices="  ".join(_whole(one) for one in found)),
        )
    guess = closest(wanted, [known for document in documents for known in _names(document)])
    raise SiteError(
        _("there is no text “{name}”").format(name=name),
        hint=_("did you mean {word}?").format(word=guess) if guess else _("write the way below content/"),
    )


def _names(document: Document) -> Iterator[str]:
    yield _whole(document)
    yield _whole(document).rpartition("/")[2]
    yield document.meta.title
    if isinstance(document, Poster):
        yield code_of(document)


def _whole(document: Document) -> str:
    return document.path.removesuffix(".md").removesuffix("/index")


def _check(text: Document, new: Document | None) -> None:
    where, before = f"content/{text.path}", text.meta.withdrawn
    if before:
        message = _("it was withdrawn on {day}").format(day=before.on.isoformat())
        raise SiteError(message, where=where, hint=_("to change what it says, edit the line  withdrawn:"))
    if new and (new.path == text.path or new.meta.withdrawn):
        message = _("what replaces it does not hold itself: {path}").format(path=f"content/{new.path}")
        raise SiteError(message, where=where, hint=_("name another text, or use kepu withdraw"))


def _posters(text: Document, new: Document | None, hub: Hub) -> Iterator[tuple[Poster, Poster | None]]:
    """Yield the posters that say what an article says, each with the poster of what replaces that."""
    if not isinstance(text, Article):
        return
    better = [poster for poster in hub.posters if new and poster.article == new.path]
    for poster in hub.posters:
        if poster.article == text.path and not poster.meta.withdrawn:
            yield poster, better[0] if len(better) == 1 else None


def _write(folder: Folder, text: Document, *, reason: str, today: date, better: str) -> None:
    file = folder.content / text.path
    told: dict[str, Value] = {"on": today, "reason": reason.strip(), "replaced_by": better}
    write_file(file, front.edited(file.read_bytes(), lambda old: set_line(old, "withdrawn", told)))
