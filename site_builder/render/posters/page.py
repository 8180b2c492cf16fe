"""A poster's view and a layout become one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from site_builder.render.posters import fonts
from site_builder.render.posters.characters import words_of
from site_builder.render.posters.designs import DESIGNS, Design, Stops
from site_builder.render.posters.figure import aspect_of, picture_markup, show_figure
from site_builder.render.posters.fonts import Font
from site_builder.render.posters.foot import show_foot
from site_builder.render.posters.glyphs import require_glyphs
from site_builder.render.posters.hero import largest_zoom, show_hero
from site_builder.render.posters.legend import show_legend
from site_builder.render.posters.parts import drawing, show_parts
from site_builder.render.posters.screened import screened
from site_builder.render.posters.sections import show_sections, uneven_cards
from site_builder.render.posters.sizes import Sheet
from site_builder.render.posters.source import TemplateSource, template_of
from site_builder.render.posters.texts import Room
from site_builder.render.posters.themes import Theme, theme_of
from site_builder.render.posters.typography import paragraph

_LEAD, _LEAD_BAR = 1.65, 1.5  # rem: the size of the lead, and the bar before it

_UNDRAWN: dict[str, Any] = {"art": "", "icons": {}, "qr": "", "image": ""}


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers that fitting decides: `rem` in the sheet's unit, `spacing` a factor, `scene` see Design."""

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
    photograph: bytes = b""
    name: str = ""  # what the sheet is called where it is offered

    @cached_property
    def theme(self) -> Theme:
        return theme_of(str(self.poster["theme"]))

    @cached_property
    def design(self) -> Design:
        return DESIGNS[str(self.poster["layout"])]

    @property
    def scenes(self) -> Stops:
        return self.design.scenes(self.sheet)

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """Return a subset of each font that is needed; raises SiteError for a character that none has."""
        require_glyphs(self.poster)
        shown = self.html(Scale(rem=self.sheet.smallest_rem, spacing=1.0, scene=0.2, short=False))
        text = words_of(shown)
        text += "".join(str(block["short"]) for block in self.poster["blocks"])
        return fonts.cut(text)

    def html(self, scale: Scale, *, fixed: bool = False) -> str:
        """Return the page: as tall as its content to be measured, or as tall as the sheet to be printed.

        A page to be measured has no drawings: they do not count, and laying them out takes half the time.
        """
        drawn = self._drawings if fixed else _UNDRAWN
        return self.templates.render(template_of(self.poster), self._view(scale) | drawn | {"fixed": fixed})

    def uneven_rows(self, scale: Scale) -> int:
        """Return how many rows of cards have more lines on one side than on the other."""
        return 0 if self.sheet.screen else uneven_cards(self.poster, self._room(scale))

    def _room(self, scale: Scale) -> Room:
        sheet = self.sheet
        return Room(
            inner=(sheet.width - sheet.panel - 2 * sheet.margin) / scale.rem,
            columns=sheet.columns,
            short=scale.short,
            screen=sheet.screen,
            beside=sheet.beside,
            lying=sheet.landscape and not sheet.screen,
        )

    def _view(self, scale: Scale) -> dict[str, Any]:
        room, sizes = self._room(scale), self._sizes(scale)
        legend = show_legend(
            self.poster, self.sheet, rem=scale.rem, title_high=sizes["title_high"] * scale.rem
        )
        figure = self._figure(scale, fills=bool(legend))
        sections = show_sections(self.poster, room, figure=figure)
        return {
            **self._constant,
            **sizes,
            **self._parts,
            **sections,
            "legend": legend,
            "flush": bool(legend or (figure and figure["stands"])) and not self._has_more(sections),
            "rem": round(scale.rem, 5),
            "s": round(scale.spacing, 4),
            "inner": room.inner,
            "lead": self._lead(room.inner, figure if sections["callouts"] else None),
        }

    def _figure(self, scale: Scale, *, fills: bool) -> dict[str, Any] | None:
        if not self.poster["picture"]:
            return None
        return show_figure(
            self.poster, self.sheet, rem=scale.rem, share=scale.scene, aspect=self._aspect, fills=fills
        )

    def _has_more(self, sections: Mapping[str, Any]) -> bool:
        """Say whether anything stands below the large picture and its call-outs."""
        below = [sections[name] for name in ("path", "pairs", "cards")]
        return any((*below, self._parts["grades"], self._parts["figures"]))

    def _lead(self, inner: float, figure: dict[str, Any] | None) -> Markup:
        """Return the lead; beside a picture it stands above the call-outs."""
        if self.sheet.screen:
            return Markup("")
        wide = figure["list"] if figure and figure["beside"] else inner
        return paragraph(self.poster["lead"], (wide - _LEAD_BAR) / _LEAD)

    @cached_property
    def _parts(self) -> dict[str, Any]:
        return show_parts(self.poster, screen=self.sheet.screen)

    @cached_property
    def _constant(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "theme": self.theme,
            "title": self.poster["title"],
            "layout": self.poster["layout"],
            "lead_size": _LEAD,
            "lead_bar": _LEAD_BAR,
        }

    def _sizes(self, scale: Scale) -> dict[str, Any]:
        """Return every length that the template cannot know, in rem."""
        sheet, rem = self.sheet, scale.rem
        lengths = {
            "margin": sheet.margin,
            "bleed": sheet.bleed,
            "panel": sheet.panel,
            "qr_side": sheet.code_side,
            "page_h": sheet.height,
            "page_w": sheet.width,
        }
        scene = 0.0 if self.design.figure else scale.scene
        return {
            **{name: round(length / rem, 3) for name, length in lengths.items()},
            **show_hero(self.poster, sheet, rem=rem, scene=scene, largest=self._largest_zoom),
            **show_foot(self.poster, sheet, rem),
        }

    @cached_property
    def _aspect(self) -> float:
        """Return the width by height of the poster's picture."""
        picture = self.poster["picture"]
        if picture["width"] and picture["height"]:
            return float(picture["width"]) / float(picture["height"])
        return aspect_of(self._art(picture["name"], wide=True))

    @cached_property
    def _largest_zoom(self) -> float:
        return largest_zoom(self._art(self.poster["art"]))

    @cached_property
    def _drawings(self) -> dict[str, Any]:
        names = {str(block["icon"]) for block in self.poster["blocks"]} - {""}
        icons = {name: drawing(self.templates.drawing(f"posters/icons/{name}.svg")) for name in names}
        return {
            "art": drawing(self._art(self.poster["art"])),
            "icons": icons,
            "qr": self._parts["qr"],
            "image": self._image,
        }

    @property
    def _image(self) -> Markup:
        picture = self.poster["picture"]
        if self.photograph:
            return picture_markup(self.photograph)
        return drawing(self._art(picture["name"], wide=True)) if picture and picture["name"] else Markup("")

    def _art(self, name: str, *, wide: bool | None = None) -> str:
        wide = not self.sheet.landscape if wide is None else wide
        svg = self.templates.drawing(f"posters/art/{name}.svg", {"wide": wide, "theme": self.theme.scenery})
        return screened(svg) if self.theme.mono else svg
