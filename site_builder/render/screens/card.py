"""The test card: the first picture of a pack, which says that the stick works and what to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from site_builder.digest import View, canonical
from site_builder.memo import Memo
from site_builder.render.closure import closure, version_of
from site_builder.render.posters.characters import words_of
from site_builder.render.posters.source import TemplateSource
from site_builder.render.posters.themes import THEMES
from site_builder.render.screens.slides import jpeg_of
from site_builder.render.version import code_version

TEMPLATE = "screens/test-card.html"
SIZE = (1920, 1080)
IN_COLUMN = 10
_KICKER, _WORDS = 36, 800  # pixels: size of the line above the title, and the room for it


def test_card(view: View, *, templates: TemplateSource, memo: Memo) -> bytes:
    """Return the card as a picture like the others; the view names hub, month and what follows."""
    sources = templates.sources()
    version = f"card {code_version()} {version_of(closure([TEMPLATE], sources), sources)}"
    pdf = memo.recall(version, canonical(view), lambda: _print(view, templates))
    return jpeg_of(pdf, SIZE, ground=THEMES["science"].dark, memo=memo)


def _print(view: View, templates: TemplateSource) -> bytes:
    from site_builder.render.posters import fonts  # noqa: PLC0415 - 120 ms; most are remembered
    from site_builder.render.posters.printer import pdf_of  # noqa: PLC0415 - as above

    titles = [
        (f"{number:03}", title) for number, title in enumerate(cast("Sequence[str]", view["titles"]), 1)
    ]
    columns = [titles[at : at + IN_COLUMN] for at in range(0, len(titles), IN_COLUMN)]
    longest = max((len(title) for _number, title in titles), default=0)
    kicker = "　".join(str(view[key]) for key in ("hub", "title", "month") if view[key])
    shown = {
        "hub": view["hub"],
        "kicker": kicker,
        "kicker_size": round(min(_KICKER, _WORDS / fonts.width(kicker, 700)), 1),
        "columns": columns,
        "count": len(titles),
        "longest": longest,
    }
    page = templates.render(TEMPLATE, shown)
    return pdf_of(page, fonts.cut(words_of(page)), title=str(view["hub"]))
