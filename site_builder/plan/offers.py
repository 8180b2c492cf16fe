"""What is offered of each poster for office paper and for print shops, and what each file needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from site_builder.digest import Json, View
from site_builder.model import Poster
from site_builder.render.paper import PAPERS, Grid, Paper, filling_size, grid_of
from site_builder.settings import Format, Settings

PAPER = "A4"  # what every office has
MOST_SHEETS = 20  # of a poster that an office prints itself
FEW_SHEETS = 9  # as many as are cut and glued in a quarter of an hour
_LARGEST_SHEET = 420  # mm: A3; what is larger, a print shop prints or an office puts together
_FILLS = {4: 1.0, 9: 1.5, 16: 2.0}  # sheets that a poster fills → metres from which it is read
_MONO = "（省墨黑白）"


class Offer(Struct, frozen=True, kw_only=True):
    """A PDF of every poster; `tiles` says which sheets it is cut into, as paper.grid_of() reads it."""

    name: str
    recipe: str
    format: Format
    label: str
    use: str
    mono: bool = False
    tiles: Mapping[str, Json] | None = None
    count: int = 1
    size: str = ""  # of the poster put together, in centimetres

    @property
    def needs(self) -> str:
        """Return what has to be in the printer; nothing where a print shop prints."""
        return "" if self.recipe == "poster.press.pdf" else f"{self.count}张{PAPER}"


def offers(settings: Settings) -> tuple[Offer, ...]:
    """Return what a hub offers: office paper first, few sheets before many; then print shops."""
    return _offers(settings.formats, settings.printer_edge)


def offer_address(poster: Poster, offer: Offer) -> str:
    return f"posters/{poster.slug}/print/{poster.slug}-{offer.name}.pdf"


def offer_view(offer: Offer, poster: Poster, sizes: Mapping[str, str]) -> View:
    """Return what a page shows of an offer; the recipe of the page fills in `toner`, per cent of the paper.

    `sizes` are the words for the size of each file.
    """
    address = offer_address(poster, offer)
    return {
        "url": address,
        "label": offer.label,
        "use": offer.use,
        "kind": "PDF",
        "size": sizes[address],
        "filename": f"{poster.meta.title}-{offer.name}.pdf",
        "mono": offer.mono,
        "needs": offer.needs,
        "count": offer.count,
        "hangs": offer.size,
        "toner": 0,
        "press": offer.recipe == "poster.press.pdf",
    }


@lru_cache(maxsize=8)
def _offers(formats: tuple[Format, ...], edge: float) -> tuple[Offer, ...]:
    papers = [format_ for format_ in formats if format_.unit == "mm"]
    boards = [format_ for format_ in papers if max(format_.width, format_.height) > _LARGEST_SHEET]
    saved = [_saved(board, edge) for board in boards]
    tiled = [one for one in saved if one.count <= MOST_SHEETS]
    fills = [_filled(count, edge) for count in _FILLS if not _is_alike(count, tiled)]
    pieced = sorted([*fills, *tiled], key=lambda one: one.count)
    return (*_singles(papers), *(both for one in pieced for both in _both(one)), *map(_pressed, boards))


def _is_alike(count: int, boards: list[Offer]) -> bool:
    """Say whether a board takes about as many sheets, few or many: then filling them would bring little."""
    if count < FEW_SHEETS:
        return False
    return any((board.count <= FEW_SHEETS) == (count <= FEW_SHEETS) for board in boards)


def _singles(papers: list[Format]) -> Iterator[Offer]:
    """Yield the sheet that an office prints whole, with little toner."""
    for format_ in papers:
        if (format_.width, format_.height) == PAPERS[PAPER]:
            yield Offer(
                name=f"{format_.name}-mono",
                recipe="poster.pdf",
                format=format_,
                label=f"{PAPER} 一张{_MONO}",
                use="黑白打印机直接打，贴门上、发到手里",
                mono=True,
            )


def _saved(board: Format, edge: float) -> Offer:
    tiles: dict[str, Json] = {"paper": PAPER, "edge": edge, "how": "save"}
    return _tiled(board, tiles, name=f"{board.name}-on-a4", use="省纸拼法，贴村里的宣传栏")


def _filled(count: int, edge: float) -> Offer:
    """Return a poster of A proportions that fills sheets to their edge."""
    width, height = filling_size(count, Paper(PAPER, edge))
    format_ = Format(
        name=f"{count}a4",
        width=width,
        height=height,
        unit="mm",
        distance=_FILLS[count],
        label=f"{count} 张 {PAPER} 拼贴",
        use="",
    )
    tiles: dict[str, Json] = {"paper": PAPER, "edge": edge, "how": "lay"}
    where = "墙上、门厅、小卖部" if count <= FEW_SHEETS else "院坝墙上、活动室"
    return _tiled(format_, tiles, name=f"{count}a4", use=f"正好拼满，贴{where}")


def _tiled(format_: Format, tiles: Mapping[str, Json], *, name: str, use: str) -> Offer:
    grid = grid_of({"width": format_.width, "height": format_.height}, tiles)
    size = _size(grid)
    return Offer(
        name=name,
        recipe="poster.tiles.pdf",
        format=format_,
        label=f"{grid.count} 张 {PAPER} 拼成 {size} 厘米",
        use=use,
        tiles=tiles,
        count=grid.count,
        size=size,
    )


def _both(offer: Offer) -> Iterator[Offer]:
    """Yield an offer for a black printer; one with colours prints few sheets only."""
    yield replace(offer, name=f"{offer.name}-mono", label=offer.label + _MONO, mono=True)
    if offer.count <= FEW_SHEETS:
        yield replace(offer, label=f"{offer.label}（彩色）")


def _pressed(board: Format) -> Offer:
    return Offer(
        name=f"{board.name}-press",
        recipe="poster.press.pdf",
        format=board,
        label=f"{board.width / 10:g}×{board.height / 10:g} 厘米，送打印店",
        use="四边各有 3 毫米出血和裁切线，颜色 sRGB，字体已嵌入",
    )


def _size(grid: Grid) -> str:
    return "×".join(f"{side / 10:.1f}".removesuffix(".0") for side in (grid.width, grid.height))
