"""Which source of sources.toml a copy of a hub belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.pull.hubs.values import Issue
from site_builder.pull.identity import same_address
from site_builder.settings import FeedSource, hub_address
from site_builder.urls import slugify


def source_of(issue: Issue, sources: Sequence[FeedSource]) -> FeedSource:
    """Return the source that is the hub; a hub without an address goes by its name.

    Raises SiteError when there is none: what a stick brings is taken only from hubs that are known.
    """
    hubs = [source for source in sources if source.kind == "hub"]
    for source in hubs:
        if issue.url and same_address(source.url) == same_address(hub_address(issue.url)):
            return source
    for source in hubs:
        if not issue.url and source.name == issue.hub:
            return source
    raise SiteError(
        _("this copy comes from {hub}, which is not among the sources").format(
            hub=f"{issue.hub} ({issue.url})" if issue.url else issue.hub
        ),
        where="content/sources.toml",
        hint=_("add it if you trust it: {lines}").format(lines=_lines(issue)),
    )


def _lines(issue: Issue) -> str:
    rows = {
        "id": slugify(issue.hub)[:20].strip("-") or "above",
        "name": issue.hub,
        "url": issue.url or "https://…",
        "kind": "hub",
        "trust": "auto",
    }
    return "\n[[source]]\n" + "\n".join(f'{key} = "{value}"' for key, value in rows.items())
