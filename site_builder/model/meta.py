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


class Correction(Value, frozen=True, kw_only=True):
    """What of a published text was put right, and when: newest first."""

    on: dt.date
    what: str


class Hop(Value, frozen=True, kw_only=True):
    """A hub that a text came through: its name, its address if it has one, the digest of the text there."""

    hub: str
    url: str = ""
    digest: str = ""


class Withdrawal(Value, frozen=True, kw_only=True):
    """Since when a text does not hold any more, and why; `replaced_by` is the content path of a better one.

    `by` names the hub above that withdrew it, empty when this hub did.
    """

    on: dt.date
    reason: str = ""
    replaced_by: str = ""
    by: str = ""


class Meta(Value, frozen=True, kw_only=True):
    """`season` holds months 1 to 12, empty for the whole year; `audience` and `units` empty for everyone.

    `origin` are the hubs that the text came through, its author's first; empty for a text of this hub.
    """

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
    corrected: tuple[Correction, ...] = ()
    expires: dt.date | None = None
    draft: bool = False
    origin: tuple[Hop, ...] = ()
    withdrawn: Withdrawal | None = None
