"""Batches of the files that an office prints and puts together, or sends to a print shop."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from site_builder.build import Batch, Target
from site_builder.digest import Json
from site_builder.model import Picture, Poster
from site_builder.plan.batches import batch
from site_builder.plan.context import Context, Entry, Frame
from site_builder.plan.offers import Offer, offer_address, offers
from site_builder.plan.posters import format_view, picture_of, poster_data
from site_builder.render.posters.themes import MONO


def sheet_batches(context: Context) -> Iterator[Batch]:
    """Yield each poster as each offer has it: one by one, as each takes long to make."""
    frame = context.frame
    for entry in context.posters:
        poster = entry.document
        assert isinstance(poster, Poster)
        picture = picture_of(poster, context.hub)
        for offer in offers(frame.settings):
            yield batch(
                sheet_targets,
                paths=[offer_address(poster, offer)],
                recipes=[offer.recipe],
                inputs=[frame.digest, entry.token, entry.address, repr(picture), offer.name],
                bond=f"print {entry.address}",
                shown=partial(dict, frame=frame, entry=entry, picture=picture, offer=offer),
            )


def sheet_targets(*, frame: Frame, entry: Entry, picture: Picture | None, offer: Offer) -> list[Target]:
    poster = entry.document
    assert isinstance(poster, Poster)
    data = poster_data(poster, frame, entry.address, picture=picture)
    view: dict[str, Json] = {
        "poster": {**data, "theme": MONO} if offer.mono else data,
        "format": format_view(offer.format),
    }
    if offer.tiles:
        view["tiles"] = dict(offer.tiles)
    return [Target(offer_address(poster, offer), offer.recipe, view, f"content/{poster.path}")]
