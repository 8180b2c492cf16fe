"""A poster's view and a layout become one HTML page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from markupsafe import Markup

from site_builder.render.posters import fonts, titles
from site_builder.render.posters import typography as type_
from site_builder.render.posters.printer import font_faces
from site_builder.render.posters.qr import qr_svg
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.themes import THEMES, Theme, levels

TEMPLATE = "posters/panels.html"
_PHONE = 7.4  # rem: the height of a telephone number's tile, where the QR code leaves so much
PHONE_NAME, PHONE_NUMBER = 0.19, 0.52  # of the tile: the sizes of its two lines
_NOT_TEXT = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]*>", re.DOTALL)
_SVG_TAG = re.compile(r"<svg\b")


class TemplateSource(Protocol):
    """What renders a template by name and hands out a template file as written."""

    def render(self, name: str, view: Mapping[str, Any]) -> str: ...

    def source(self, name: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbers that fitting decides: `rem` in the sheet's unit, `spacing` a factor, `scene` of the width.

    The scene is the part of the hero below the title, as a share of the width.
    """

    rem: float
    spacing: float
    scene: float
    short: bool


@dataclass(frozen=True)
class Page:
    """One poster on one sheet, ready to be laid out again and again."""

    poster: Mapping[str, Any]
    sheet: Sheet
    templates: TemplateSource

    @cached_property
    def theme(self) -> Theme:
        return THEMES[str(self.poster["theme"])]

    @cached_property
    def fonts(self) -> dict[int, bytes]:
        """Return the subset of each weight; raises SiteError for a character that the typeface lacks."""
        middle = Layout(rem=self.sheet.smallest_rem, spacing=1.0, scene=0.2, short=False)
        shown = self.html(middle) + self.html(Layout(rem=middle.rem, spacing=1.0, scene=0.2, short=True))
        text = frozenset(html.unescape(_NOT_TEXT.sub("", shown)))
        fonts.require_glyphs("".join(text))
        visible = frozenset(char for char in text if char.isprintable() or char == "\u00a0") | {" "}
        return {weight: fonts.subset(visible, weight) for weight in fonts.WEIGHTS}

    def html(self, layout: Layout, *, fixed: bool = False) -> str:
        """Return the page: as tall as its content to be measured, or as tall as the sheet to be printed."""
        return self.templates.render(TEMPLATE, self._view(layout) | {"fixed": fixed})

    def _view(self, layout: Layout) -> dict[str, Any]:
        return {
            **self._constant,
            **self._sizes(layout),
            "rem": round(layout.rem, 5),
            "s": round(layout.spacing, 4),
            "blocks": [self._block(block, layout) for block in self.poster["blocks"]],
        }

    @cached_property
    def _constant(self) -> dict[str, Any]:
        poster, sheet = self.poster, self.sheet
        return {
            "sheet": sheet,
            "theme": self.theme,
            "font_faces": Markup(font_faces(fonts.WEIGHTS)),  # noqa: S704 - our own rules
            "title": poster["title"],
            "title_lines": self._title.lines,
            "kicker": type_.line(poster["kicker"]),
            "subtitle": [type_.line(phrase) for phrase in poster["subtitle"]],
            "lead": "" if sheet.screen else type_.paragraph(poster["lead"]),
            "grades": None if sheet.screen else _grades(poster["grades"]),
            "figures": None if sheet.screen else _figures(poster["figures"]),
            "heading_room": max(fonts.width(str(block["heading"]), 900) for block in poster["blocks"]),
            "qr": _drawing(qr_svg(poster["qr"])) if poster["qr"] else "",
            "qr_text": type_.line(poster["qr_text"]),
            "source": "" if sheet.screen else type_.paragraph(poster["source"]),
            "issuer": type_.line(poster["issuer"]),
            "date": type_.line(poster["date"]),
            "art": self._art,
            "check": self._icon("check"),
            "cross": self._icon("cross"),
        }

    def _sizes(self, layout: Layout) -> dict[str, Any]:
        sheet, rem = self.sheet, layout.rem
        title, room = self._title, self._title_box[0]
        words = 0.8 * sheet.margin + 2.55 * rem + 1.1 * title.height
        lengths = {
            "margin": sheet.margin,
            "panel": sheet.panel,
            "h1": title.size,
            "h2": min(self._subtitle_size(title.size, room), 3.6 * rem),
            "words": words,
            "hero": words + layout.scene * sheet.width,
            "qr_side": sheet.code_side,
            "page_h": sheet.height,
            "page_w": sheet.width,
        }
        tile = min(sheet.code_side / rem, _PHONE)
        return {name: round(length / rem, 3) for name, length in lengths.items()} | {
            "tile": round(tile, 3),
            **self._phones(tile),
        }

    def _phones(self, tile: float) -> dict[str, Any]:
        """Return the telephone numbers with their places, counted from the right margin in rem."""
        places, right = [], 0.0
        for phone in reversed([_phone(str(phone)) for phone in self.poster["phones"]]):
            wide = (
                max(phone["name_em"] * PHONE_NAME, phone["number_em"] * PHONE_NUMBER, 0.9) * tile
                + 0.24 * tile
            )
            places.append(phone | {"right": round(right, 3), "width": round(wide, 3)})
            right += wide + 0.5
        return {"phones": places[::-1], "phones_wide": round(right, 3)}

    @property
    def _title_box(self) -> tuple[float, float]:
        sheet = self.sheet
        if sheet.landscape:
            return sheet.panel - 2 * sheet.margin, 0.34 * sheet.height
        return sheet.width - 2 * sheet.margin, 0.17 * sheet.height

    @cached_property
    def _title(self) -> titles.Title:
        text = str(self.poster["title"])
        most = 3 if self.sheet.landscape else 1 if len(text) <= titles.ONE_LINE else 2
        return titles.fit_title(text, str(self.poster["highlight"]), box=self._title_box, most_lines=most)

    def _subtitle_size(self, title: float, room: float) -> float:
        widths = [fonts.width(str(phrase), 700) for phrase in self.poster["subtitle"]]
        if not widths:
            return title
        if self.sheet.landscape:
            return min(room / (max(widths) + 0.9), title * 0.42)
        return min(room / (sum(widths) + 1.5 * (len(widths) - 1)), title * 0.44)

    def _block(self, block: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
        short = str(block["short"] or block["text"]) if layout.short else str(block["text"])
        slogan = bool(layout.short and block["short"])
        return {
            "kind": block["kind"],
            "heading": type_.line(block["heading"]),
            "icon": self._icon(str(block["icon"])),
            "text": type_.clauses(short, 9) if slogan else type_.paragraph(short),
        }

    def _icon(self, name: str) -> Markup:
        return _drawing(self.templates.source(f"posters/icons/{name}.svg")) if name else Markup("")

    @property
    def _art(self) -> Markup:
        colours = {name: getattr(self.theme, name) for name in ("dark", "mid", "accent", "pale")}
        name = f"posters/art/{self.poster['art']}.svg"
        return _drawing(self.templates.render(name, {"wide": not self.sheet.landscape, "theme": colours}))


def _drawing(svg: str) -> Markup:
    """Return an SVG of ours as markup; a comment or declaration before it is dropped."""
    return Markup(svg[svg.index("<svg") :].strip())  # noqa: S704 - a template file or our own code


def _grades(grades: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not grades:
        return None
    rows: Sequence[Mapping[str, Any]] = grades["rows"]
    shown = [
        {key: type_.line(str(row[key])) for key in ("name", "note", "figure", "action")} | {"level": level}
        for row, level in zip(rows, levels(len(rows)), strict=False)
    ]
    return {"title": type_.line(grades["title"]), "note": type_.line(grades["note"]), "rows": shown}


def _figures(figures: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not figures:
        return None
    shown = [
        {key: type_.line(str(row[key])) for key in ("value", "unit", "label")} for row in figures["rows"]
    ]
    return {"title": type_.line(figures["title"]), "note": type_.line(figures["note"]), "rows": shown}


def _phone(phone: str) -> dict[str, Any]:
    """`急救 120` → what it is for, and the number."""
    name, _blank, number = phone.rpartition(" ")
    return {
        "name": type_.line(name),
        "number": type_.line(number),
        "name_em": fonts.width(name, 700),
        "number_em": fonts.width(number, 900),
    }
