"""The front matter that every kind of document shares, as a Meta."""

from __future__ import annotations

import unicodedata

from site_builder.i18n import _
from site_builder.model import LICENSES, Correction, Evidence, Meta, Review, Source
from site_builder.read.fields import Fields
from site_builder.read.passed_on import read_origin, read_withdrawal
from site_builder.read.words import Words


def read_meta(fields: Fields, words: Words, *, dated: bool, longest_title: int) -> Meta:
    """Take the common keys; `longest_title` counts full-width characters."""
    title = fields.require("title", example=lambda: _("one short sentence"))
    if width(title) > longest_title:
        message = _("the title is too long: {width} characters").format(width=f"{width(title):g}")
        fields.error("title", message, _("shorten it to {most}").format(most=longest_title))
    date = fields.date("date")
    if dated and not fields.has("date"):
        fields.error(
            "date",
            _("{key} is missing").format(key="date"),
            _("add the line  {line}").format(line="date: 2026-03-01"),
        )
    origin = read_origin(fields)
    meta = Meta(
        title=title,
        date=date,
        updated=fields.date("updated"),
        summary=fields.text("summary"),
        tags=fields.words("tags"),
        audience=_names(fields, "audience", words.audiences, foreign=bool(origin)),
        units=_names(fields, "units", words.units, foreign=bool(origin)),
        season=fields.months("season"),
        source=_source(fields),
        evidence=_evidence(fields),
        reviewed=_review(fields),
        corrected=_corrections(fields),
        expires=fields.date("expires"),
        draft=fields.yes_no("draft"),
        origin=origin,
        withdrawn=read_withdrawal(fields),
    )
    if meta.date and meta.expires and meta.expires < meta.date:
        fields.error(
            "expires", _("the text expires before its date"), _("write a later day or remove the line")
        )
    return meta


def _names(fields: Fields, key: str, known: tuple[str, ...], *, foreign: bool) -> tuple[str, ...]:
    """Return the names of a list; of a foreign text those that this hub does not know are passed over."""
    if not foreign:
        return fields.words(key, known)
    return tuple(word for word in fields.words(key) if not known or word in known)


def _source(fields: Fields) -> Source | None:
    row = fields.map("source", example='{name: …, url: "https://…", license: own}')
    if row is None:
        return None
    source = Source(
        name=row.require("name"),
        url=row.url("url"),
        license=row.choose("license", LICENSES, "own"),
        permission=row.text("permission"),
        credit=row.text("credit"),
    )
    row.finish()
    if source.license == "permitted" and not source.permission:
        row.error(
            "license",
            _("license is “permitted”, but nothing says who permitted it"),
            _("add  permission: who allowed it, when"),
        )
    return source


def _evidence(fields: Fields) -> tuple[Evidence, ...]:
    found = []
    for row in fields.maps("evidence", example='{who: …, title: …, url: "https://…"}'):
        found.append(Evidence(who=row.require("who"), title=row.text("title"), url=row.url("url")))
        row.finish()
    return tuple(found)


def _corrections(fields: Fields) -> tuple[Correction, ...]:
    found = []
    for row in fields.maps("corrected", example="{on: 2026-12-01, what: …}"):
        day, what = row.date("on"), row.require("what")
        if not row.has("on"):
            row.error("on", _("{key} is missing").format(key="on"), "{on: 2026-12-01, what: …}")
        row.finish()
        if day:
            found.append(Correction(on=day, what=what))
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _review(fields: Fields) -> Review | None:
    row = fields.map("reviewed", example="{by: …, on: 2026-03-01, again: 2027-03-01}")
    if row is None:
        return None
    by, on, again = row.require("by"), row.date("on"), row.date("again")
    if not row.has("on"):
        row.error("on", _("{key} is missing").format(key="on"), "{by: …, on: 2026-03-01}")
    row.finish()
    if on and again and again < on:
        row.error("again", _("the next check lies before the last one"), _("write a later day or remove it"))
    return Review(by=by, on=on, again=again) if on else None


def width(text: str) -> float:
    """Return the room text takes, in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
