"""The sizes a poster is offered in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["mm", "px", "scroll"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`width` and `height` in `unit`: millimetres become a PDF, pixels a PNG for a screen.

    A `scroll` has its width in pixels and no height: a JPEG as high as its text, to be read on telephones.
    `distance` is how far away the reader stands, in metres; `label` and `use` stand on the button.
    """

    name: str
    width: int
    height: int
    unit: Unit
    distance: float
    label: str
    use: str

    @property
    def suffix(self) -> str:
        return {"mm": "pdf", "px": "png", "scroll": "jpg"}[self.unit]

    @property
    def landscape(self) -> bool:
        return self.unit != "scroll" and self.width > self.height


# Distances: hand-held sheets 0.5 to 0.7 m, a wall of a corridor 1 m, a village board 1.5 m, a stand in a hall
# 2 m, a television in a hall 3 m; the type size follows from them (ISO 9241-3, see
# render/posters/sizes.py).
FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format(
            name="a4",
            width=210,
            height=297,
            unit="mm",
            distance=0.5,
            label="A4 打印",
            use="办公室打印机直接打，贴门上、发到手里",
        ),
        Format(
            name="a3",
            width=297,
            height=420,
            unit="mm",
            distance=0.7,
            label="A3 打印",
            use="打印店一张纸，贴教室、候诊室、小店",
        ),
        Format(
            name="a2",
            width=420,
            height=594,
            unit="mm",
            distance=1.0,
            label="A2 打印",
            use="图文店大幅面打印，贴走廊、宣传橱窗",
        ),
        Format(
            name="a1",
            width=594,
            height=841,
            unit="mm",
            distance=1.2,
            label="A1 打印",
            use="图文店大幅面打印，贴会议室、活动室",
        ),
        Format(
            name="a0",
            width=841,
            height=1189,
            unit="mm",
            distance=1.5,
            label="A0 打印",
            use="图文店大幅面打印，做展板、贴宣传栏",
        ),
        Format(
            name="42x57",
            width=420,
            height=570,
            unit="mm",
            distance=1.0,
            label="42×57 厘米张贴画",
            use="送印刷厂，四开纸，批量印了发到各村张贴",
        ),
        Format(
            name="50x70",
            width=500,
            height=700,
            unit="mm",
            distance=1.2,
            label="50×70 厘米展板",
            use="图文店打印装框，挂大厅、楼道的墙上",
        ),
        Format(
            name="57x84",
            width=570,
            height=840,
            unit="mm",
            distance=1.2,
            label="57×84 厘米挂图",
            use="送印刷厂，对开纸，批量印了挂墙上",
        ),
        Format(
            name="60x90",
            width=600,
            height=900,
            unit="mm",
            distance=1.5,
            label="60×90 厘米宣传栏",
            use="送打印店写真或喷绘，一块版面放进小宣传栏",
        ),
        Format(
            name="90x120",
            width=900,
            height=1200,
            unit="mm",
            distance=1.5,
            label="90×120 厘米宣传栏",
            use="送打印店喷绘，一块版面挂满村里的宣传栏",
        ),
        Format(
            name="120x90",
            width=1200,
            height=900,
            unit="mm",
            distance=1.5,
            label="120×90 厘米横版宣传栏",
            use="送打印店喷绘，放进横着的宣传栏、贴院坝墙上",
        ),
        Format(
            name="120x240",
            width=1200,
            height=2400,
            unit="mm",
            distance=3.0,
            label="120×240 厘米大展板",
            use="送广告店喷绘，立在广场、集市、景区门口",
        ),
        Format(
            name="80x180",
            width=800,
            height=1800,
            unit="mm",
            distance=2.0,
            label="80×180 厘米易拉宝",
            use="送广告店做易拉宝或展架，摆在大厅、会场门口",
        ),
        Format(
            name="80x200",
            width=800,
            height=2000,
            unit="mm",
            distance=2.0,
            label="80×200 厘米易拉宝",
            use="送广告店做易拉宝或展架，摆在大厅、活动现场",
        ),
        Format(
            name="1920x1080",
            width=1920,
            height=1080,
            unit="px",
            distance=3.0,
            label="电视、电子屏图片",
            use="拷进U盘插电视，或放到横屏电子屏",
        ),
        Format(
            name="1080x1920",
            width=1080,
            height=1920,
            unit="px",
            distance=3.0,
            label="竖屏图片",
            use="放到竖着的广告机、排队屏、电梯屏",
        ),
        Format(
            name="3840x2160",
            width=3840,
            height=2160,
            unit="px",
            distance=3.0,
            label="4K 大屏图片",
            use="拷进U盘插 4K 电视，或放到会议室大屏",
        ),
        Format(
            name="wechat",
            width=1080,
            height=0,
            unit="scroll",
            distance=0.35,
            label="微信长图",
            use="发到村民群、朋友圈，手机上从头划到尾",
        ),
    )
}
OFFERED = ("a4", "a3", "60x90", "90x120", "1920x1080")  # where hub.toml names none: what most villages hang
