"""Targets of a poster: its files, its pictures, and the page that offers them."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.build import Manifest, Target
from site_builder.digest import View
from site_builder.model import Block, Figures, Grades, Poster
from site_builder.plan.cards import poster_summary
from site_builder.plan.context import Context, frame
from site_builder.plan.trust import authority, facts_view, trust_view
from site_builder.plan.words import month_words, size_words
from site_builder.settings import Format

PREVIEW = 900  # pixels across, on the poster's page
CARD = 400  # pixels across, in lists
_TAGS = {"do": "要", "dont": "别", "plain": ""}
_REFUSALS = ("不", "别", "莫", "勿", "禁")  # a heading that begins with one says “don't” itself
_FOREIGN = {"cc-by-4.0": "（CC BY 4.0）", "permitted": "", "link-only": ""}  # behind the name of the source


def poster_file_targets(context: Context) -> Iterator[Target]:
    """Yield a target for each poster in each format, and for its two pictures."""
    for poster in context.hub.posters:
        data = poster_data(poster, context)
        origin = f"content/{poster.path}"
        for format_ in context.settings.formats:
            view: View = {"poster": data, "format": format_view(format_)}
            yield Target(file_address(poster, format_), f"poster.{format_.suffix}", view, origin)
        shown = preview_format(context)
        for name, width in (("preview", PREVIEW), ("card", CARD)):
            view = {"poster": data, "format": format_view(shown), "width": width}
            yield Target(f"posters/{poster.slug}/{name}.jpg", "poster.jpg", view, origin)


def poster_page_targets(context: Context, made: Manifest) -> Iterator[Target]:
    """Yield the pages that name the size of each download: they close the build, when sizes are known."""
    articles = {article.path: article for article in context.hub.articles}
    for poster in context.hub.posters:
        path = context.addresses.documents[poster.path]
        article = articles.get(poster.article)
        shown = preview_format(context)
        view: View = {
            **frame(
                context, path, title=poster.meta.title, description=poster_summary(poster), kind="poster"
            ),
            **facts_view(poster.meta, context),
            "trust": trust_view(poster.meta, context),
            "poster": poster_data(poster, context),
            "preview": {
                "url": f"posters/{poster.slug}/preview.jpg",
                "width": PREVIEW,
                "height": round(PREVIEW * shown.height / shown.width),
            },
            "downloads": [download_view(poster, format_, made) for format_ in context.settings.formats],
            "article": context.cards[article.path] if article else None,
        }
        yield Target(path, "poster.html", view, f"content/{poster.path}")


def download_view(poster: Poster, format_: Format, made: Manifest) -> View:
    address = file_address(poster, format_)
    return {
        "url": address,
        "label": format_.label,
        "use": format_.use,
        "kind": format_.suffix.upper(),
        "size": size_words(made[address].size),
        "filename": f"{poster.meta.title}-{format_.name}.{format_.suffix}",
    }


def preview_format(context: Context) -> Format:
    """Return the format that stands for the poster on web pages: the first upright one on offer."""
    formats = context.settings.formats
    return next((format_ for format_ in formats if not format_.landscape), formats[0])


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


def poster_data(poster: Poster, context: Context) -> View:
    """Return every fact of the poster once; paper, screen and page all show this value."""
    meta = poster.meta
    day = meta.updated or meta.date
    base = context.settings.base_url
    return {
        "title": meta.title,
        "highlight": poster.highlight,
        "subtitle": list(poster.subtitle),
        "kicker": poster.kicker,
        "lead": poster.lead,
        "theme": poster.theme,
        "art": poster.art,
        "blocks": [_block_view(block) for block in poster.blocks],
        "grades": _grades_view(poster.grades) if poster.grades else None,
        "figures": _figures_view(poster.figures) if poster.figures else None,
        "phones": list(poster.phones),
        "qr": base + context.addresses.documents[poster.path] if base else "",
        "qr_text": poster.qr_text or "扫码看全文",
        "source": source_line(poster),
        "issuer": context.settings.organiser.name or context.settings.name,
        "date": month_words(day) if day else "",
    }


def source_line(poster: Poster) -> str:
    """Return whose text it is, when it is somebody else's, and the authorities it rests on, each once."""
    source, parts = poster.meta.source, []
    if source and source.license in _FOREIGN:
        parts.append(f"来源：{source.name}{_FOREIGN[source.license]}")
    names = dict.fromkeys(authority(evidence) for evidence in poster.meta.evidence)
    if names:
        parts.append("依据：" + "、".join(names))
    return "；".join(parts)


def _block_view(block: Block) -> View:
    """Return the block; its `tag` is the word that says do or don't, unless the heading says it."""
    is_told = block.kind == "dont" and block.heading.startswith(_REFUSALS)
    return {
        "heading": block.heading,
        "kind": block.kind,
        "tag": "" if is_told else _TAGS[block.kind],
        "icon": block.icon,
        "text": block.text,
        "short": block.short,
    }


def _grades_view(grades: Grades) -> View:
    return {
        "title": grades.title,
        "note": grades.note,
        "columns": list(grades.columns),
        "rows": [
            {"name": g.name, "note": g.note, "figure": g.figure, "action": g.action} for g in grades.rows
        ],
    }


def _figures_view(figures: Figures) -> View:
    return {
        "title": figures.title,
        "note": figures.note,
        "columns": list(figures.columns),
        "rows": [{"value": f.value, "unit": f.unit, "label": f.label} for f in figures.rows],
    }
