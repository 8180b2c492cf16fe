"""An item as the hub would show it, and posters as paper, television and LED strip would."""

from __future__ import annotations

import re

from site_builder.build import Target
from site_builder.desk.candidate import laid_out
from site_builder.desk.room import Stock
from site_builder.errors import SiteError
from site_builder.i18n import _
from site_builder.model import Hub
from site_builder.pipeline import Reading, words
from site_builder.plan import plan_looks, plan_page
from site_builder.plan.addresses import picture_address
from site_builder.plan.context import asset_address
from site_builder.read import Texts, read_hub

TRIM = "../../../trim.css"  # seen from the page of a text, which lies two folders below the previews
_HEAD = re.compile(rb"</head>", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\b[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)  # never run in a preview
_CARD = re.compile(r"posters/([\w-]+)/(?:card|preview)\.jpg", re.ASCII)
_ART = re.compile(r"media/art-([\w-]+)-([a-z]+)\.svg", re.ASCII)


def page_of_text(stock: Stock, path: str, text: bytes) -> bytes:
    """Return the page that a text would get if it lay at the content path; remember its pictures.

    Raises SiteError with what stands in the way.
    """
    reading = stock.reading
    with laid_out(reading.content, path, text) as content:
        hub, problems = read_hub(content, words(reading.settings, reading.templates))
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            raise SiteError.of(errors)
        stock.pictures.update({picture_address(one): one for one in hub.pictures.values()})
        posters = tuple(poster for poster in reading.hub.posters if poster.article == path)
        shown = Hub(
            articles=hub.articles,
            posters=posters,
            pages=reading.hub.pages,
            pictures=hub.pictures,
            slugs=hub.slugs,
        )
        return _page(reading, shown, texts=Texts(content), path=path)


def page_of_article(stock: Stock, path: str) -> bytes:
    """Return the page of an article that the hub has; raises SiteError when it has none such."""
    return _page(stock.reading, stock.reading.hub, texts=stock.reading.texts(), path=path)


def file_of(stock: Stock, address: str) -> bytes | None:
    """Return what previews ask for by its address below the site's root: style, picture, drawing, poster."""
    if shown := _CARD.fullmatch(address):
        return look_of(stock, shown[1], "paper.jpg")
    target = _file(stock, address)
    return _made(stock.reading, target) if target else None


def look_of(stock: Stock, poster: str, name: str) -> bytes | None:
    """Return a picture of a poster: `paper.jpg`, `tv.jpg`, `led.png`; None when it has none of that name."""
    reading = stock.reading
    digests = reading.assets.digests
    found = plan_looks(reading.hub, reading.settings, assets=digests, texts=reading.texts(), name=poster)
    return _made(reading, found[name]) if name in found else None


def _page(reading: Reading, hub: Hub, *, texts: Texts, path: str) -> bytes:
    digests = reading.assets.digests
    target = plan_page(hub, reading.settings, assets=digests, texts=texts, path=path)
    if target is None:
        raise SiteError(_("there is no file {path}").format(path=path))
    link = f'<link rel="stylesheet" href="{TRIM}">\n</head>'.encode()
    return _HEAD.sub(link, _SCRIPT.sub(b"", _made(reading, target)), count=1)


def _file(stock: Stock, address: str) -> Target | None:
    for name, digest in stock.reading.assets.digests.items():
        if address == asset_address(name, digest):
            return Target(address, "asset", {"name": name, "digest": digest})
    if picture := stock.pictures.get(address):
        return Target(address, "picture", {"path": picture.path, "digest": picture.digest})
    if drawn := _ART.fullmatch(address):
        return Target(address, "art", {"name": drawn[1], "theme": drawn[2], "wide": True})
    return None


def _made(reading: Reading, target: Target) -> bytes:
    (made,) = reading.kitchen().cook([target])
    if isinstance(made, bytes):
        return made
    raise SiteError.of(made)
