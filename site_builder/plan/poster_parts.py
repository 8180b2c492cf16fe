"""The parts of a poster's view: blocks, tables, picture, activity, and when to take it down."""

from __future__ import annotations

from datetime import date, timedelta

from site_builder.digest import View
from site_builder.model import REFUSALS, Block, Event, Figures, Grades, Kind, Picture, Poster, Scene
from site_builder.plan.addresses import picture_address
from site_builder.plan.context import art_address
from site_builder.plan.words import day_words, days_words

TAGS: dict[Kind, str] = {
    "do": "要", "dont": "别", "plain": "", "step": "", "before": "以前", "after": "现在",
    "claim": "说法", "truth": "真相", "basis": "依据",
}  # fmt: skip
_ART = "art:"
_DAY = timedelta(days=1)
_LAST = date.max - _DAY  # after the very last day there is none


def block_view(block: Block) -> View:
    """Return the block; its `tag` is the word that says what it is, unless the heading says it.

    Where the heading is that word and no more, the tag stays and the heading is empty.
    """
    tag = TAGS[block.kind]
    is_told = block.kind == "dont" and block.heading.startswith(REFUSALS)
    return {
        "heading": "" if block.heading == tag else block.heading,
        "kind": block.kind,
        "tag": "" if is_told else tag,
        "icon": block.icon,
        "text": block.text,
        "short": block.short,
        "at": list(block.at) if block.at else None,
    }


def grades_view(grades: Grades | None) -> View | None:
    if grades is None:
        return None
    return {
        "title": grades.title,
        "note": grades.note,
        "columns": list(grades.columns),
        "rows": [
            {"name": g.name, "note": g.note, "figure": g.figure, "action": g.action} for g in grades.rows
        ],
    }


def figures_view(figures: Figures | None) -> View | None:
    if figures is None:
        return None
    return {
        "title": figures.title,
        "note": figures.note,
        "columns": list(figures.columns),
        "rows": [{"value": f.value, "unit": f.unit, "label": f.label} for f in figures.rows],
    }


def scene_view(poster: Poster, picture: Picture | None) -> View | None:
    """Return the poster's large picture: a drawing has a `name`, a photograph a `path` and a `digest`.

    `url` is where the site has it; sizes are pixels, 0 of a drawing of ours.
    """
    scene = poster.picture
    if scene is None:
        return None
    name = drawing_of(scene)
    assert picture or name, f"{poster.path}: the picture {scene.source} was not read"
    return {
        "name": name,
        "path": picture.path if picture else "",
        "digest": picture.digest if picture else "",
        "url": picture_address(picture) if picture else art_address(name, poster.theme),
        "width": picture.width if picture else 0,
        "height": picture.height if picture else 0,
        "alt": scene.alt,
        "credit": scene.credit,
    }


def drawing_of(scene: Scene) -> str:
    """Return the name of the drawing that a picture is, empty for a photograph."""
    return scene.source.removeprefix(_ART) if scene.source.startswith(_ART) else ""


def event_view(event: Event | None) -> View | None:
    if event is None:
        return None
    return {
        "when": days_words(event.start, event.end),
        "place": event.place,
        "link": event.link,
        "organiser": event.organiser,
    }


def until_words(poster: Poster) -> str:
    """Return before when to take the poster down: a day that was written or follows an activity, or a month.

    The month in which it is reviewed again is no promise of a day.
    """
    meta = poster.meta
    over = min(poster.event.end, _LAST) + _DAY if poster.event else None
    day = min(filter(None, (meta.expires, over)), default=None)
    again = meta.reviewed.again if meta.reviewed else None
    if day and (again is None or day <= again):
        return day_words(day)
    return _month(again) if again else ""


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
