"""Batches for players: a page that plays, and its playlist.

A playlist is `screens/playlist*.json`, the same value stands inside the player beside it:

    title    for whom; empty for everyone
    hub      the name of the hub
    made     the newest day that a slide names: a clock that shows an earlier one is wrong
    seconds  for how long a slide is shown that does not say so itself
    slides   in their order, each with
      title, code, page   of the poster; page relative to this file
      wide, tall          its pictures for 16:9 and 9:16, relative to this file; tall may be empty
      version             differs when a picture does
      months              in which it is shown, empty for all
      from, until         first and last day, or empty
      hours               spans of the day, [["07:00", "09:30"]], empty for the whole day
      seconds             or 0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from site_builder.build import Batch, Sizes, Target
from site_builder.digest import Json, View, digest
from site_builder.model import Poster
from site_builder.plan.batches import batch, tokens
from site_builder.plan.codes import code_of
from site_builder.plan.context import Context, Entry, Frame
from site_builder.plan.shows import (
    TALL,
    WIDE,
    Show,
    canvases,
    days_of,
    newest_day,
    screens_address,
    seconds_of,
    shows,
    slide_address,
)
from site_builder.plan.words import YEAR
from site_builder.settings import Settings

_VERSION = 8  # digits


def player_batches(context: Context, made: Sizes) -> Iterator[Batch]:
    """Yield the players, which say which pictures were made: they close the build."""
    frame = context.frame
    if not screens_address(frame.settings, context.posters):
        return
    versions = {entry.address: _version(entry, frame.settings, made=made) for entry in context.posters}
    for show in shows(context):
        yield _player_batch(frame, show, [versions[entry.address] for entry in show.entries])


def _version(entry: Entry, settings: Settings, *, made: Sizes) -> str:
    """Return what tells a browser that it does not have the pictures of a poster yet."""
    poster = entry.document
    assert isinstance(poster, Poster)
    pictures = [made[f"screens/{slide_address(poster, canvas)}"].digest for canvas in canvases(settings)]
    return digest(*[picture.encode() for picture in pictures])[:_VERSION]


def _player_batch(frame: Frame, show: Show, versions: Sequence[str]) -> Batch:
    return batch(
        player_targets,
        paths=[show.address("playlist", "json"), show.address("player", "html")],
        recipes=["json", "player.html"],
        inputs=[frame.digest, tokens(show.entries), show.key, show.title, *versions],
        shown=partial(dict, frame=frame, show=show, versions=versions),
    )


def player_targets(*, frame: Frame, show: Show, versions: Sequence[str]) -> list[Target]:
    """Return the playlist of a show, and the page that plays it."""
    playlist = _playlist(frame, show, versions)
    view: View = {"language": frame.settings.language, "root": "../", "playlist": playlist}
    return [
        Target(show.address("playlist", "json"), "json", {"document": playlist}),
        Target(show.address("player", "html"), "player.html", view),
    ]


def _playlist(frame: Frame, show: Show, versions: Sequence[str]) -> dict[str, Json]:
    return {
        "title": show.title,
        "hub": frame.settings.name,
        "made": newest_day(show.entries),
        "seconds": frame.settings.screens.seconds,
        "slides": [
            _slide_view(entry, frame.settings) | {"version": version}
            for entry, version in zip(show.entries, versions, strict=True)
        ],
    }


def _slide_view(entry: Entry, settings: Settings) -> dict[str, Json]:
    poster = entry.document
    assert isinstance(poster, Poster)
    start, end = days_of(entry)
    season, showing = set(poster.meta.season), poster.showing
    return {
        "title": poster.meta.title,
        "code": code_of(poster),
        "page": f"../{entry.address}",
        "wide": slide_address(poster, WIDE),
        "tall": slide_address(poster, TALL) if TALL in canvases(settings) else "",
        "months": sorted(season) if len(season) < YEAR else [],
        "from": start.isoformat() if start else "",
        "until": end.isoformat() if end else "",
        "hours": [list(span) for span in showing.hours] if showing else [],
        "seconds": seconds_of(entry),
    }
