"""The typefaces of the posters by name: one for nearly everything, others for what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.render.posters.characters import MIAO

FAMILY = "Kepu Sans"
WEIGHTS = (400, 500, 700, 900)
_CJK = "justmytype_intl_cjk"
_HEAVY = 600  # from here on, a typeface of two weights gives its bold
YI = range(0xA000, 0xA4D0)
_RARE = (range(0x2E80, 0x3000), range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
_HAN = (*_RARE, range(0x20000, 0x40000))


@dataclass(frozen=True, slots=True)
class Typeface:
    """`package` brings the files: one that varies in weight, or a regular and a bold one.

    `ranges` are the characters that it may draw, none for all it has; `extra` is what pip has to install.
    """

    name: str
    package: str
    files: tuple[str, ...]
    ranges: tuple[range, ...] = ()
    extra: str = ""

    @property
    def varies(self) -> bool:
        return len(self.files) == 1

    def file(self, weight: int) -> str:
        return self.files[-1] if weight > _HEAVY else self.files[0]

    def may_draw(self, char: str) -> bool:
        return not self.ranges or any(ord(char) in row for row in self.ranges)


def _noto(tongue: str) -> tuple[str]:
    return (f"fonts/ofl/notosans{tongue.lower()}/NotoSans{tongue}[wght].ttf",)


_KURINTO = "static/weblate_fonts/kurinto/ttf/KurintoSans-{}.ttf"

# In the order in which they are asked. All are under the SIL Open Font License 1.1.
TYPEFACES = (
    Typeface("sc", _CJK, _noto("SC")),
    Typeface("tc", _CJK, _noto("TC"), _HAN),  # rare Han that Hong Kong, Taiwan, Japan and Korea write
    Typeface("jp", _CJK, _noto("JP"), _HAN),
    Typeface("kr", _CJK, _noto("KR"), _HAN),
    Typeface(
        "kurinto",
        "weblate_fonts",
        (_KURINTO.format("Rg"), _KURINTO.format("Bd")),
        (YI, MIAO),
        extra="fonts",
    ),
)
BASE = TYPEFACES[0]
