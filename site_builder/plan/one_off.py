"""Files of single posters that nobody planned for the site: in a size, for a print shop, to look at."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from site_builder.build import Target
from site_builder.digest import Json, View
from site_builder.errors import SiteError, closest
from site_builder.i18n import _
from site_builder.model import Hub, Poster
from site_builder.plan.codes import code_of
from site_builder.plan.context import Context
from site_builder.plan.led import led_lines
from site_builder.plan.posters import (
    PREVIEW,
    format_view,
    picture_of,
    poster_data,
    preview_format,
    scroll_width,
)
from site_builder.plan.shows import WIDE, slide_format
from site_builder.render.posters.themes import MONO
from site_builder.settings import FORMATS, Format

STRIP = 16  # dots: the height of the LED card that most villages have


class Wish(Struct, frozen=True, kw_only=True):
    """How a poster is wanted: `tiles` are the sheets to cut it into, as paper.grid_of() reads them.

    `bleed` makes it ready for a print shop, `mono` for a black printer; `engine` names what prints it, empty
    for our own.
    """

    format: Format
    bleed: bool = False
    mono: bool = False
    tiles: Mapping[str, Json] | None = None
    engine: str = ""

    @property
    def recipe(self) -> str:
        if self.tiles:
            return "poster.tiles.pdf"
        return "poster.press.pdf" if self.bleed else f"poster.{self.format.suffix}"  # a scroll's is jpg

    def file_name(self, poster: Poster) -> str:
        """Return `stove-90x120.pdf`, `stove-90x120-bleed.pdf`, `stove-90x120-on-a4-fill9.pdf`."""
        printed = "-bleed" if self.bleed else ""
        endings = [self._cut, printed, "-mono" if self.mono else "", f"-{self.engine}" if self.engine else ""]
        return f"{poster.slug}-{self.format.name}{''.join(endings)}.{self.format.suffix}"

    @property
    def _cut(self) -> str:
        """Return what tells a file from all that are cut into other sheets, or into none."""
        if not self.tiles:
            return ""
        how = {"save": "", "lay": "-whole", "fill": f"-fill{self.tiles.get('count')}"}
        return f"-on-{str(self.tiles['paper']).lower()}{how[str(self.tiles['how'])]}"


def one_off(context: Context, name: str, wish: Wish) -> Target:
    """Return the file that is wanted of the poster that a person calls `name`.

    Raises SiteError when there is no such poster, or none such can be printed.
    """
    poster = _find(context.hub, name)
    if wish.format.unit != "mm" and (wish.tiles or wish.bleed):
        raise SiteError(
            _("{format} is for screens: it has neither bleed nor sheets").format(format=wish.format.name),
            hint=_("name a paper size, such as  --format 90x120"),
        )
    address = context.addresses.documents[poster.path]
    shown = poster_data(poster, context.frame, address, picture=picture_of(poster, context.hub))
    view: dict[str, Json] = {
        "poster": {**shown, "theme": MONO} if wish.mono else shown,
        "format": {**format_view(wish.format), **({"engine": wish.engine} if wish.engine else {})},
    }
    if width := scroll_width(wish.format):
        view["width"] = width
    if wish.tiles:
        view["tiles"] = {"edge": context.frame.settings.printer_edge, **wish.tiles}
    return Target(wish.file_name(poster), wish.recipe, view, f"content/{poster.path}")


def looks(context: Context, name: str) -> Mapping[str, Target]:
    """Return `paper.jpg`, `tv.jpg` and, where a line fits an LED card, `led.png` of a poster.

    Raises SiteError when there is no such poster.
    """
    poster, settings = _find(context.hub, name), context.frame.settings
    address = context.addresses.documents[poster.path]
    shown = poster_data(poster, context.frame, address, picture=picture_of(poster, context.hub))
    paper: View = {"poster": shown, "format": format_view(preview_format(settings)), "width": PREVIEW}
    screen = slide_format(settings, WIDE) or FORMATS["1920x1080"]
    slide: View = {"poster": shown, "format": format_view(screen), "canvas": list(WIDE)}
    origin = f"content/{poster.path}"
    found = {
        "paper.jpg": Target("paper.jpg", "poster.jpg", paper, origin),
        "tv.jpg": Target("tv.jpg", "slide.jpg", slide, origin),
    }
    line = led_lines(poster)[-1]
    strip: View = {"text": line, "dots": STRIP}
    return {**found, "led.png": Target("led.png", "led.png", strip, origin)} if line else found


def bare_name(path: str) -> str:
    """Return what a person may call the poster of a file, however much of its path is written."""
    below = path.replace("\\", "/").removeprefix("content/").removeprefix("posters/")
    return below.removesuffix(".md").removesuffix("/index")


def _find(hub: Hub, name: str) -> Poster:
    """Return the poster whose file, title or short code is `name`."""
    wanted = bare_name(name)
    for poster in hub.posters:
        if wanted in (bare_name(poster.path), poster.slug, poster.meta.title, code_of(poster)):
            return _checked(poster)
    known = [poster.slug for poster in hub.posters]
    guess = closest(wanted, known)
    raise SiteError(
        _("there is no poster “{name}”").format(name=name),
        hint=_("did you mean {word}?").format(word=guess) if guess else " ".join(known),
    )


def _checked(poster: Poster) -> Poster:
    """Return a poster that still holds."""
    withdrawn = poster.meta.withdrawn
    if withdrawn:
        message = _("it was withdrawn on {day}").format(day=withdrawn.on.isoformat())
        hint = _("use {path}").format(path=withdrawn.replaced_by) if withdrawn.replaced_by else ""
        raise SiteError(message, where=f"content/{poster.path}", hint=hint)
    return poster
