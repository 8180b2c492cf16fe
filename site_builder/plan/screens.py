"""Batches for screens: the pictures, the packs for television sets, the page that offers all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from site_builder.build import Batch, Sizes, Target
from site_builder.digest import Json, View
from site_builder.model import Picture, Poster
from site_builder.plan.batches import batch, tokens, words
from site_builder.plan.context import Context, Entry, Frame, page_frame
from site_builder.plan.posters import format_view, picture_of, poster_data
from site_builder.plan.shows import (
    PAGE,
    WIDE,
    Show,
    canvases,
    of_month,
    screens_address,
    seconds_of,
    shows,
    slide_address,
    slide_format,
)
from site_builder.plan.words import month_words, size_words

MOST = 20  # pictures of a pack: at 15 seconds each a round takes five minutes
Pictures = Mapping[str, Picture | None]  # of posters, by the poster's content path


def screen_batches(context: Context, today: date) -> Iterator[Batch]:
    """Yield what screens show; packs hold what is in season and not over, from today until the month ends."""
    if not screens_address(context.frame.settings, context.posters):
        return
    yield from _slide_batches(context)
    for show in shows(context):
        if show.kind != "unit":
            yield from _pack_batches(context, show, today)


def _slide_batches(context: Context) -> Iterator[Batch]:
    frame = context.frame
    for entry in context.posters:
        poster = entry.document
        assert isinstance(poster, Poster)
        for canvas in canvases(frame.settings):
            picture = picture_of(poster, context.hub)
            yield batch(
                slide_targets,
                paths=[f"screens/{slide_address(poster, canvas)}"],
                recipes=["slide.jpg"],
                inputs=[frame.digest, entry.token, entry.address, repr(picture), repr(canvas)],
                shown=partial(dict, frame=frame, entry=entry, picture=picture, canvas=canvas),
            )


def slide_targets(
    *, frame: Frame, entry: Entry, picture: Picture | None, canvas: tuple[int, int]
) -> list[Target]:
    """Return the picture of a poster for one kind of screen."""
    poster = entry.document
    assert isinstance(poster, Poster)
    path = f"screens/{slide_address(poster, canvas)}"
    return [Target(path, "slide.jpg", _slide(frame, entry, picture, canvas=canvas), f"content/{poster.path}")]


def _slide(
    frame: Frame, entry: Entry, picture: Picture | None, *, canvas: tuple[int, int]
) -> dict[str, Json]:
    poster = entry.document
    assert isinstance(poster, Poster)
    format_ = slide_format(frame.settings, canvas)
    assert format_
    return {
        "poster": poster_data(poster, frame, entry.address, picture=picture),
        "format": format_view(format_),
        "canvas": list(canvas),
    }


def _pack_batches(context: Context, show: Show, today: date) -> Iterator[Batch]:
    frame, entries, month = context.frame, of_month(show.entries, today)[:MOST], today.replace(day=1)
    if not entries:
        return
    pictures = {entry.document.path: _picture(entry, context) for entry in entries}
    paths, recipes = [show.address("tv", "zip")], ["tv.zip"]
    if frame.settings.screens.video:
        paths, recipes = [*paths, show.address("tv", "mp4")], [*recipes, "tv.mp4"]
    yield batch(
        pack_targets,
        paths=paths,
        recipes=recipes,
        inputs=[
            frame.digest,
            tokens(entries),
            "\n".join(entry.address for entry in entries),
            repr(pictures),
            show.key,
            show.title,
            month.isoformat(),
        ],
        shown=partial(
            dict, frame=frame, show=_only(show, entries), pictures=pictures, month=month, paths=paths
        ),
    )


def _picture(entry: Entry, context: Context) -> Picture | None:
    assert isinstance(entry.document, Poster)
    return picture_of(entry.document, context.hub)


def _only(show: Show, entries: Sequence[Entry]) -> Show:
    return Show(key=show.key, kind=show.kind, title=show.title, entries=entries)


def pack_targets(
    *, frame: Frame, show: Show, pictures: Pictures, month: date, paths: Sequence[str]
) -> list[Target]:
    """Return the pack for a month and, if asked for, the film of the same pictures."""
    slides = [
        _slide(frame, entry, pictures[entry.document.path], canvas=WIDE)
        | {"name": entry.document.slug, "seconds": seconds_of(entry)}
        for entry in show.entries
    ]
    pack: dict[str, Json] = {
        "folder": f"KEPU-{month:%Y-%m}",
        "day": month.isoformat(),
        "card": {
            "hub": frame.settings.name,
            "title": show.title,
            "month": month_words(month),
            "titles": [entry.document.meta.title for entry in show.entries],
        },
        "slides": slides,
    }
    film: dict[str, Json] = {"slides": slides, "seconds": frame.settings.screens.seconds}
    return [
        Target(path, "tv.zip", pack) if path.endswith(".zip") else Target(path, "tv.mp4", film)
        for path in paths
    ]


def screens_page_batches(context: Context, made: Sizes, today: date) -> Iterator[Batch]:
    """Yield the page that offers players and packs, with their sizes: it closes the build."""
    frame = context.frame
    if not screens_address(frame.settings, context.posters):
        return
    month = today.replace(day=1)
    rows = [_row(show, frame, made=made, today=today) for show in shows(context) if show.entries]
    yield batch(
        screens_page_targets,
        paths=[PAGE],
        recipes=["screens.html"],
        inputs=[
            frame.digest,
            month.isoformat(),
            *(words({k: str(v) for k, v in row.items()}) for row in rows),
        ],
        shown=partial(dict, frame=frame, month=month, rows=rows),
    )


def _row(show: Show, frame: Frame, *, made: Sizes, today: date) -> dict[str, Json]:
    """Return a show as the page lists it: `pack` and `film` are None where there are none."""
    month, this_month = today.replace(day=1), len(of_month(show.entries, today)[:MOST])
    is_packed = show.kind != "unit" and this_month > 0
    return {
        "kind": show.kind,
        "name": show.title,
        "player": show.address("player", "html"),
        "playlist": show.address("playlist", "json"),
        "count": len(show.entries),
        "this_month": this_month,
        "pack": _file(show, "zip", made=made, month=month) if is_packed else None,
        "film": _file(show, "mp4", made=made, month=month)
        if is_packed and frame.settings.screens.video
        else None,
    }


def _file(show: Show, suffix: str, *, made: Sizes, month: date) -> View:
    address = show.address("tv", suffix)
    return {
        "url": address,
        "size": size_words(made[address].size),
        "filename": "-".join(filter(None, ("电视", show.title, f"{month:%Y年%m月}.{suffix}"))),
    }


def screens_page_targets(*, frame: Frame, month: date, rows: Sequence[Mapping[str, Json]]) -> list[Target]:
    view: View = {
        **page_frame(frame, PAGE, title="电视和大屏", kind="screens"),
        "month": month.month,
        "hub": [row for row in rows if row["kind"] == "hub"],
        "audiences": [row for row in rows if row["kind"] == "audience"],
        "units": [row for row in rows if row["kind"] == "unit"],
    }
    return [Target(PAGE, "screens.html", view)]
