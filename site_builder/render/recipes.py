"""The recipes of all targets, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from site_builder.digest import View, digest
from site_builder.errors import SiteError
from site_builder.i18n import _, reason_of
from site_builder.memo import Memo
from site_builder.render.assets import Assets
from site_builder.render.closure import closure, version_of
from site_builder.render.templates import Templates
from site_builder.render.version import code_version

POSTERS = "posters/"


class Recipe(Struct, frozen=True):
    """`version` names all that the bytes depend on besides the view."""

    version: str
    make: Callable[[View], bytes]


def recipes(templates: Templates, assets: Assets, *, content: Path, memo: Memo) -> Mapping[str, Recipe]:
    """Return each recipe; a page's recipe is called like its template."""
    sources = templates.sources()
    drawn = version_of(closure([name for name in sources if name.startswith(POSTERS)], sources), sources)
    names = [name for name in sources if _is_page(name)]
    makers: dict[str, Callable[[View], bytes]] = {
        "json": lambda view: json.dumps(view["document"], ensure_ascii=False, indent=1).encode(),
        "asset": lambda view: _asset(assets, view),
        "picture": lambda view: _picture(content, view),
        "art": lambda view: _art(templates, view),
        "poster.pdf": _poster("pdf", templates, memo),
        "poster.png": _poster("png", templates, memo),
        "poster.jpg": _poster("jpg", templates, memo),
    }
    return {
        **{
            name: Recipe(_version(version_of(closure([name], sources), sources)), _page(templates, name))
            for name in names
        },
        **{name: Recipe(_version(drawn), make) for name, make in makers.items()},
    }


def _is_page(name: str) -> bool:
    folder, _slash, file = name.rpartition("/")
    kind = (folder, file.rpartition(".")[2])
    return kind in {("", "html"), ("feeds", "xml")} and not file.startswith("_")


def _version(templates: str) -> str:
    return digest(code_version().encode(), templates.encode())


def _page(templates: Templates, name: str) -> Callable[[View], bytes]:
    return lambda view: templates.render(name, view).encode()


def _poster(kind: str, templates: Templates, memo: Memo) -> Callable[[View], bytes]:
    def make(view: View) -> bytes:
        from site_builder.render import posters  # noqa: PLC0415 - pages are made without

        makers = {"pdf": posters.poster_pdf, "png": posters.poster_png, "jpg": posters.poster_preview}
        return makers[kind](view, templates=templates, memo=memo)

    return make


def changed(where: str = "") -> SiteError:
    """Return what to raise when a file is no longer what the plan of the build saw."""
    return SiteError(_("the file changed while the hub was built"), where=where, hint=_("build again"))


def _asset(assets: Assets, view: View) -> bytes:
    name = str(view["name"])
    try:
        data = assets.read(name)
    except (KeyError, OSError) as error:
        raise changed(f"templates/assets/{name}") from error
    if digest(data) != view["digest"]:
        raise changed(f"templates/assets/{name}")
    return data


def _picture(content: Path, view: View) -> bytes:
    from site_builder.render.pictures import picture_bytes  # noqa: PLC0415 - 16 ms; pages are made without

    file = content / str(view["path"])
    try:
        data = file.read_bytes()
        if digest(data) != view["digest"]:
            raise changed()
        return picture_bytes(file, data)
    except OSError as error:
        raise SiteError(_("the picture cannot be read: {reason}").format(reason=reason_of(error))) from error


def _art(templates: Templates, view: View) -> bytes:
    from site_builder.render.posters import THEMES  # noqa: PLC0415 - pages are made without

    theme = THEMES[str(view["theme"])]
    colours = {"dark": theme.dark, "mid": theme.mid, "accent": theme.accent, "pale": theme.pale}
    name = f"posters/art/{view['name']}.svg"
    return templates.render(name, {"wide": view["wide"], "theme": colours}).encode()
