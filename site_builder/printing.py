"""Posters by themselves: one file of one of them, or a picture of them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from site_builder.build import Target
from site_builder.errors import Problem, SiteError
from site_builder.i18n import _
from site_builder.pipeline import Reading, read_folder
from site_builder.plan import Wish, plan_one
from site_builder.plan.codes import usual_code
from site_builder.plan.one_off import bare_name
from site_builder.render.contact import contact_sheet
from site_builder.settings import Folder, Format, example_address
from site_builder.urls import slugify

_CONTENT = "content/"
SETTINGS = "content/hub.toml"


class Made(NamedTuple):
    """A name for a file, its bytes, and what wants a person's eye before it is printed."""

    file: str
    data: bytes
    warnings: tuple[Problem, ...]


def make_poster(folder: Folder, name: str, wish: Wish) -> Made:
    """Return the file that is wanted of the poster that a person calls `name`.

    Nothing else of the hub needs to be right, and the poster needs not to be published. Raises SiteError
    when there is no such poster, or it cannot be printed so.
    """
    reading = read_folder(folder)
    target = _planned(reading, name, wish)
    data = _made(reading, target)
    return Made(
        target.path, data, (*_warnings(reading, target.origin), *_without_room(reading, target, name))
    )


def _warnings(reading: Reading, origin: str) -> Iterator[Problem]:
    """Yield the warnings of the settings and of the poster's own file."""
    yield from example_address(reading.settings)
    for problem in reading.problems:
        if problem.severity == "warning" and problem.where.partition(":")[0] in (SETTINGS, origin):
            yield problem


def _without_room(reading: Reading, target: Target, name: str) -> Iterator[Problem]:
    """Yield a warning for a screen of the hub that has no room for whole texts: a build refuses that."""
    (poster,) = (one for one in reading.hub.posters if _CONTENT + one.path == target.origin)
    lacking = [block for block in poster.blocks if not block.short]
    screens = [one for one in reading.settings.formats if one.unit == "px"] if lacking else []
    for screen in screens:
        try:
            _made(reading, _planned(reading, name, Wish(format=screen)))
        except SiteError as error:
            for problem in error.problems:
                message = _("a build of the hub would stop here: {reason}").format(reason=problem.message)
                yield replace(problem, message=message, severity="warning")
            return


def make_contact_sheet(folder: Folder, format_: Format, names: Sequence[str] = ()) -> bytes:
    """Return a PNG that shows the posters that a person calls `names`, by default all, in a format.

    Raises SiteError as make_poster() does, and when there is no poster.
    """
    reading = read_folder(folder)
    wanted = names or [poster.slug for poster in reading.hub.posters if not poster.meta.withdrawn]
    if not wanted:
        raise SiteError(_("the hub has no posters"), hint=_("write one in content/posters"))
    wish = Wish(format=format_)
    return contact_sheet([_made(reading, _planned(reading, name, wish)) for name in wanted])


def _planned(reading: Reading, name: str, wish: Wish) -> Target:
    hub, settings, digests = reading.hub, reading.settings, reading.assets.digests
    try:
        return plan_one(hub, settings, assets=digests, texts=reading.texts(), name=name, wish=wish)
    except SiteError as error:
        raise SiteError.of(_mistakes(reading, bare_name(name)) or error.problems) from error


def _mistakes(reading: Reading, name: str) -> list[Problem]:
    """Return why the poster that a person calls `name` could not be read; nothing without such a file."""
    return [
        problem
        for problem in reading.problems
        if problem.severity == "error"
        and (file := problem.where.partition(":")[0].removeprefix(_CONTENT)).startswith("posters/")
        and (name in _names(file) or _is_titled(reading.content / file, name))
    ]


def _names(file: str) -> tuple[str, ...]:
    own = bare_name(file)
    return own, slugify(own), usual_code(file)


def _is_titled(file: Path, title: str) -> bool:
    """Say whether a text that could not be read has that title; its front matter may be broken."""
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    return bool(re.search(rf"^title:\s*[\"']?{re.escape(title)}[\"']?\s*$", text, re.MULTILINE))


def _made(reading: Reading, target: Target) -> bytes:
    (made,) = reading.kitchen().cook([target])
    if isinstance(made, bytes):
        return made
    raise SiteError.of([replace(problem, where=problem.where or target.origin) for problem in made])
