"""A poster's view and a layout become one HTML page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from site_builder.render.posters import fonts, titles
from site_builder.render.posters.fonts import Font
from site_builder.render.posters.foot import show_foot
from site_builder.render.posters.glyphs import require_glyphs
from site_builder.render.posters.parts import drawing, show_blocks, show_parts
from site_builder.render.posters.sizes import BODY, Sheet
from site_builder.render.posters.source import TEMPLATE, TemplateSource
from site_builder.render.posters.themes import THEMES, Theme
from site_builder.render.posters.typography import count_lines, paragraph

_NOT_TEXT = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]*>", re.DOTALL)
_HIGHEST_PHRASES = 3.6  # rem
_TITLE, _TITLE_GROWS = 0.1, 0.45  # of the sheet's height: a title with no scene, and with each share of scene
_CARD = 0.491  # of the room between the margins: one of two columns
_PADDING = {"left": 7.1, "right": 1.1}  # rem: of a paper card, beside its text
_SCREEN_PADDING = 1.9
_LEAD, _LEAD_BAR = 1.65, 1.5  # rem: the size of the lead, and the bar before it

_UNDRAWN: dict[str, Any] = {"art": "", "icons": {}, "qr": ""}


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
    name: str = ""  # what the sheet is called where it is offered

    @cached_property
    def theme(self) -> Theme:
        return THEMES[str(self.poster["theme"])]

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """Return a subset of each font that is needed; raises SiteError for a character that none has."""
        require_glyphs(self.poster)
        shown = self.html(Layout(rem=self.sheet.smallest_rem, spacing=1.0, scene=0.2, short=False))
        text = html.unescape(_NOT_TEXT.sub("", shown))
        text += "".join(str(block["short"]) for block in self.poster["blocks"])
        return fonts.cut(text)

    def html(self, layout: Layout, *, fixed: bool = False) -> str:
        """Return the page: as tall as its content to be measured, or as tall as the sheet to be printed.

        A page to be measured has no drawings: they do not count, and laying them out takes half the time.
        """
        drawn = self._drawings if fixed else _UNDRAWN
        return self.templates.render(TEMPLATE, self._view(layout) | drawn | {"fixed": fixed})

    def uneven_rows(self, layout: Layout) -> int:
        """Return how many rows of blocks have more lines on one side than on the other."""
        if self.sheet.screen or self.sheet.columns == 1:
            return 0
        room = self._line(layout)
        lines = [count_lines(_words(block, layout), room) for block in self.poster["blocks"]]
        return sum(left != right for left, right in zip(lines[::2], lines[1::2], strict=False))

    def _line(self, layout: Layout) -> float:
        """Return the width of a line in a block, in em."""
        sheet = self.sheet
        inner = (sheet.width - sheet.panel - 2 * sheet.margin) / layout.rem
        card = inner if sheet.columns == 1 else _CARD * inner
        return (card - (_SCREEN_PADDING if sheet.screen else sum(_PADDING.values()))) / BODY

    def _lead_line(self, layout: Layout) -> float:
        """Return the width of a line of the lead, in em."""
        return ((self.sheet.width - 2 * self.sheet.margin) / layout.rem - _LEAD_BAR) / _LEAD

    def _view(self, layout: Layout) -> dict[str, Any]:
        blocks = show_blocks(self.poster["blocks"], short=layout.short, room=self._line(layout))
        return {
            **self._constant,
            **self._sizes(layout),
            **self._parts,
            "rem": round(layout.rem, 5),
            "s": round(layout.spacing, 4),
            "blocks": blocks,
            "lead": "" if self.sheet.screen else paragraph(self.poster["lead"], self._lead_line(layout)),
        }

    @cached_property
    def _parts(self) -> dict[str, Any]:
        return show_parts(self.poster, screen=self.sheet.screen)

    @cached_property
    def _constant(self) -> dict[str, Any]:
        headings = [fonts.width(str(block["heading"]), 900) for block in self.poster["blocks"]]
        return {
            "sheet": self.sheet,
            "theme": self.theme,
            "title": self.poster["title"],
            "longest_heading": max(headings, default=1.0),
            "padding": _PADDING,
            "card_share": _CARD,
            "lead_size": _LEAD,
            "lead_bar": _LEAD_BAR,
        }

    def _sizes(self, layout: Layout) -> dict[str, Any]:
        """Return every length that the template cannot know, in rem."""
        sheet, rem = self.sheet, layout.rem
        title = self._title(layout)
        words = 0.8 * sheet.margin + 2.55 * rem + max(1.1 * title.height, title.height + 0.9 * rem)
        lengths = {
            "margin": sheet.margin,
            "panel": sheet.panel,
            "h1": title.size,
            "h2": min(self._phrases_size(title.size), _HIGHEST_PHRASES * rem),
            "words": words,
            "hero": words + layout.scene * sheet.width,
            "qr_side": sheet.code_side,
            "page_h": sheet.height,
            "page_w": sheet.width,
        }
        sizes = {name: round(length / rem, 3) for name, length in lengths.items()}
        return {**sizes, **show_foot(self.poster, sheet, rem), "title_lines": title.lines}

    @property
    def _title_width(self) -> float:
        return (self.sheet.panel or self.sheet.width) - 2 * self.sheet.margin

    def _title(self, layout: Layout) -> titles.Title:
        """Return the title: across the whole sheet, unless two lines would be too high beside the scene."""
        share = 0.34 if self.sheet.landscape else _TITLE + layout.scene * _TITLE_GROWS
        text = str(self.poster["title"])
        most = 3 if self.sheet.landscape else 1 if len(text) <= titles.ONE_LINE else 2
        box = (self._title_width, share * self.sheet.height)
        return titles.fit_title(text, str(self.poster["highlight"]), box=box, most_lines=most)

    def _phrases_size(self, title: float) -> float:
        widths = [fonts.width(str(phrase), 700) for phrase in self.poster["subtitle"]] or [1.0]
        if self.sheet.landscape:
            return min(self._title_width / (max(widths) + 0.9), max(title * 0.42, 0.02 * self.sheet.width))
        across = sum(widths) + 1.5 * (len(widths) - 1)
        return min(self._title_width / across, max(title * 0.44, 0.05 * self.sheet.width))

    @cached_property
    def _drawings(self) -> dict[str, Any]:
        names = {str(block["icon"]) for block in self.poster["blocks"]} - {""}
        icons = {name: drawing(self.templates.drawing(f"posters/icons/{name}.svg")) for name in names}
        return {"art": self._art, "icons": icons, "qr": self._parts["qr"]}

    @property
    def _art(self) -> Markup:
        colours = {name: getattr(self.theme, name) for name in ("dark", "mid", "accent", "pale")}
        name = f"posters/art/{self.poster['art']}.svg"
        return drawing(self.templates.drawing(name, {"wide": not self.sheet.landscape, "theme": colours}))


def _words(block: Mapping[str, Any], layout: Layout) -> str:
    return str(block["short"] or block["text"]) if layout.short else str(block["text"])
