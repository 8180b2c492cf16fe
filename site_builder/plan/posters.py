"""Batches of a poster: its files, its pictures, and the page that offers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from site_builder.build import Batch, Sizes, Target
from site_builder.digest import Json, View
from site_builder.model import Hub, Picture, Poster
from site_builder.plan.batches import batch, tags_of, tokens, words
from site_builder.plan.cards import Cards, poster_summary
from site_builder.plan.codes import code_of
from site_builder.plan.context import Context, Entry, Frame, page_frame
from site_builder.plan.lines import lines_view
from site_builder.plan.offers import offer_address, offer_view, offers
from site_builder.plan.places import places_view
from site_builder.plan.poster_parts import (
    block_view,
    event_view,
    figures_view,
    grades_view,
    scene_view,
    until_words,
)
from site_builder.plan.shows import TALL, WIDE, screen_format, screens_address, slide_address
from site_builder.plan.trust import author_of, authority, facts_view, trust_view
from site_builder.plan.words import month_words, size_words
from site_builder.settings import FORMATS, Format, Settings

PREVIEW = 760  # pixels across, on the poster's page
PICTURES = {"preview": PREVIEW, "card": 400}  # pixels across; cards stand in lists
_FOREIGN = {"cc-by-4.0": "（CC BY 4.0）", "permitted": "", "link-only": ""}  # behind the name of the source


def poster_file_batches(context: Context) -> Iterator[Batch]:
    """Yield each poster in each format, and its two pictures: one by one, as each takes long to make."""
    frame = context.frame
    shown = preview_format(frame.settings)
    for entry in context.posters:
        poster = entry.document
        assert isinstance(poster, Poster)
        picture = picture_of(poster, context.hub)
        made = [(file_address(poster, one), one, scroll_width(one)) for one in frame.settings.formats]
        made += [(f"posters/{poster.slug}/{name}.jpg", shown, width) for name, width in PICTURES.items()]
        for path, format_, width in made:
            recipe = f"poster.{'jpg' if width else format_.suffix}"
            yield batch(
                poster_file_targets,
                paths=[path],
                recipes=[recipe],
                inputs=[frame.digest, entry.token, entry.address, repr(picture), format_.name, str(width)],
                bond=entry.address,
                shown=partial(
                    dict, frame=frame, entry=entry, picture=picture, path=path, format_=format_, width=width
                ),
            )


def poster_file_targets(
    *, frame: Frame, entry: Entry, picture: Picture | None, path: str, format_: Format, width: int
) -> list[Target]:
    """Return the file of a poster; `width` is that of a JPEG in pixels, 0 for a PDF or a PNG."""
    poster = entry.document
    assert isinstance(poster, Poster)
    view: dict[str, Json] = {
        "poster": poster_data(poster, frame, entry.address, picture=picture),
        "format": format_view(format_),
    }
    if width:
        view["width"] = width
    recipe = f"poster.{'jpg' if width else format_.suffix}"
    return [Target(path, recipe, view, f"content/{poster.path}")]


def poster_page_batches(context: Context, made: Sizes) -> Iterator[Batch]:
    """Yield the pages that name the size of each download: they close the build, when sizes are known."""
    frame, screens = context.frame, screens_address(context.frame.settings, context.posters)
    articles = {entry.document.path: entry for entry in context.articles}
    for entry in context.posters:
        poster = entry.document
        assert isinstance(poster, Poster)
        article = articles.get(poster.article)
        picture = picture_of(poster, context.hub)
        tags = tags_of([entry], context.addresses)
        files = [file_address(poster, format_) for format_ in frame.settings.formats]
        files += [offer_address(poster, offer) for offer in offers(frame.settings)]
        sizes = {path: size_words(made[path].size) for path in files}
        yield batch(
            poster_page_targets,
            paths=[entry.address],
            recipes=["poster.html"],
            inputs=[
                frame.digest,
                tokens([entry, article]),
                entry.address,
                repr(picture),
                words(tags),
                words(sizes),
                screens,
            ],
            shown=partial(
                dict,
                frame=frame,
                entry=entry,
                article=article,
                picture=picture,
                tags=tags,
                sizes=sizes,
                screens=screens,
            ),
        )


def poster_page_targets(
    *,
    frame: Frame,
    entry: Entry,
    article: Entry | None,
    picture: Picture | None,
    tags: Mapping[str, str],
    sizes: Mapping[str, str],
    screens: str,
) -> list[Target]:
    """Return the page of a poster; `sizes` are the words for the size of each of its files.

    `screens` is the address of the page of players and packs, empty where there is none.
    """
    poster, path = entry.document, entry.address
    assert isinstance(poster, Poster)
    shown, meta = preview_format(frame.settings), poster.meta
    view: View = {
        **page_frame(frame, path, title=meta.title, description=poster_summary(poster), kind="poster"),
        **facts_view(meta, frame, tags),
        "trust": trust_view(poster, frame, path),
        "poster": poster_data(poster, frame, path, picture=picture),
        "preview": {
            "url": f"posters/{poster.slug}/preview.jpg",
            "width": PREVIEW,
            "height": round(PREVIEW * shown.height / shown.width),
        },
        "downloads": [download_view(poster, format_, sizes) for format_ in frame.settings.formats],
        "sheets": [
            {**offer_view(offer, poster, sizes), "format": format_view(offer.format)}
            for offer in offers(frame.settings)
        ],
        "places": places_view(frame.settings),
        "screens": screens,
        "shots": _shots(poster, frame.settings, screens),
        "article": Cards(frame).of(article) if article else None,
        "lines": lines_view(poster, frame),
    }
    return [Target(path, "poster.html", view, f"content/{poster.path}")]


def _shots(poster: Poster, settings: Settings, screens: str) -> View:
    """Return what the poster looks like on a wide and on a tall screen; empty where the hub shows none."""
    canvases = {"wide": WIDE} if screens else {}
    if screens and screen_format(settings, TALL):
        canvases["tall"] = TALL
    made = {name: f"screens/{slide_address(poster, canvas)}" for name, canvas in canvases.items()}
    return {"paper": "", "wide": "", "tall": ""} | made


def download_view(poster: Poster, format_: Format, sizes: Mapping[str, str]) -> View:
    address = file_address(poster, format_)
    return {
        "url": address,
        "label": format_.label,
        "use": format_.use,
        "kind": format_.suffix.upper(),
        "size": sizes[address],
        "filename": f"{poster.meta.title}-{format_.name}.{format_.suffix}",
        "place": format_.name,
        "needs": "",
    }


def preview_format(settings: Settings) -> Format:
    """Return the format that stands for the poster on web pages: the first upright one on offer."""
    formats = [format_ for format_ in settings.formats if not scroll_width(format_)] or [FORMATS["a4"]]
    return next((format_ for format_ in formats if not format_.landscape), formats[0])


def scroll_width(format_: Format) -> int:
    """Return the width in pixels of a format that is as high as its text; 0 of all others."""
    return format_.width if format_.unit == "scroll" else 0


def file_address(poster: Poster, format_: Format) -> str:
    return f"posters/{poster.slug}/{poster.slug}-{format_.name}.{format_.suffix}"


def format_view(format_: Format) -> View:
    return {
        "name": format_.name,
        "width": format_.width,
        "height": format_.height,
        "unit": format_.unit,
        "distance": format_.distance,
        "label": format_.label,
    }


def picture_of(poster: Poster, hub: Hub) -> Picture | None:
    """Return the picture that the poster shows; None when it shows a drawing of ours or nothing."""
    return hub.pictures.get(poster.picture.source) if poster.picture else None


def poster_data(poster: Poster, frame: Frame, address: str, *, picture: Picture | None = None) -> View:
    """Return every fact of the poster once; paper, screen and page all show this value.

    `picture` is what picture_of() gives.
    """
    meta = poster.meta
    day = meta.updated or meta.date
    base = frame.settings.base_url
    return {
        "title": meta.title,
        "highlight": poster.highlight,
        "subtitle": list(poster.subtitle),
        "kicker": poster.kicker,
        "lead": poster.lead,
        "theme": poster.theme,
        "art": poster.art,
        "layout": poster.layout,
        "blocks": [block_view(block) for block in poster.blocks],
        "grades": grades_view(poster.grades),
        "figures": figures_view(poster.figures),
        "picture": scene_view(poster, picture),
        "event": event_view(poster.event),
        "phones": list(poster.phones),
        "qr": base + address if base else "",
        "qr_text": poster.qr_text or "扫码看全文",
        "source": source_line(poster),
        "origin": origin_line(poster),
        "issuer": author_of(poster, frame),
        "date": month_words(day) if day else "",
        "code": code_of(poster),
        "until": until_words(poster),
    }


def origin_line(poster: Poster) -> str:
    """Return whose text it is, when it is somebody else's."""
    source = poster.meta.source
    if source is None or source.license not in _FOREIGN:
        return ""
    return f"来源：{source.name}{_FOREIGN[source.license]}"


def source_line(poster: Poster) -> str:
    """Return whose text it is, when it is somebody else's, and the authorities it rests on, each once."""
    names = dict.fromkeys(authority(evidence) for evidence in poster.meta.evidence)
    parts = [origin_line(poster), "依据：" + "、".join(names) if names else ""]
    return "；".join(filter(None, parts))
