"""Where a poster may hang: each size on offer as a scene that its page draws to scale."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.digest import View
from site_builder.plan.offers import offers
from site_builder.settings import Format, Settings

_A4 = 210 * 297
_DOOR, _WALL = 420, 700  # mm: what is no longer hangs on a door, on a wall
_LOW = 1500  # mm: what is higher stands on the ground
_SLIM = 2.0  # height to width of a roll-up stand
_TELEVISION, _TOTEM = 960, 1210  # mm: long side of 43 inches on a wall, of 55 inches upright


def places_view(settings: Settings) -> list[View]:
    """Return every size on offer, the smallest first, screens last.

    `scene` is what to draw: door, wall, board, stand, tv, totem or phone, of `width` and `height` in mm;
    `shot` is the picture that suits it: paper, wide or tall.
    """
    formats = {one.name: one for one in (*settings.formats, *_of_offers(settings))}
    return [_place(one) for one in sorted(formats.values(), key=_rank)]


def _of_offers(settings: Settings) -> Iterable[Format]:
    return (offer.format for offer in offers(settings))


def _rank(format_: Format) -> tuple[int, int]:
    kind = ("mm", "px", "scroll").index(format_.unit)
    return kind, 0 if kind else format_.width * format_.height


def _place(format_: Format) -> View:
    scene, size = _scene(format_), _size(format_)
    width, height = _drawn(format_, scene)
    title = format_.label.replace(size, "").removesuffix("打印").removesuffix("图片").strip()
    return {
        "name": format_.name,
        "title": title or format_.label,
        "size": size,
        "alike": _alike(format_) if scene in {"board", "stand"} else "",
        "scene": scene,
        "shot": "wide" if format_.landscape else "tall" if scene in {"stand", "totem"} else "paper",
        "width": width,
        "height": height,
    }


def _scene(format_: Format) -> str:
    if format_.unit != "mm":
        return "phone" if format_.unit == "scroll" else "tv" if format_.landscape else "totem"
    if format_.height > _LOW or format_.height >= _SLIM * format_.width:
        return "stand"
    longest = max(format_.width, format_.height)
    return "door" if longest <= _DOOR else "wall" if longest <= _WALL else "board"


def _size(format_: Format) -> str:
    if format_.unit == "mm":
        return f"{format_.width / 10:g}×{format_.height / 10:g} 厘米"
    return f"{format_.width}×{format_.height} 像素" if format_.height else f"{format_.width} 像素宽"


def _alike(format_: Format) -> str:
    return f"约 {round(format_.width * format_.height / _A4)} 张 A4 大"


def _drawn(format_: Format, scene: str) -> tuple[int, int]:
    if scene == "tv":
        return _TELEVISION, round(_TELEVISION * format_.height / format_.width)
    if scene == "totem":
        return round(_TOTEM * format_.width / format_.height), _TOTEM
    return format_.width, format_.height
