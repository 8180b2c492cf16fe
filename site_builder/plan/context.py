"""What every view is made from, and the parts that every page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from site_builder.digest import Json, View
from site_builder.model import Hub, Poster
from site_builder.plan.addresses import Addresses, section_address
from site_builder.settings import Settings
from site_builder.urls import root_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`hub` holds only what is published on `today`; `assets` maps a file's name to its digest.

    What many views show is worked out once: `site` is the frame of every page, `cards` the card of each
    document by path, `posters_of` the posters of an article by the article's path.
    """

    hub: Hub
    settings: Settings
    addresses: Addresses
    assets: Mapping[str, str]
    today: date
    site: View = field(default_factory=dict)
    cards: Mapping[str, View] = field(default_factory=dict)
    posters_of: Mapping[str, tuple[Poster, ...]] = field(default_factory=dict)


def asset_address(name: str, digest: str) -> str:
    """Return an address that names the bytes: `hub.css` → `assets/hub.1a2b3c4d5e.css`."""
    stem, _dot, suffix = name.rpartition(".")
    return f"assets/{stem}.{digest[:10]}.{suffix}"


def site_view(context: Context) -> View:
    """Return what the frame of every page shows: the hub's name, its navigation and its footer."""
    settings = context.settings
    return {
        "name": settings.name,
        "tagline": settings.tagline,
        "language": settings.language,
        "base_url": settings.base_url,
        "footer": settings.footer,
        "organiser": {
            "name": settings.organiser.name,
            "contact": settings.organiser.contact,
            "address": settings.organiser.address,
        },
        "records": {"icp": settings.records.icp, "police": settings.records.police},
        "sections": [
            {"name": section.name, "icon": section.icon, "url": section_address(section.id)}
            for section in settings.sections
        ],
        "pages": [
            {"title": page.meta.title, "url": context.addresses.documents[page.path]}
            for page in sorted(context.hub.pages, key=lambda page: (page.order, page.path))
        ],
        "assets": {name: asset_address(name, digest) for name, digest in sorted(context.assets.items())},
    }


def frame(
    context: Context, path: str, *, title: str, description: str = "", kind: str = ""
) -> dict[str, Json]:
    """Return the fields that base.html needs on the page at path.

    Addresses in views are paths below the site's root; a template puts `root` before them.
    """
    return {
        "site": context.site,
        "path": path,
        "root": root_of(path),
        "title": title,
        "description": description or context.settings.tagline,
        "kind": kind,
    }
