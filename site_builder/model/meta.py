"""What front matter says of any document: when, for whom, from whom, and who checked it."""

import datetime as dt

from site_builder.model.value import Value

LICENSES = ("own", "cc-by-4.0", "permitted", "link-only")


class Source(Value, frozen=True, kw_only=True):
    """Where a text comes from; `license` is one of LICENSES, `permission` says who allowed what.

    `credit` names who wrote and edited it there.
    """

    name: str
    url: str = ""
    license: str = "own"
    permission: str = ""
    credit: str = ""


class Evidence(Value, frozen=True, kw_only=True):
    """An authority that a fact rests on."""

    who: str
    title: str = ""
    url: str = ""


class Review(Value, frozen=True, kw_only=True):
    """Who (a role, not a person) checked the text, when, and when it must be checked again."""

    by: str
    on: dt.date
    again: dt.date | None = None


class Meta(Value, frozen=True, kw_only=True):
    """`season` holds months 1 to 12, empty for the whole year; `audience` and `units` empty for everyone."""

    title: str
    date: dt.date | None = None
    updated: dt.date | None = None
    summary: str = ""
    tags: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    season: tuple[int, ...] = ()
    source: Source | None = None
    evidence: tuple[Evidence, ...] = ()
    reviewed: Review | None = None
    expires: dt.date | None = None
    draft: bool = False
